"""What else of the archive a report leads to: the same one of other years, those it cites, those that cite it, those like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.report import Report
from indexer.engine import Engine
from service.browse.citations import CitedBy, cited_by, cites
from service.browse.other_years import other_years
from service.browse.similar import similar

REPORT_BYTES = 2_000
"""About what the metadata of a report take in memory."""


@dataclass(frozen=True, slots=True)
class Related:
    """Other reports that one leads to, without their bodies, and none of them twice but for citations."""

    other_years: Mapping[int, Report] = field(default_factory=dict)
    cites: tuple[Report, ...] = ()
    cited_by: CitedBy = field(default_factory=CitedBy)
    similar: tuple[Report, ...] = ()


def related(engine: Engine, report: Report) -> Related:
    """Return what else of the archive a report leads to: a handful of searches, whatever stands in it."""
    cited, years = cites(engine, report), other_years(engine, report)
    known = {each.id for each in (report, *years.values(), *cited)}
    return Related(years, cited, cited_by(engine, report), similar(engine, report, known))


def size(found: Related) -> int:
    """Return about how many bytes they take."""
    return REPORT_BYTES * (1 + sum(map(len, (found.other_years, found.cites, found.cited_by.reports, found.similar))))
