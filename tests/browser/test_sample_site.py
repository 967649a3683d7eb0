"""The shipped sample archive in a browser: one journey over real reports, each page of it accessible."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from service.archive import Archive
from tests.browser.conftest import serving
from tests.browser.test_accessibility import violations


@pytest.fixture(scope="module")
def sample_site(sample_archive: Archive) -> Iterator[str]:
    """Yield the address of the site over the sample archive."""
    with serving(sample_archive) as address:
        yield address


@pytest.mark.parametrize(
    "address", ["/", "/reports/14ca3ac611fc9170", "/numbers/series?name=015530468/2023", "/search?q=停水&year=2023"]
)
def test_large_text_fits_a_phone(browser: Any, sample_site: str, address: str) -> None:
    """Text of twice the size needs no sideways scrolling, with a file to download and long numbers too; a count stays in one line."""
    context = browser.new_context(base_url=sample_site, viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(
        "[...document.querySelectorAll('.scrolled')].every(each => each.scrollWidth <= each.clientWidth)"
    )
    lines = """() => Math.max(0, ...[...document.querySelectorAll('.count')].map(each => {
        const range = document.createRange();
        range.selectNode(each.firstChild);
        return range.getClientRects().length;
    }))"""
    assert page.evaluate(lines) <= 1
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_find_a_report_read_it_and_look_its_number_up(browser: Any, sample_site: str, width: int) -> None:
    """A person types everyday words, opens the first hit that has a number, and finds the same report by it."""
    axe = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(base_url=sample_site, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()

    def check() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page, axe) == []

    page.goto("/")
    check()
    page.get_by_role("combobox").first.fill("老旧小区 电梯")
    page.get_by_role("button", name="检索", exact=True).first.click()
    page.locator(".hit mark").first.wait_for()
    check()
    page.locator(".hit", has=page.locator(".number")).first.locator("h3 a").click()
    page.wait_for_url("**/reports/**")
    title = page.locator("h1").inner_text()
    number = page.locator("dt:text-is('索引号') + dd").inner_text()
    check()
    page.goto(f"/locate?number={number.replace('/', '%2F')}")
    assert title in page.locator("main").inner_text()
    check()
    context.close()
