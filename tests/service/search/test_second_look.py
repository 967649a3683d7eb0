"""Searches that find little are looked at again, over the sample archive."""

from __future__ import annotations

import pytest

from service.archive import Archive
from service.search.parameters import parse_search


@pytest.mark.parametrize(
    ("typed", "other"), [("退伍", "退役"), ("狗证", "养犬登记"), ("人社局", "人力资源和社会保障局")]
)
def test_words_that_mean_the_same_are_looked_for_as_well(sample_archive: Archive, typed: str, other: str) -> None:
    """The answer names them, and holds more than the literal one."""
    literal = sample_archive.search(parse_search([("q", typed), ("literal", "yes")]))
    wide = sample_archive.search(parse_search([("q", typed)]))
    assert other in wide.also
    assert wide.total > (0 if literal.relaxed else literal.total)


def test_literal_matches_come_first(sample_archive: Archive) -> None:
    """What holds the typed words stands before what only means them."""
    literal = sample_archive.search(parse_search([("q", "退伍"), ("literal", "yes")]))
    wide = sample_archive.search(parse_search([("q", "退伍")]))
    found = {hit.report.id for hit in literal.hits}
    assert {hit.report.id for hit in wide.hits[: len(found)]} == found


def test_quoted_text_is_never_widened(sample_archive: Archive) -> None:
    """Quotes ask for what stands between them."""
    assert sample_archive.search(parse_search([("q", '"狗证"')])).also == ()
