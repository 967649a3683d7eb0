"""What the web asks of the archive. `service.archive.Archive` is one; tests have a small one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, cast

from flask import current_app

from corpus.readers.office.table import Table
from corpus.report import Report
from service.browse.locate import LocateResult
from service.browse.original import OriginalFile
from service.browse.related import Related
from service.browse.report_page import ReportPage
from service.browse.status import ArchiveStatus
from service.bulk_locate.located import LocatedNumbers
from service.citations.checked import CheckedDraft
from service.numbering.numbering import Numbering
from service.search.explanation import ReportExplanation
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.ways_out import WaysOut
from service.suggest import SuggestResult

EXTENSION = "suoyin"


class SearchArchive(Protocol):
    """An archive that answers questions about its reports. Every call may raise an `IndexerError` whose text is fit for users."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Return the result of a search."""

    def ways_out(self, request: SearchRequest) -> WaysOut:
        """Return what may be done about a search that found nothing as it was typed."""

    def export(self, request: SearchRequest) -> Iterator[Report]:
        """Return every report that a search finds, in its order; reading them may raise later."""

    def report(self, report_id: str, query: str = "") -> ReportPage | None:
        """Return a report, with what `query` asks for highlighted; None when there is none."""

    def related(self, report: Report) -> Related:
        """Return what else of the archive a report leads to."""

    def explain_report(self, request: SearchRequest, report_id: str) -> ReportExplanation | None:
        """Return why a search finds a report or doesn't; None where there is no such report."""

    def original(self, report_id: str) -> OriginalFile | None:
        """Return the file that holds a report and no other, None where there is none to give."""

    def locate(self, number: str) -> LocateResult:
        """Return what an index number as typed leads to."""

    def under_number(self, number: str) -> tuple[str, ...]:
        """Return the ids of the reports that have just this index number or document number."""

    def locate_all(self, tables: Iterable[Table]) -> LocatedNumbers:
        """Return what became of each number in the lines of some tables."""

    def check_citations(self, draft: str) -> CheckedDraft:
        """Return what became of each citation of a draft."""

    @property
    def numbering(self) -> Numbering:
        """The numbers of its reports, series by series."""

    def suggest(self, text: str) -> SuggestResult:
        """Return completions of what was typed so far."""

    def status(self) -> ArchiveStatus:
        """Return what is in the archive."""

    def generation(self) -> str:
        """Return the name of the state of the index; it changes with every commit."""


def current_archive() -> SearchArchive:
    """Return the archive of the application that answers the current request."""
    return cast(SearchArchive, current_app.extensions[EXTENSION])
