"""A law of 100,000 characters on a phone: the browser lays out what is looked at, and everything else is reached all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest

from corpus.values.chinese_numeral import written_count
from service.archive import open_archive
from service.settings import load_settings
from tests.browser.conftest import required_package, serving
from tests.browser.test_journeys import PHONE

expect = required_package("playwright.sync_api").expect

CHAPTERS, ARTICLES = 20, 50
LENGTH = 100_000
LAW = f"/reports/law?q={quote('巡查')}"
MARKS = CHAPTERS * ARTICLES
LAST = "本条例最末一句。"


def _law() -> str:
    text = (
        "河道管理单位应当按照岸线保护规划开展日常巡查，记明时间、地段和发现的问题，并在三个工作日内报告水行政主管部门。"
        * 2
    )
    lines = []
    for chapter in range(1, CHAPTERS + 1):
        lines.append(f"第{written_count(chapter)}章　岸线保护")
        first = (chapter - 1) * ARTICLES + 1
        lines += [f"第{written_count(first + each)}条　{text.replace('巡查', '察看', 1)}" for each in range(ARTICLES)]
    return "\n".join((*lines, LAST))


@pytest.fixture(scope="module")
def law_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a site whose only report is the law."""
    folder: Path = tmp_path_factory.mktemp("law")
    body = _law()
    assert len(body) > LENGTH
    record = {
        "id": "law",
        "title": "青禾市河道管理条例",
        "issuer": "青禾市水务局",
        "published": "2024-05-01",
        "body": body,
    }
    (folder / "law.jsonl").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    (folder / "config.toml").write_text('[archive]\npaths = ["law.jsonl"]', "utf-8")
    archive = open_archive(load_settings(folder / "config.toml", index=folder / "index", environ={}))
    archive.index()
    with serving(archive) as address:
        yield address
    archive.close()


@pytest.fixture
def phone(browser: Any, law_site: str) -> Iterator[Any]:
    """Yield a page of a phone that shows the law."""
    context = browser.new_context(base_url=law_site, viewport=PHONE, is_mobile=True, bypass_csp=True)
    page = context.new_page()
    page.goto(LAW)
    yield page
    context.close()


def test_little_of_it_is_laid_out(phone: Any) -> None:
    """The paragraphs far below are not, which took most of the time until something was shown."""
    laid_out = phone.locator("mark").evaluate_all(
        "marks => marks.filter(each => each.checkVisibility({contentVisibilityAuto: true})).length"
    )
    assert 0 < laid_out < MARKS / 10


def test_every_match_is_reached(phone: Any) -> None:
    """One after the other from the first on, and the last ones backwards."""
    bar = phone.get_by_role("navigation", name="本页标出的检索词")
    expect(bar).to_contain_text(f"正文标出 {MARKS} 处")
    forward = [("下一处", number) for number in range(1, 12)]
    backward = [("上一处", number) for number in (*range(10, 0, -1), *range(MARKS, MARKS - 5, -1))]
    for name, number in (*forward, *backward):
        bar.get_by_role("button", name=name).click()
        expect(bar).to_contain_text(f"第 {number}／{MARKS} 处")
        expect(phone.locator(f"#m{number}")).to_be_in_viewport()


def test_its_contents_lead_to_each_chapter(phone: Any) -> None:
    """Wherever that comes to stand once it is laid out."""
    phone.get_by_text("目录", exact=True).click()
    for chapter in (CHAPTERS, 2, CHAPTERS // 2):
        phone.locator(".contents").get_by_role("link", name=f"第{written_count(chapter)}章　岸线保护").click()
        heading = phone.locator("p:target")
        expect(heading).to_contain_text(f"第{written_count(chapter)}章")
        expect(heading).to_be_in_viewport()


def test_an_address_of_a_paragraph_leads_there(phone: Any, browser: Any, law_site: str) -> None:
    """Also without script, when it is opened from elsewhere."""
    address = phone.locator(".body p").nth(-2).get_attribute("id")
    context = browser.new_context(base_url=law_site, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/reports/law#{address}")
    # Waited for: a browser comes nearer as what it passes is laid out.
    expect(page.locator("p:target")).to_be_in_viewport()
    context.close()


def test_find_in_page_finds_its_end(phone: Any) -> None:
    """The whole text is in the page."""
    assert phone.evaluate("text => window.find(text)", LAST)
    phone.wait_for_function("window.scrollY > innerHeight")


def test_all_of_it_is_printed(phone: Any) -> None:
    """From the first article to the last sentence."""
    with pypdfium2.PdfDocument(phone.pdf(format="A4")) as paper:
        assert len(paper) > LENGTH / 2_000
        last = "".join(page.get_textpage().get_text_range() for page in list(paper)[-2:])
    assert LAST in last


@pytest.mark.parametrize("size", ["100%", "125%", "150%", "200%"])
def test_the_bar_of_matches_leaves_room_to_read(phone: Any, size: str) -> None:
    """It stays in sight and takes a quarter of it at most; where it has to take more, it scrolls away."""
    phone.add_style_tag(content=f"html {{ font-size: {size} }}")
    bar = phone.get_by_role("navigation", name="本页标出的检索词")
    for name in ("下一处", "上一处"):
        bar.get_by_role("button", name=name).click()
        expect(bar).to_have_css("position", "sticky")
        assert bar.bounding_box()["height"] <= PHONE["height"] / 4
    expect(bar).to_contain_text(f"第 {MARKS}／{MARKS} 处")
    if size == "200%":
        phone.set_viewport_size({"width": 320, "height": 640})
        bar.get_by_role("button", name="上一处").click()
        expect(bar).to_have_css("position", "static")


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_it_fits_a_phone(phone: Any, size: str) -> None:
    """Twice the size of text needs no sideways scrolling either, nor do its contents with their articles."""
    phone.add_style_tag(content=f"html {{ font-size: {size} }}")
    phone.get_by_text("目录", exact=True).click()
    expect(phone.locator(".contents")).to_contain_text("第一百五十一条—第二百条")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
