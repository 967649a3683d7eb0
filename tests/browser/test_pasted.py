"""What is pasted: a list of numbers, and a draft whose citations are checked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import required_package
from tests.browser.test_accessibility import violations
from tests.browser.test_journeys import PHONE

expect = required_package("playwright.sync_api").expect

NUMBERS = "015530468/2022-00042\n015530468/2022-14\n999/2020-1"
DRAFT = "根据《2022年第三季度城乡饮用水水质情况》（青水发[2022]41号）和《没有的办法》，现通知如下。"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [1280, PHONE["width"]])
@pytest.mark.parametrize(
    ("address", "label", "text", "outcome", "leads_to"),
    [
        ("/locate/list", "号，或表格里的行", NUMBERS, "共 3 个：", "关于水费缴纳渠道的说明"),
        ("/citations", "文稿", DRAFT, "共 2 条引用：", "2022年第三季度城乡饮用水水质情况"),
    ],
    ids=["list", "citations"],
)
def test_what_became_of_each_is_a_table(
    browser: Any,
    site: str,
    axe: str,
    *,
    address: str,
    label: str,
    text: str,
    outcome: str,
    leads_to: str,
    width: int,
    script: bool,
) -> None:
    """It fits the width, leads to the reports, keeps what was pasted, and axe-core finds nothing to object to."""
    context = browser.new_context(
        base_url=site, viewport={"width": width, "height": 900}, java_script_enabled=script, bypass_csp=True
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button").and_(page.locator("main button")).first.click()
    expect(page.get_by_role("status").filter(has_text=outcome)).to_be_visible()
    expect(page.get_by_label(label, exact=True)).to_have_value(text)
    if script:
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name=leads_to).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(leads_to)
    context.close()
