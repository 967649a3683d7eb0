"""The whole way over HTTP once more, with the sample archive on a cluster, indexed as the commands do it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.archive import Archive
from tests.opensearch.nodes import one_node, sample_on
from tests.service.test_sample_site import (  # noqa: F401  # these tests and their fixtures, over our archive
    client,
    reports,
    test_any_text_gets_an_answer,
    test_every_piece_of_every_report_finds_it,
    test_every_report_is_found_by_its_title_and_number,
    test_everyday_words_find_reports,
    test_facets_agree_with_what_they_filter,
    test_hostile_text_gets_an_answer,
    test_pages_walk_through_every_hit_once,
)


@pytest.fixture(scope="module")
def sample_archive() -> Iterator[Archive]:
    """Return the sample archive on a cluster."""
    with sample_on(one_node()) as archive:
        yield archive
