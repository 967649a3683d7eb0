"""The journeys of `test_journeys` once more, with their reports on a cluster, and the one through the sample archive.

Two of them depend on how the small archive in memory splits words and orders hits; they are spelled out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import parse_partial_date
from service.archive import Archive
from service.settings import load_settings, shipped_config
from tests.browser.conftest import serving
from tests.browser.test_journeys import (  # noqa: F401  # over our site
    PHONE,
    expect,
    pytestmark,
    test_dates_narrow_a_search,
    test_enter_without_choice_searches,
    test_locate_a_number,
    test_new_query_keeps_filters,
    test_pages_work_without_scripts,
    test_phone_needs_no_sideways_scrolling,
    test_skip_link_comes_first,
    test_suggestion_by_keyboard,
    test_suggestion_by_mouse,
    test_years_are_a_histogram,
)
from tests.browser.test_sample_site import (  # noqa: F401  # as above
    sample_site,
    test_find_a_report_read_it_and_look_its_number_up,
)
from tests.opensearch.nodes import one_node, opensearch_engine, sample_on
from tests.service.web.fake_archive import FakeArchive, FakeReport


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Yield the address of a site whose archive is on a cluster."""
    engine = opensearch_engine(one_node(), "journeys")
    with engine.write() as writer:
        for each in FakeArchive().reports:
            writer.put(_report(each))
    archive = Archive(engine, load_settings(shipped_config(), index=None, environ={}))
    with serving(archive) as address:
        yield address
    archive.close()


@pytest.fixture(scope="module")
def sample_archive() -> Iterator[Archive]:
    """Yield the sample archive on a cluster."""
    with sample_on(one_node()) as archive:
        yield archive


def _report(fake: FakeReport) -> Report:
    return Report(
        id=fake.id,
        source="journeys",
        title=fake.title,
        body=fake.body,
        issuer=fake.issuer,
        category=fake.category,
        topic=fake.topic,
        index_number=parse_index_number(fake.index_number),
        document_number=parse_document_number(fake.document_number),
        published=parse_partial_date(fake.published) if fake.published else None,
        attachments=tuple(Attachment(each.name, each.url) for each in fake.attachments),
    )


def test_search_narrow_sort_page_and_read_on_a_cluster(page: Any) -> None:
    """A quoted text gives hits; facet, order and page keep it; a report shows its matches and leads back."""
    page.goto("/")
    page.get_by_role("combobox", name="检索词").fill('"法治政府"')
    page.get_by_role("button", name="检索", exact=True).click()
    expect(page.locator(".hit mark").first).to_have_text("法治政府")
    total = page.locator(".total strong")
    expect(total).to_have_text("110")
    page.get_by_role("complementary", name="筛选").get_by_role("link", name=re.compile("水务局")).click()
    expect(total).to_have_text("11")
    page.get_by_role("navigation", name="排序方式").get_by_role("link", name="最早发布").click()
    expect(page.locator(".hit time").first).to_have_text("2015-01-10")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.locator(".hit h3 a").click()
    expect(page.locator("h1 mark")).to_have_text("法治政府")
    page.get_by_role("link", name="返回检索结果").click()
    expect(page.locator(".hit")).to_have_count(1)
    page.locator(".chip").click()
    expect(total).to_have_text("110")


def test_filters_fold_on_a_phone_on_a_cluster(page: Any) -> None:
    """On a phone the facets are folded away until asked for."""
    page.set_viewport_size(PHONE)
    page.goto(f"/search?q={quote('法治')}")
    expect(page.locator(".facet").first).to_be_hidden()
    page.get_by_text("筛选", exact=True).first.click()
    expect(page.locator(".facet").first).to_be_visible()
