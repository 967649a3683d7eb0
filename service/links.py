"""Web addresses of reports, and reports as links, for answers that name them."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from corpus.report import Report
from indexer.engine import Engine
from service.search.model import ReportLink


def report_url(report_id: str, query: str = "") -> str:
    """Return the path of a report's page, with the query whose matches it is to highlight."""
    path = f"/reports/{quote(report_id, safe='')}"
    return f"{path}?q={_quoted(query)}" if query.strip() else path


@lru_cache(64)  # asked for with each hit of a page
def _quoted(query: str) -> str:
    return quote(query, safe="")


def report_link(report: Report) -> ReportLink:
    """Return a link to a report."""
    return ReportLink(
        id=report.id,
        index_number=str(report.index_number or ""),
        title=report.title,
        issuer=report.issuer,
        published=report.published.isoformat() if report.published else "",
        url=report_url(report.id),
    )


def links_under(engine: Engine, key: str | None) -> tuple[ReportLink, ...]:
    """Return every report under an index number, by its key; none for None."""
    ids = engine.lookup("index_number", [key]).get(key, ()) if key else ()
    reports = engine.get(ids)
    return tuple(report_link(reports[each]) for each in ids if each in reports)
