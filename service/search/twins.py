"""Reports with nearly the same text as a hit, which are listed with it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.report import Report, without_body
from indexer.engine import Engine

LISTED_TWINS = 5
"""Reports that are listed with a hit; the others are a click away."""

READ_TWINS = 50
"""Reports that are read to list the newest of them: one with more than that, all under one title, is rarer than one in 10,000."""


def listed_twins(engine: Engine, ids: Sequence[str]) -> tuple[Report, ...]:
    """Return the newest of some reports, without their bodies, as far as they are still there."""
    if not ids:
        return ()
    reports = sorted(engine.get(ids[:READ_TWINS]).values(), key=lambda report: report.id)
    reports.sort(key=day_of, reverse=True)
    return tuple(map(without_body, reports[:LISTED_TWINS]))


def day_of(report: Report) -> int:
    """Return the day by which reports with one text are older and newer, as an ordinal; 0 where there is none."""
    return report.dated.ordinal if report.dated else 0
