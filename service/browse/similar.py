"""Reports like another: those that have most of what its title says."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from corpus.report import Report, without_body
from indexer.engine import Engine
from indexer.own_year import without_years
from indexer.query import And, Keyword, MostOf, Node, Not, Or, Plan, RankTerm
from service.query.compile import compile_query

SHOWN = 5

SHARE = 0.5
"""How much of what the title says, rare words counting for more, others must have: below that they are about something else."""

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Like:
    """What matches the reports like one, itself included, whatever their years, and what ranks them."""

    match: Node
    rank: tuple[RankTerm, ...]


def like(report: Report) -> Like | None:
    """Return what matches the reports like one; None for one without a title."""
    words = _SIGNS.sub(" ", " ".join(without_years(report.title))).strip()
    if not words:
        return None
    query = compile_query(words)
    relaxed = query.relaxed
    return Like(replace(relaxed, share=SHARE) if isinstance(relaxed, MostOf) else query.match, query.rank)


def similar(engine: Engine, likely: Like, known: Collection[str]) -> tuple[Report, ...]:
    """Return the reports that are most like another, without those whose ids are `known`."""
    others = And((likely.match, Not(Or(tuple(Keyword("id", each) for each in known)))))
    found = engine.search(Plan(others, likely.rank, limit=SHOWN, reports=True))
    return tuple(without_body(hit.report) for hit in found.hits if hit.report)
