"""The JSON object that says which other reports one leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.report import Report
from service.web.api.document import TEXT, WHOLE, Document, Property, array
from service.web.api.documents import REPORT_LINK


@dataclass(frozen=True, slots=True)
class _OfYear:
    year: int
    report: Report


_OF_YEAR = Document(
    "ReportOfYear",
    "The same report of another year.",
    (Property("year", WHOLE, "year"), Property("report", REPORT_LINK.reference, "report", REPORT_LINK.write)),
    inner=(REPORT_LINK,),
)


def _other_years(found: Mapping[int, Report]) -> list[dict[str, object]]:
    return _OF_YEAR.write_all(_OfYear(year, report) for year, report in found.items())


RELATED = Document(
    "RelatedReports",
    "What other reports one leads to: the same one of other years, the latest first, those that it cites, the newest of those that cite it (of"
    " `cited_by_total`, which the query `cited_by_query` finds), and those whose title is most like its own.",
    (
        Property("other_years", array(_OF_YEAR.reference), "other_years", _other_years),
        Property("cites", array(REPORT_LINK.reference), "cites", REPORT_LINK.write_all),
        Property("cited_by", array(REPORT_LINK.reference), "cited_by.reports", REPORT_LINK.write_all),
        Property("cited_by_total", WHOLE, "cited_by.total"),
        Property("cited_by_query", TEXT, "cited_by.query"),
        Property("similar", array(REPORT_LINK.reference), "similar", REPORT_LINK.write_all),
    ),
    inner=(_OF_YEAR, REPORT_LINK),
)
