"""What people do: search, narrow, read, look up a number, with mouse, keyboard and phone."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest

from tests.browser.conftest import required_package

expect = required_package("playwright.sync_api").expect

PHONE = {"width": 390, "height": 844}
WATER = "/reports/b3c1f00d5a2e4471"
PAGES = {
    "home": "/",
    "results": f"/search?q={quote('法治政府 执法')}&year=2020..2022&issuer={quote('青禾市水务局')}",
    "many results": f"/search?q={quote('法治')}&page=5",
    "report": f"{WATER}?q={quote('水质 水厂')}",
    "locate": "/locate?number=015530468/2022-14",
    "list": "/locate/list",
    "citations": "/citations",
    "series of numbers": "/numbers",
    "numbers": "/numbers/series?name=015530468/2022",
    "browse": "/browse",
    "values": f"/browse/topic?q={quote('法治')}",
    "help": "/help",
    "nothing found": f"/search?q={quote('没有的词')}&year=2020",
    "bad request": "/search?foo=1",
}


def test_search_narrow_sort_page_and_read(page: Any) -> None:
    """A quoted text gives hits; facet, order and page keep it; a report shows its matches and leads back."""
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).fill('"法治政府"')
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator(".hit mark").first).to_have_text("法治政府")
    total = page.locator(".total strong")
    expect(total).to_have_text("110")

    page.get_by_role("complementary", name="筛选").get_by_role("link", name=re.compile("水务局")).click()
    expect(total).to_have_text("11")
    expect(page.locator(".chip")).to_contain_text("青禾市水务局")

    page.get_by_role("navigation", name="排序方式").get_by_role("link", name="最早发布").click()
    expect(page.locator(".hit time").first).to_have_text("2015-01-10")

    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".hit")).to_have_count(1)
    address = page.url

    page.locator(".hit h3 a").click()
    expect(page.locator("h1 mark")).to_have_text("法治政府")
    page.get_by_role("link", name="返回检索结果").click()
    expect(page.locator(".hit")).to_have_count(1)
    assert page.url == address

    page.locator(".chip").click()
    expect(total).to_have_text("110")


def test_new_query_keeps_filters(page: Any) -> None:
    """Searching again within a filter stays within it, on its first page."""
    page.goto(f"/search?q={quote('法治')}&issuer={quote('青禾市水务局')}&page=2")
    page.get_by_role("combobox", name="检索词").fill("执法")
    page.get_by_role("combobox", name="检索词").press("Enter")
    page.wait_for_url(f"**/search?q={quote('执法')}&issuer={quote('青禾市水务局')}")


def test_dates_narrow_a_search(page: Any) -> None:
    """Partial dates typed into the form become a filter."""
    page.goto(f"/search?q={quote('法治')}")
    page.get_by_label("从", exact=True).fill("2020")
    page.get_by_label("到", exact=True).fill("2020年12月")
    page.get_by_role("button", name="按日期筛选").click()
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.locator(".total strong")).to_have_text("10")


def test_locate_a_number(page: Any) -> None:
    """Staff type an index number and reach the report."""
    page.goto("/")
    page.get_by_label("索引号").fill("015530468/2022-00041")
    page.get_by_role("button", name="查找", exact=True).click()
    page.get_by_role("link", name="2022年第三季度城乡饮用水水质情况").click()
    expect(page.locator(".metadata")).to_contain_text("015530468/2022-00041")
    expect(page.get_by_text("返回检索结果")).to_have_count(0)


def test_suggestion_by_keyboard(page: Any) -> None:
    """Arrow keys go through the suggestions, Escape closes them, Enter follows the chosen one."""
    page.goto("/")
    box = page.get_by_role("combobox", name="检索词")
    box.press_sequentially("水务")
    options = page.get_by_role("option")
    issuer = options.filter(has_text="青禾市水务局发布机构")
    expect(issuer).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("局")
    expect(issuer).to_be_visible()
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    expect(box).to_have_value("水务局")
    for _ in range(options.count()):  # words of the archive may stand above it, once they are gathered
        if issuer.get_attribute("aria-selected") == "true":
            break
        box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url(lambda url: "issuer=" in url)
    expect(page.locator(".chip")).to_contain_text("青禾市水务局")


def test_suggestion_by_mouse(page: Any) -> None:
    """A title that is clicked opens its report."""
    page.goto("/help")
    page.get_by_role("combobox").press_sequentially("停水")
    page.get_by_role("option", name=re.compile("停水的公告")).click()
    expect(page.locator("h1")).to_have_text("关于城东片区临时停水的公告")


def test_enter_without_choice_searches(page: Any) -> None:
    """With suggestions open but none chosen, Enter searches for what was typed."""
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("水务")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(f"**/search?q={quote('水务')}")


def test_pages_work_without_scripts(browser: Any, site: str) -> None:
    """Without scripts everything but suggestions is there."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox", name="检索词").fill("法治")
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator(".hit")).to_have_count(10)
    expect(page.get_by_role("complementary", name="筛选").get_by_role("link").first).to_be_visible()
    context.close()


