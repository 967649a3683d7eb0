"""Queries widened by what their words may mean."""

from __future__ import annotations

from service.query.compile import compile_query
from service.search.widening import MOST_ALTERNATIVES, widened
from service.vocabulary.entries import Entry
from service.vocabulary.vocabulary import Vocabulary

WORDS = Vocabulary([Entry("甲乙", tuple(f"丙{number}丁" for number in range(9)), both_ways=False, line=1)])


def test_alternatives_are_bounded() -> None:
    """Each costs a search, whatever a list says."""
    wide = widened("甲乙", compile_query("甲乙"), WORDS)
    assert wide is not None
    assert len(wide.also) == MOST_ALTERNATIVES
    assert wide.query.first == compile_query("甲乙").match


def test_what_the_list_does_not_know_is_left_alone() -> None:
    """There is nothing to widen by."""
    assert widened("防汛", compile_query("防汛"), WORDS) is None
    assert widened('"甲乙" -甲乙', compile_query('"甲乙" -甲乙'), WORDS) is None
