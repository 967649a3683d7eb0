"""What is in the archive, for the front page and monitoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.engine import Engine, Matches
from indexer.fields import FACET_FIELDS
from indexer.query import Everything, Plan, Sort
from service.search.facets import Counts

OVERVIEW = ("category", "issuer")
"""The facets that say what an archive is about, in this order; years are a dimension of their own, topics too many."""


@dataclass(frozen=True, slots=True)
class ArchiveStatus:
    """What is in the archive: counts by facet, first and last date of publication (ISO 8601, or empty), and its index.

    `size` is in bytes. `health` is green, yellow or red where a cluster keeps the index, and empty elsewhere.
    """

    reports: int
    engine: str
    generation: str
    size: int
    segments: int
    oldest: str
    newest: str
    facets: Mapping[str, Counts]
    health: str = ""


def archive_status(engine: Engine) -> ArchiveStatus:
    """Return what is in the archive of an engine."""
    status = engine.status()
    newest = engine.search(Plan(Everything(), sort=Sort.NEWEST, facets=FACET_FIELDS, limit=1, reports=True))
    oldest = engine.search(Plan(Everything(), sort=Sort.OLDEST, limit=1, reports=True))
    return ArchiveStatus(
        reports=status.reports,
        engine=status.engine,
        generation=status.generation,
        size=status.size,
        segments=status.segments,
        health=status.health,
        oldest=_date_of(oldest),
        newest=_date_of(newest),
        facets=newest.facets,
    )


def _date_of(matches: Matches) -> str:
    """Return the date of the only hit, "" when there is none or it has none."""
    dates = [report.dated for report in matches.reports]
    return next((date.isoformat() for date in dates if date), "")
