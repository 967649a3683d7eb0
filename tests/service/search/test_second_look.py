"""Searches that find nothing to the letter are looked at again, over the sample archive."""

from __future__ import annotations

import pytest

from corpus.report import Report
from indexer.engine import Hit, Matches
from service.archive import Archive
from service.query.compile import compile_query
from service.search.parameters import parse_search
from service.search.result import SearchResult
from service.search.second_look import Found


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


def test_what_stands_somewhere_is_never_mixed_with_what_does_not(sample_archive: Archive) -> None:
    """Who types words that reports hold is told how many do."""
    literal, found = ask(sample_archive, "退役", step="typed"), ask(sample_archive, "退役")
    assert 0 < literal.total == found.total
    assert found.also == ()


def test_quoted_text_is_never_widened(sample_archive: Archive) -> None:
    """Quotes ask for what stands between them."""
    assert ask(sample_archive, '"退伍"').also == ()


def test_narrowing_never_widens(sample_archive: Archive) -> None:
    """政务公开 stands in some reports; a filter that leaves none of them adds no others."""
    assert ask(sample_archive, "政务公开").total
    narrow = ask(sample_archive, "政务公开", issuer="没有这个机构")
    assert (narrow.total, narrow.also) == (0, ())


def test_a_whole_title_is_no_slip() -> None:
    """What is the title of a hit was meant, whatever else looks like it."""
    hits = (Hit("1", 1.0, report=Report(id="1", source="s", title="关于《法制政府》的通知")),)
    found = Found(
        compile_query("关于法制政府的通知"), Matches(1, hits, {}), compile_query("关于法制政府的通知").steps[0]
    )
    assert found.is_title("关于法制政府的通知")
    assert not found.is_title("法制政府")
