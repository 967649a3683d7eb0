"""The journeys of `test_journeys` once more, with their reports on a cluster, and the one through the sample archive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.archive import Archive
from service.settings import load_settings, shipped_config
from tests.browser.conftest import serving
from tests.browser.test_journeys import (  # noqa: F401  # over our site
    test_dates_narrow_a_search,
    test_enter_without_choice_searches,
    test_filters_fold_on_a_phone,
    test_locate_a_number,
    test_new_query_keeps_filters,
    test_pages_work_without_scripts,
    test_phone_needs_no_sideways_scrolling,
    test_search_narrow_sort_page_and_read,
    test_skip_link_comes_first,
    test_suggestion_by_keyboard,
    test_suggestion_by_mouse,
)
from tests.browser.test_sample_site import (  # noqa: F401  # over our site
    sample_site,
    test_find_a_report_read_it_and_look_its_number_up,
)
from tests.browser.test_years import test_years_are_a_histogram  # noqa: F401  # over our site
from tests.opensearch.nodes import one_node, opensearch_engine, sample_on
from tests.service.web.fake_archive import REPORTS


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Yield the address of a site whose archive is on a cluster."""
    engine = opensearch_engine(one_node(), "journeys")
    with engine.write() as writer:
        for report in REPORTS:
            writer.put(report)
    archive = Archive(engine, load_settings(shipped_config(), index=None, environ={}))
    with serving(archive) as address:
        yield address
    archive.close()


@pytest.fixture(scope="module")
def sample_archive() -> Iterator[Archive]:
    """Yield the sample archive on a cluster."""
    with sample_on(one_node()) as archive:
        yield archive
