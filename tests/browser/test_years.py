"""The histogram of years beside results: a click chooses one, dragging or Shift with the arrow keys a range, two lists the same without script."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from tests.browser.conftest import required_package
from tests.browser.test_journeys import PHONE

expect = required_package("playwright.sync_api").expect

RESULTS = f"/search?q={quote('法治')}"
YEARS = ".facet-year .facet-list a"


def test_years_are_a_histogram(page: Any) -> None:
    """A year's bar is as long as its share, and choosing it narrows the search."""
    page.goto("/search")
    bar = page.locator(".bar rect").first
    assert bar.bounding_box()["width"] > 20
    page.get_by_role("complementary").get_by_role("link", name=re.compile("^2020")).click()
    expect(page.locator(".chip")).to_contain_text("2020年")


def test_two_lists_choose_a_range_of_years(browser: Any, site: str) -> None:
    """Without script, on a phone too; the range is an ordinary filter, taken back by a click."""
    for viewport in ({"width": 1280, "height": 900}, PHONE):
        context = browser.new_context(base_url=site, java_script_enabled=False, viewport=viewport)
        page = context.new_page()
        page.goto(f"/search?q={quote('法治')}")
        page.locator(".filters summary").first.evaluate("summary => summary.parentElement.open = true")
        page.get_by_label("从哪一年").select_option("2016")
        page.get_by_label("到哪一年").select_option("2020")
        page.get_by_role("button", name="按年份筛选").click()
        expect(page.locator(".chip")).to_contain_text("2016年至2020年")
        page.locator(".chip").click()
        expect(page.locator(".chip")).to_have_count(0)
        context.close()


def test_dragging_over_years_chooses_them(page: Any) -> None:
    """Either way round; what is being chosen is said meanwhile."""
    page.goto(RESULTS)
    years = page.locator(YEARS)
    years.nth(4).hover()
    page.mouse.down()
    years.nth(3).hover()
    years.nth(2).hover()
    expect(page.locator(".facet-year [role=status]")).to_have_text("2021年至2023年")
    page.mouse.up()
    expect(page.locator(".chip")).to_contain_text("2021年至2023年")


def test_a_press_that_ends_where_it_began_is_a_click(page: Any) -> None:
    """One year is chosen; dragging out of the list and back chooses nothing."""
    page.goto(RESULTS)
    page.locator(YEARS).nth(4).hover()
    page.mouse.down()
    page.locator(YEARS).nth(2).hover()
    page.locator(".total").hover()
    page.mouse.up()
    expect(page.locator(".chip")).to_have_count(0)
    page.locator(YEARS).nth(4).click()
    expect(page.locator(".chip")).to_contain_text("2021年")


def test_keys_choose_a_range(page: Any) -> None:
    """Beyond the years shown at once too; Escape takes it back, and Enter then chooses the one year again."""
    page.goto(RESULTS)
    page.locator(YEARS).nth(6).focus()
    for _ in range(2):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".facet-year [role=status]")).to_contain_text("2017年至2019年")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_contain_text("2017年至2018年")
