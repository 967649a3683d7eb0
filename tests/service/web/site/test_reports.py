"""The page of a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import lxml.html
import pytest
from flask.testing import FlaskClient

from corpus.values.bound import Bound
from corpus.values.partial_date import PartialDate
from service.browse.endings import EndedBy
from service.browse.same_text import SameText
from tests.service.web.fake_archive import FakeArchive
from tests.service.web.site.addresses import EVIL, WATER, links, search

Page = Callable[[str], str]


def test_report_shows_everything(page: Page) -> None:
    """A report has its metadata, its text with matches, its neighbours, and a way back to the search."""
    text = page(f"{WATER}?{urlencode({'q': '水质', 'issuer': '青禾市水务局', 'page': 1})}")
    for shown in (
        "城乡饮用水<mark>水质</mark>情况",
        "015530468/2022-00041",
        "城乡建设、环境保护\\环境监测、保护与治理",
        "青水发〔2022〕41号",
        "2022-10-12",
        "有效",
        "本序列缺号：",
        "015530468/2022-00039",
        "另有 1 份报告使用同一个索引号",
        "上一份",
        "下一份",
    ):
        assert shown in text
    assert search(q="水质", issuer="青禾市水务局") in links(text)


def test_report_has_a_way_through_its_text(page: Page) -> None:
    """Its contents, and its highlights with their number, are links that need no script; each paragraph has an address."""
    document = lxml.html.fromstring(page(f"{WATER}?{urlencode({'q': '检测'})}"))
    addresses = [str(each) for each in document.xpath("//main//a/@href") if each.startswith("#")]
    assert {each[1:] for each in addresses} <= set(document.xpath("//@id"))
    assert document.xpath("//details[@class='contents']//li/a[1]/text()")[:2] == ["一、城区供水", "二、乡镇供水"]
    assert document.xpath("string(//nav[@class='matches']//strong)") == str(len(document.xpath("//p/mark")))


def test_report_comes_in_other_forms(client: FlaskClient) -> None:
    """As JSON and as text at the same address, for who asks so; browsers get the page, and caches tell them apart."""
    address = WATER
    page = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    as_json = client.get(address, headers={"Accept": "application/json"})
    as_text = client.get(f"{address}?format=text")
    assert [each.mimetype for each in (page, as_json, as_text)] == ["text/html", "application/json", "text/plain"]
    assert as_json.json == client.get(f"/api/v1{address}").json
    assert as_json.json["body"] in as_text.text
    assert "Accept" in page.headers["Vary"]
    assert page.headers["ETag"] != as_json.headers["ETag"]
    assert client.get(f"{address}?format=pdf").mimetype == "text/html"


def test_report_without_search_has_no_way_back(page: Page) -> None:
    """Opened from elsewhere, a report links to no results and highlights nothing."""
    text = page(WATER)
    assert "返回检索结果" not in text
    assert "<mark>" not in text


def test_bare_report_is_shown(page: Page) -> None:
    """A report that has nothing but an id has a page."""
    text = page("/reports/bare")
    assert "（无标题）" in text
    assert "没有正文" in text


def test_only_web_addresses_become_links(page: Page) -> None:
    """An attachment links to http(s) addresses alone, without telling where people come from."""
    text = page(WATER)
    (attachment,) = lxml.html.fromstring(text).xpath("//section[@class='attachments']//a")
    assert attachment.get("href") == "https://example.gov.cn/files/P020221018.xlsx"
    assert attachment.get("rel") == "noopener nofollow"
    assert "监测点位图.pdf" in text


def test_ids_with_any_character_have_pages(page: Page) -> None:
    """The link to a report works whatever its id holds."""
    assert f"{EVIL}?{urlencode({'q': '恶意'})}".replace("%2F", "/") in {
        each.replace("%2F", "/") for each in links(page(search(q="恶意")))
    }
    assert "恶意标题" in page(EVIL)


def test_missing_report_is_explained(client: FlaskClient) -> None:
    """A report that isn't there is a 404 that offers to look by index number."""
    response = client.get("/reports/nope")
    assert response.status_code == 404
    assert "没有这份报告" in response.text
    assert 'action="/locate"' in response.text


