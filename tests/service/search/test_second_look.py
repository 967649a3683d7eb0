"""Searches that find little are looked at again, over the sample archive."""

from __future__ import annotations

import pytest

from service.archive import Archive
from service.search.parameters import parse_search
from service.search.result import SearchResult
from service.search.second_look import FEW


def ask(archive: Archive, typed: str, **others: str) -> SearchResult:
    """Return the answer of the sample archive."""
    return archive.search(parse_search([("q", typed), *others.items()]))


@pytest.mark.parametrize(
    ("typed", "other"), [("退伍", "退役"), ("小升初", "义务教育招生"), ("人社局招聘", "人力资源和社会保障局")]
)
def test_words_that_mean_the_same_are_looked_for_as_well(sample_archive: Archive, typed: str, other: str) -> None:
    """The answer names them, and holds more than the literal one."""
    literal, wide = ask(sample_archive, typed, step="typed"), ask(sample_archive, typed)
    assert other in wide.also
    assert wide.total > (0 if literal.relaxed else literal.total)
    assert literal.also == ()


def test_literal_matches_come_first(sample_archive: Archive) -> None:
    """What holds the typed words stands before what only means them."""
    literal, wide = ask(sample_archive, "退伍", step="typed"), ask(sample_archive, "退伍")
    found = {hit.report.id for hit in literal.hits}
    assert {hit.report.id for hit in wide.hits[: len(found)]} == found


def test_quoted_text_is_never_widened(sample_archive: Archive) -> None:
    """Quotes ask for what stands between them."""
    assert ask(sample_archive, '"退伍"').also == ()


def test_narrowing_never_widens(sample_archive: Archive) -> None:
    """政务公开 stands in more reports than few; a filter that leaves one of them adds no others."""
    assert ask(sample_archive, "政务公开").total >= FEW
    (issuer, count), *_ = reversed(ask(sample_archive, "政务公开").facets["issuer"])
    narrow = ask(sample_archive, "政务公开", issuer=issuer)
    assert (narrow.total, narrow.also) == (count, ())
