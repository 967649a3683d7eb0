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


@pytest.mark.parametrize("width", [1280, 390])
def test_find_a_report_read_it_and_look_its_number_up(browser: Any, sample_site: str, width: int) -> None:
    """A person types everyday words, opens the first hit, and finds the same report by its number."""
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
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/reports/**")
    title = page.locator("h1").inner_text()
    number = page.locator("dt:text-is('索引号') + dd").inner_text()
    check()
    page.goto(f"/locate?number={number.replace('/', '%2F')}")
    assert title in page.locator("main").inner_text()
    check()
    context.close()
