"""Reports like another: those that have most of what its title says."""

from __future__ import annotations

from collections.abc import Collection

from corpus.report import Report
from indexer.analysis import split_words, tokenize
from indexer.engine import Engine
from indexer.own_year import without_years
from indexer.query import Contains, MostOf, Plan, RankTerm, TermKind, Wish
from service.query.function_words import FUNCTION_WORDS

SHOWN = 5

SHARE = 0.5
"""How much of what the title says, rare words counting for more, others must have: below that they are about something else."""

MOST_WORDS = 40
"""Words of a title that are looked at: the longest of 100 characters has about as many."""

_TITLE = ("title",)


def similar(engine: Engine, report: Report, known: Collection[str]) -> tuple[Report, ...]:
    """Return the reports that are most like another, whatever their years, without those whose ids are `known`, as its own is.

    Titles alone are compared: words of whole texts stand in far more reports, each of which would have to be weighed.
    """
    words = dict.fromkeys(each for piece in without_years(report.title) for each in split_words(tokenize(piece)))
    telling = [each for each in words if each[0].isalnum() and each not in FUNCTION_WORDS][:MOST_WORDS]
    if not telling:
        return ()
    match = MostOf(SHARE, tuple(Wish(Contains(tokenize(each), _TITLE)) for each in telling))
    rank = tuple(RankTerm(each, TermKind.WORD, _TITLE) for each in telling)
    found = engine.search(Plan(match, rank, limit=SHOWN + len(known), reports=True)).reports
    return tuple([each for each in found if each.id not in known][:SHOWN])