def test_a_former_id_leads_to_the_report(client: FlaskClient) -> None:
    """The new address keeps the search; an id that nothing ever had stays missing."""
    moved = client.get("/reports/tingshui?q=%E5%81%9C%E6%B0%B4")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/reports/9d40aa71c2b35e08?q=%E5%81%9C%E6%B0%B4")
    assert client.get("/reports/tingshui").headers["Location"] == "/reports/9d40aa71c2b35e08"
    assert client.get("/reports/tingshu").status_code == 404
    assert client.get("/api/v1/reports/tingshui").get_json()["id"] == "9d40aa71c2b35e08"


@pytest.mark.parametrize("number", ["015530468/2022-00042", "０１５５３０４６８—2022—42"])
def test_a_number_leads_to_the_report(client: FlaskClient, number: str) -> None:
    """For now: another report may have it tomorrow."""
    found = client.get(f"/reports/{number}?q=停水")
    assert found.status_code == 302
    page_of = client.get(found.headers["Location"]).text
    assert "015530468/2022-00042" in page_of
    assert "q=" in found.headers["Location"]


def test_a_number_of_several_reports_leads_to_all(client: FlaskClient) -> None:
    """On the page that finds by number."""
    found = client.get("/reports/015530468/2022-00041")
    assert (found.status_code, found.headers["Location"]) == (302, "/locate?number=015530468%2F2022-00041")
    assert client.get("/reports/015530468/2022-99941").status_code == 404


def test_a_report_leads_to_the_same_of_other_years(page: Page) -> None:
    """Each year is a link that says its title to who can't see."""
    years = lxml.html.fromstring(page("/reports/law20203")).xpath("//nav[@class='years']/a")
    assert [each.text for each in years] == [str(year) for year in range(2024, 2013, -1) if year != 2020]
    assert years[0].text_content().endswith("2024年法治政府建设年度报告")


@pytest.mark.parametrize(
    ("begin", "said"),
    [(Bound(PartialDate(2021, 3, 1)), "下面的文件废止了本文件，自2021年3月1日起"), (None, "下面的文件废止了本文件")],
)
def test_since_when_a_report_has_ended_is_said(
    page: Page, archive: FakeArchive, monkeypatch: Any, *, begin: Bound | None, said: str
) -> None:
    """Where it is known since when the report is in force that ends it."""
    found = archive.report("4c19e2b7705ad3f6")
    other = archive.report("b3c1f00d5a2e4471")
    assert found
    assert other
    ended = replace(found, ended_by=EndedBy(replace(other.report, in_force_from=begin), "《说明》同时废止。"))
    monkeypatch.setattr(archive, "report", lambda *_: ended)
    assert lxml.html.fromstring(page("/reports/4c19e2b7705ad3f6")).xpath("string(//*[@role='note']/p[1])") == said


def test_a_text_that_was_posted_often_lists_who_has_it(page: Page, archive: FakeArchive, monkeypatch: Any) -> None:
    """The first is said to be, itself is no link, and what isn't listed is counted."""
    found = archive.report("4c19e2b7705ad3f6")
    other = archive.report("b3c1f00d5a2e4471")
    assert found
    assert other
    posted = replace(found, same_text=SameText((other.report, found.report), 3, other.report))
    monkeypatch.setattr(archive, "report", lambda *_: posted)
    shown = page("/reports/4c19e2b7705ad3f6")
    assert "同一文本发布了 5 次，最先：青禾市水务局 2022-10-18" in shown
    assert (shown.count("最先发布"), f'href="{WATER}"' in shown, "另有 3 次" in shown) == (1, True, True)
