"""What readers do with a report: go from highlight to highlight, jump by its contents, copy a citation, print."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from tests.browser.conftest import required_package

expect = required_package("playwright.sync_api").expect

REPORT = f"/reports/b3c1f00d5a2e4471?q={quote('检测')}"


def test_from_highlight_to_highlight(page: Any) -> None:
    """Each step shows the next highlight and says which it is; after the last comes the first."""
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(REPORT)
    marks = page.locator(".body mark")
    bar = page.get_by_role("navigation", name="本页标出的检索词")
    for number in range(marks.count()):
        bar.get_by_role("button", name="下一处").click()
        expect(bar).to_contain_text(f"第 {number + 1}／{marks.count()} 处")
        expect(marks.nth(number)).to_be_in_viewport()
    bar.get_by_role("button", name="下一处").click()
    expect(bar).to_contain_text(f"第 1／{marks.count()} 处")
    bar.get_by_role("button", name="上一处").click()
    expect(bar).to_contain_text(f"第 {marks.count()}／{marks.count()} 处")


def test_a_picture_of_the_page_has_all_of_it(page: Any) -> None:
    """What lies far below the window is laid out as well."""
    page.set_viewport_size({"width": 320, "height": 200})
    page.goto(REPORT)
    within = page.locator(".body .address")
    assert within.last.bounding_box()["y"] > 5 * 200
    assert within.evaluate_all("all => all.every(each => each.checkVisibility({contentVisibilityAuto: true}))")


def test_contents_lead_to_their_sections(page: Any) -> None:
    """With a highlight's number beside the sections that have some."""
    page.goto(REPORT)
    page.locator(".contents").get_by_role("link", name="三、给居民的提示").click()
    assert page.evaluate("document.querySelector(':target').textContent").startswith("三、给居民的提示")


def test_highlights_can_be_reached_without_scripts(browser: Any, site: str) -> None:
    """The bar has a link to the first, the contents one to the first of each section."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(REPORT)
    page.get_by_role("link", name="第一处").click()
    assert page.url.endswith("#m1")
    expect(page.get_by_role("button", name="复制引用")).to_be_hidden()
    context.close()


def test_a_citation_is_copied_with_the_address(browser: Any, site: str) -> None:
    """Nobody said where the public reaches the site: it is where the browser is."""
    context = browser.new_context(base_url=site, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(REPORT)
    page.get_by_role("button", name="复制引用").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("青禾市水务局：《")
    assert copied.endswith(f"，{site}/reports/b3c1f00d5a2e4471")
    context.close()


def test_print_has_what_was_searched_and_where_it_stands(page: Any) -> None:
    """Paper has no links to follow, and nothing on it that could be pressed."""
    page.goto(REPORT)
    page.get_by_role("button", name="下一处").click()
    page.emulate_media(media="print")
    expect(page.get_by_text("检索词：检测")).to_be_visible()
    expect(page.locator("mark.current")).to_have_css("outline-style", "none")
    expect(page.locator("[data-citation]")).to_contain_text("/reports/b3c1f00d5a2e4471")
    expect(page.get_by_text("打印日期：20")).to_be_visible()
    for hidden in (".matches", ".contents", ".citation .button"):
        expect(page.locator(hidden)).to_be_hidden()


def test_a_report_is_read_aloud_to_the_elderly(browser: Any, site: str) -> None:
    """One button begins, and ends it; it stands apart from the bar above it."""
    context = browser.new_context(base_url=site, extra_http_headers={"Cookie": "elder=1"})
    page = context.new_page()
    page.goto(REPORT)
    boxes = [page.locator(each).bounding_box() for each in (".matches", ".read-aloud")]
    assert boxes[1]["y"] - boxes[0]["y"] - boxes[0]["height"] >= 8
    page.get_by_role("button", name="朗读", exact=True).click()
    page.get_by_role("button", name="停止朗读").click()
    expect(page.get_by_role("button", name="朗读", exact=True)).to_be_visible()
    context.close()
