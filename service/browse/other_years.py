"""The same report in other years: the same agency, and a title that says the same but for its years and words of form."""

from __future__ import annotations

from corpus.report import Report
from indexer.engine import Engine
from indexer.own_year import own_year, without_years
from indexer.query import Keyword, Plan, Sort
from indexer.yearly import yearly_subject

MOST_LOOKED_AT = 30
"""Reports that are looked at, the newest: an agency has one or two of each year."""


def other_years(engine: Engine, report: Report) -> dict[int, Report]:
    """Return the same report of each other year, the latest first; of several of one year one with the same words, if there is any."""
    own, subject = own_year(report), yearly_subject(report)
    if not subject:
        return {}
    plan = Plan(Keyword("yearly_subject", subject), sort=Sort.NEWEST, limit=MOST_LOOKED_AT, reports=True)
    others = engine.search(plan).reports
    others.sort(key=lambda other: without_years(other.title) != without_years(report.title))
    found: dict[int, Report] = {}
    for other in others:
        year = own_year(other)
        if year is not None and year != own:
            found.setdefault(year, other)
    return dict(sorted(found.items(), reverse=True))
