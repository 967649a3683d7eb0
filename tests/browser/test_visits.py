"""Whole visits to the sample archive, on a desk and on a phone, with script and without."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from service.archive import Archive
from tests.browser.atom import ATOM, breaches
from tests.browser.conftest import TIMEOUT_MS, required_package, serving

expect = required_package("playwright.sync_api").expect

LAW = f"/search?q={quote('法治政府')}"
TRACKED = "&from=timeline&isappinstalled=0&utm_source=wechat&spm=a1.b2&amp;year=2021"


@pytest.fixture(scope="module")
def sample(sample_archive: Archive) -> Iterator[str]:
    """Yield the address of the site over the sample archive."""
    with serving(sample_archive) as address:
        yield address


@pytest.fixture(params=["desk", "desk, no script", "phone", "phone, no script"])
def visit(browser: Any, sample: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Yield a page of a visitor; whatever a browser objects to, and whatever is asked of others, fails the test."""
    is_phone = request.param.startswith("phone")
    context = browser.new_context(
        base_url=sample,
        viewport={"width": 390 if is_phone else 1280, "height": 844},
        is_mobile=is_phone,
        has_touch=is_phone,
        java_script_enabled="no script" not in request.param,
    )
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("request", lambda sent: None if sent.url.startswith(sample) else complaints.append(sent.url))
    yield page
    context.close()
    assert complaints == []


def _has_script(page: Any) -> bool:
    """Return whether scripts run on a page that has been gone to; one that a link led to may not have run any yet."""
    return bool(page.locator("[role=combobox]").count())


def _filters(page: Any) -> Any:
    """Return the filters, opened where they are folded."""
    filters = page.get_by_role("complementary", name="筛选")
    summary = filters.locator("summary").first
    if summary.is_visible() and not filters.locator(".facet").first.is_visible():
        summary.click()
    return filters


@pytest.mark.parametrize(
    ("typed", "found"),
    [("行政复义", "行政复议"), ("dibao", "低保"), ("小升初", "义务教育")],
    ids=["typo", "pinyin", "everyday word"],
)
def test_what_was_meant_is_found(visit: Any, typed: str, found: str) -> None:
    """Said above the results, and one click leads back to what was typed."""
    visit.goto("/")
    visit.locator("input[name=q]").first.fill(typed)
    visit.get_by_role("button", name="检索", exact=True).first.click()
    expect(visit.locator(".results")).to_contain_text(found)
    expect(visit.locator(".results-head")).to_contain_text(found[:2])
    visit.get_by_role("link", name=re.compile("^(仍要查|只查所写)")).click()
    expect(visit.locator(".results-head")).not_to_contain_text("已按")


def test_narrow_open_and_come_back(visit: Any) -> None:
    """Two agencies and a range of years; a report leads back to the same results, and so does the browser."""
    visit.goto(LAW)
    for agency in ("青禾市水务局", "青禾市科学技术局"):
        _filters(visit).locator(".facet-issuer").get_by_role("link", name=agency).click()
    _filters(visit).get_by_label("从哪一年").select_option("2021")
    visit.get_by_label("到哪一年").select_option("2023")
    visit.get_by_role("button", name="按年份筛选").click()
    expect(visit.locator(".chips")).to_contain_text("2021年至2023年")
    agencies = set(visit.locator(".hit-meta > span:first-child").all_inner_texts())
    assert agencies == {"青禾市水务局", "青禾市科学技术局"}
    assert {day[:4] for day in visit.locator(".hit time").all_inner_texts()} <= {"2021", "2022", "2023"}
    address = visit.url
    for back in (visit.go_back, lambda: visit.get_by_role("link", name="返回检索结果").click()):
        visit.locator(".hit h3 a").first.click()
        expect(visit.locator("article.report")).to_be_visible()
        back()
        expect(visit.locator(".chip")).to_have_count(3)
        assert visit.url == address


