"""WCAG 2.2 AA as far as a program can check it, on every kind of page, in light, dark and 长者模式."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.site_settings import SiteSettings
from service.web.brand import load_brand
from tests.browser.conftest import open_archive, serving
from tests.browser.test_journeys import PAGES, PHONE
from tests.docs.pages import ROOT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark", "elder"])
@pytest.mark.parametrize("width", [1280, PHONE["width"]])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation(browser: Any, site: str, axe: str, *, name: str, width: int, scheme: str) -> None:
    """axe-core finds nothing to object to."""
    context = browser.new_context(
        base_url=site,
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        bypass_csp=True,
    )
    if scheme == "elder":
        context.add_cookies([{"name": "elder", "value": "1", "url": site}])
    page = context.new_page()
    page.goto(PAGES[name])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(page, axe) == []
    context.close()


def test_no_violation_with_suggestions_open(browser: Any, site: str, axe: str) -> None:
    """The open list of suggestions is a proper combobox."""
    context = browser.new_context(base_url=site, bypass_csp=True)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("水务")
    page.get_by_role("option").first.wait_for()
    page.get_by_role("combobox").press("ArrowDown")
    assert violations(page, axe) == []
    context.close()


@pytest.mark.parametrize("name", ["configuration.md", "configuration.zh-CN.md"])
def test_no_violation_in_the_example_of_an_own_template(browser: Any, axe: str, tmp_path: Path, name: str) -> None:
    """Who copies it from the documents has a page without fault."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text(
        text.partition("```html\n")[2].partition("```")[0], encoding="utf-8"
    )
    context = browser.new_context(bypass_csp=True)
    with serving(open_archive(), brand=load_brand(SiteSettings(overrides=tmp_path))) as address:
        page = context.new_page()
        page.goto(address)
        assert page.get_by_text("本站试运行").is_visible()
        assert violations(page, axe) == []
    context.close()


def violations(page: Any, axe: str) -> list[str]:
    """Return what axe-core objects to, one line each."""
    page.add_script_tag(content=axe)
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert found["passes"], "axe-core checked nothing"
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]