def test_skip_link_comes_first(page: Any) -> None:
    """The first Tab offers to skip the header."""
    page.goto(PAGES["help"])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_two_keys_lead_to_the_first_hit(page: Any) -> None:
    """Past header, filters and sort orders."""
    page.goto(PAGES["results"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".hit h3 a").first).to_be_focused()


@pytest.mark.parametrize("name", PAGES)
def test_phone_needs_no_sideways_scrolling(browser: Any, site: str, name: str) -> None:
    """At 390 pixels every page fits the width, with everything unfolded."""
    context = browser.new_context(base_url=site, viewport=PHONE, is_mobile=True)
    page = context.new_page()
    page.goto(PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_large_text_fits_a_phone(browser: Any, site: str, name: str) -> None:
    """Text of twice the size needs no sideways scrolling either (WCAG 1.4.4 and 1.4.10 at once)."""
    context = browser.new_context(base_url=site, viewport=PHONE, is_mobile=True, bypass_csp=True)
    page = context.new_page()
    page.goto(PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("elder", "least"), [("", 44), ("elder=1", 60)])
def test_what_is_pressed_is_large_enough_for_a_finger(
    browser: Any, site: str, name: str, elder: str, least: int
) -> None:
    """44 px high, 60 in the mode for the elderly; links within sentences are excepted, as in WCAG 2.5.5."""
    headers = {"Cookie": elder} if elder else {}
    context = browser.new_context(
        base_url=site, viewport=PHONE, is_mobile=True, has_touch=True, extra_http_headers=headers
    )
    page = context.new_page()
    page.goto(PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    small = page.evaluate(
        """least => [...document.querySelectorAll("a, button, input, summary")]
          .filter(each => each.offsetParent && getComputedStyle(each).display !== "inline")
          .filter(each => each.getBoundingClientRect().height < least - 0.5).map(each => each.outerHTML)""",
        least,
    )
    assert small == []
    context.close()


def test_elder_mode_is_a_switch(browser: Any, site: str) -> None:
    """Without script: it enlarges the page one is on, stays for the next ones, and can be left."""
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["results"])
    address = page.url
    small = page.locator("h3 a").first.bounding_box()["height"]
    page.get_by_role("link", name="长者模式").click()
    assert page.url == address
    assert page.locator("h3 a").first.bounding_box()["height"] > small
    page.locator(".hit h3 a").first.click()
    page.get_by_role("link", name="退出长者模式").click()
    expect(page.locator("html")).not_to_have_class("elder")
    context.close()


def test_filters_fold_on_a_phone(page: Any) -> None:
    """On a phone the facets are folded away until asked for."""
    page.set_viewport_size(PHONE)
    page.goto(f"/search?q={quote('法治')}")
    expect(page.locator(".facet").first).to_be_hidden()
    page.get_by_text("筛选", exact=True).first.click()
    expect(page.locator(".facet").first).to_be_visible()