def test_read_on_from_a_report(visit: Any) -> None:
    """From match to match, then last year's, where the search is still there to go back to."""
    visit.goto(f"/search?q={quote('水务局2024年度 行政诉讼')}")
    has_script = _has_script(visit)
    visit.locator(".hit h3 a").first.click()
    bar = visit.get_by_role("navigation", name="本页标出的检索词")
    if has_script:
        bar.get_by_role("button", name="下一处").click()
        expect(bar).to_contain_text("第 1／")
    else:
        bar.get_by_role("link", name="第一处").click()
        assert visit.url.endswith("#m1")
    visit.get_by_role("navigation", name="其他年份的同类报告").get_by_role("link", name="2023").click()
    expect(visit.locator("h1")).to_contain_text("青禾市水务局2023年度法治政府建设工作报告")
    visit.get_by_role("link", name="返回检索结果").click()
    expect(visit.locator("input[name=q]").first).to_have_value("水务局2024年度 行政诉讼")


def test_take_results_along(visit: Any, tmp_path: Path) -> None:
    """Tables have a row for each result, numbers as they were published."""
    visit.goto(LAW)
    total = int(visit.locator(".total strong").first.inner_text())
    rows = {}
    for name, label in (("results.csv", "CSV 表格"), ("results.xlsx", "Excel 表格")):
        with visit.expect_download() as download:
            visit.get_by_role("link", name=label).click()
        download.value.save_as(tmp_path / name)
        assert "法治政府" in download.value.suggested_filename
    text = (tmp_path / "results.csv").read_bytes().decode("utf-8-sig")
    rows["csv"] = list(csv.reader(io.StringIO(text)))
    rows["xlsx"] = CalamineWorkbook.from_path(str(tmp_path / "results.xlsx")).get_sheet_by_index(0).to_python()
    assert [len(each) for each in rows.values()] == [total + 1] * 2
    assert all(
        str(shown).strip() == other.strip() for shown, other in zip(rows["xlsx"][1], rows["csv"][1], strict=True)
    )


def test_subscribe(visit: Any, sample: str) -> None:
    """The feed that the page names keeps the rules, and its entries lead to reports."""
    visit.goto(LAW)
    address = visit.locator("link[type='application/atom+xml']").get_attribute("href")
    assert visit.get_by_role("link", name="订阅新的结果").get_attribute("href") == address
    response = visit.request.get(address)
    assert response.headers["content-type"].startswith("application/atom+xml")
    assert breaches(response.body()) == []
    entry = etree.fromstring(response.body()).find(f"{ATOM}entry/{ATOM}link")
    assert entry is not None
    assert visit.goto(entry.get("href")).ok


def test_print(visit: Any) -> None:
    """On paper stand the text, what was searched, and where it is to be found; nothing that could be pressed."""
    visit.goto(f"/search?q={quote('加装电梯')}")
    visit.locator(".hit h3 a").first.click()
    expect(visit.locator("article.report")).to_be_visible()
    title = visit.locator("h1").inner_text()
    with pypdfium2.PdfDocument(visit.pdf(format="A4")) as paper:
        text = "".join("".join(page.get_textpage().get_text_range().split()) for page in paper)
    assert "".join(title.split()) in text
    assert "检索词：加装电梯" in text
    assert "/reports/" in text
    assert not [each for each in ("检索帮助", "长者模式", "复制引用", "返回检索结果", "相似的报告") if each in text]


def test_share(visit: Any) -> None:
    """What messengers and campaigns add to an address changes nothing, and is not passed on."""
    visit.goto(LAW)
    plain = visit.locator(".hit h3").all_inner_texts()
    for address in (f"{LAW}{TRACKED.partition('&amp')[0]}", f"/search/?q={quote('法治政府')}&utm_source=x"):
        assert visit.goto(address).status == 200
        assert visit.locator(".hit h3").all_inner_texts() == plain
        assert not visit.locator("main a[href*=utm_source], main a[href*=spm]").count()
    expect(visit.locator(".problem, [role=alert]")).to_have_count(0)
    visit.goto(f"{LAW}{TRACKED}")
    expect(visit.locator(".chip")).to_contain_text("2021年")


def test_a_first_visit_is_light(browser: Any, sample: str) -> None:
    """A page of results, and all that a browser loads with it, weigh less than 30 kB on the wire."""
    context = browser.new_context(base_url=sample)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    loaded: list[int] = []
    devtools.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    page.goto(LAW, wait_until="networkidle")
    context.close()
    assert len(loaded) >= 3
    assert all(loaded)
    assert sum(loaded) < 30_000
