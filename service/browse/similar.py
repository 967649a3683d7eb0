"""Reports like another: those that have most of what its title says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from corpus.report import Report, without_body
from indexer.analysis import split_words, tokenize
from indexer.engine import Engine
from indexer.own_year import without_years
from indexer.query import And, Contains, Keyword, MostOf, Not, Or, Plan, RankTerm, TermKind, Wish
from service.query.function_words import FUNCTION_WORDS

SHOWN = 5

SHARE = 0.5
"""How much of what the title says, rare words counting for more, others must have: below that they are about something else."""

MOST_WORDS = 40
"""Words of a title that are looked at: the longest of 100 characters has about as many."""

_TITLE = ("title",)


@dataclass(frozen=True, slots=True)
class Like:
    """What matches the reports like one, itself included, whatever their years, and what ranks them."""

    match: MostOf
    rank: tuple[RankTerm, ...]


def like(report: Report) -> Like | None:
    """Return what matches the reports like one; None for one without a title.

    Titles alone are compared: words of whole texts stand in far more reports, each of which would have to be weighed.
    """
    words = dict.fromkeys(each for piece in without_years(report.title) for each in split_words(tokenize(piece)))
    telling = [each for each in words if each[0].isalnum() and each not in FUNCTION_WORDS][:MOST_WORDS]
    if not telling:
        return None
    wishes = tuple(Wish(Contains(tokenize(each), _TITLE)) for each in telling)
    return Like(MostOf(SHARE, wishes), tuple(RankTerm(each, TermKind.WORD, _TITLE) for each in telling))


def similar(engine: Engine, likely: Like, known: Collection[str]) -> tuple[Report, ...]:
    """Return the reports that are most like another, without those whose ids are `known`."""
    others = And((likely.match, Not(Or(tuple(Keyword("id", each) for each in known)))))
    found = engine.search(Plan(others, likely.rank, limit=SHOWN, reports=True))
    return tuple(without_body(hit.report) for hit in found.hits if hit.report)
