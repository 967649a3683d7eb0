"""Browsing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import lxml.html
import pytest
from flask.testing import FlaskClient

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engines.whoosh import WhooshEngine
from service.archive import Archive
from service.settings import load_settings, shipped_config
from service.web.app import create_app
from service.web.site.navigation import MOST_BELOW

Page = Callable[[str], str]


def _links(page: str) -> dict[str, str]:
    found = lxml.html.fromstring(page).xpath("//main//a")
    return {" ".join(each.text_content().split()): each.get("href") for each in found}


def _site(folder: Path, *reports: Report) -> FlaskClient:
    engine = WhooshEngine(folder / "index")
    with engine.write() as writer:
        for report in reports:
            writer.put(report)
    archive = Archive(engine, load_settings(shipped_config(), index=None, environ={}))
    return create_app(archive, site_name="档案").test_client()


def test_the_overview_leads_to_everything(page: Page) -> None:
    """To the newest reports, their feed, and the values of each facet."""
    links = _links(page("/browse"))
    assert links["青禾市交通运输局2024年法治政府建设年度报告"] == "/reports/law20249"
    assert links["订阅（Atom）"] == "/search.atom"
    assert links["按发布机构"] == "/browse/issuer"
    assert links["青禾市水务局 14 份"] == f"/search?issuer={quote('青禾市水务局')}"


def test_what_came_within_a_week_is_told(tmp_path: Path) -> None:
    """By how many there are, with a way to them."""
    today = date.today()
    dates = [PartialDate(today.year, today.month, today.day), PartialDate(2020, 1, 1)]
    reports = [Report(id=str(day), source="a", title="通知", published=day) for day in dates]
    links = _links(_site(tmp_path, *reports).get("/browse").text)
    assert any(text == "近一周的 1 份" for text in links)


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    """On every page of browsing, and of results."""
    client = _site(tmp_path)
    for path in ("/", "/browse", "/browse/issuer", "/search?q=%E6%B0%B4", "/search", "/search.atom"):
        response = client.get(path)
        assert response.status_code == 200
        assert path == "/search.atom" or "还没有报告" in response.text


@pytest.mark.parametrize(
    "path", ["/numbers", "/numbers/series?name=015530468/2022", "/locate?number=2022-42", "/llms.txt"]
)
def test_an_empty_archive_has_all_pages(tmp_path: Path, path: str) -> None:
    """Those that ask for a number too."""
    assert _site(tmp_path).get(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/browse",
        "/search?q=%E6%B0%B4",
        "/numbers",
        "/locate?number=2022-42",
        "/reports/x",
        "/llms.txt",
        "/api/v1/status",
    ],
)
def test_without_an_index_each_page_says_what_to_do(tmp_path: Path, path: str) -> None:
    """It names the command, and not where the index would lie."""
    archive = Archive(WhooshEngine(tmp_path / "index"), load_settings(shipped_config(), index=None, environ={}))
    response = create_app(archive, site_name="档案").test_client().get(path)
    assert response.status_code == 503
    assert "请先运行 suoyin index" in response.text
    assert str(tmp_path) not in response.text


def test_all_values_of_a_facet(page: Page) -> None:
    """With their counts; a text keeps those that hold it, whatever their width or case."""
    assert len(_links(page("/browse/issuer"))) == 1 + 2 * 11
    found = _links(page(f"/browse/issuer?find={quote('财政')}"))
    assert f"/search?issuer={quote('青禾市财政局')}" in found.values()
    assert f"/search?issuer={quote('青禾市水务局')}" not in found.values()
    assert "没有名称里含“月球”的" in page(f"/browse/issuer?find={quote('月球')}")


def test_each_value_has_a_feed(page: Page) -> None:
    """Of what is new under it, and of the search, where there is one."""
    assert _links(page("/browse/issuer"))["订阅：青禾市财政局"] == f"/search.atom?issuer={quote('青禾市财政局')}"
    water = f"q={quote('停水')}&category={quote('通知公告')}"
    assert _links(page(f"/browse/category?q={quote('停水')}"))["订阅：通知公告"] == f"/search.atom?{water}"


def test_values_among_results_keep_the_search(page: Page) -> None:
    """Values are those of the results, counted without the choice among themselves."""
    asked = f"q={quote('停水')}&issuer={quote('青禾市财政局')}"
    links = _links(page(f"/browse/issuer?{asked}"))
    water, finance = quote("青禾市水务局"), quote("青禾市财政局")
    assert f"/search?q={quote('停水')}&issuer={finance}&issuer={water}" in links.values()
    assert links["‹ 返回检索结果"] == f"/search?{asked}"


def test_topics_are_a_tree(page: Page) -> None:
    """Those of one first level stand under it without its name; it says how many they are, and chooses all of them. Most reports come first."""
    shown = page("/browse/topic")
    headings = [each.text_content().strip() for each in lxml.html.fromstring(shown).xpath("//main//h2")]
    assert headings == ["综合政务 110 份", "城乡建设、环境保护 2 份"]
    below = [quote(f"城乡建设、环境保护\\{each}") for each in ("城乡建设", "环境监测、保护与治理")]
    links = _links(shown)
    assert links["城乡建设、环境保护"] == f"/search?topic={below[0]}&topic={below[1]}"
    assert links["城乡建设 1 份"] == f"/search?topic={below[0]}"


def test_a_first_level_is_taken_back_whole(page: Page) -> None:
    """Where all below it are chosen, it is marked, and leads to the search without them."""
    chosen = "&".join(
        f"topic={quote(f'城乡建设、环境保护{each}')}" for each in ("\\城乡建设", "\\环境监测、保护与治理")
    )
    for path in ("/search", "/browse/topic"):
        assert "城乡建设、环境保护" in page(f"{path}?{chosen}")
    assert _links(page(f"/search?{chosen}"))["城乡建设、环境保护（已选，点击取消） 2 份"] == "/search"


def test_the_overview_and_results_have_the_tree(page: Page) -> None:
    """First levels with their sums stand above their values there too."""
    for path in ("/browse", f"/search?q={quote('水')}"):
        values = lxml.html.fromstring(page(path)).xpath("//section[contains(@class, 'facet-topic')]//li")
        levels = [" ".join(each.text_content().split()) for each in values if not each.get("class")]
        assert "城乡建设、环境保护 2 份" in levels
        assert "城乡建设 1 份" not in levels
        assert "城乡建设 1 份" in [" ".join(each.text_content().split()) for each in values]


def test_a_first_level_of_very_many_values_is_none(tmp_path: Path) -> None:
    """They would not fit an address; they stand by their whole names instead."""
    reports = [
        Report(id=str(each), source="a", title="通知", topic=f"政务\\{each:03d}") for each in range(MOST_BELOW + 1)
    ]
    text = _site(tmp_path, *reports).get("/browse/topic").text
    assert "政务\\000" in text
    assert lxml.html.fromstring(text).xpath("//main//h2") == []


@pytest.mark.parametrize("path", ["/browse/title", "/browse/nothing"])
def test_what_is_no_facet_is_not_found(client: FlaskClient, path: str) -> None:
    """Like any other address that leads nowhere."""
    assert client.get(path).status_code == 404
