"""What the web asks of the archive. `service.archive.Archive` is one; tests have a small one of their own."""

from __future__ import annotations

from typing import Protocol, cast

from flask import current_app

from service.search.model import ArchiveStatus, LocateResult, ReportView, SearchRequest, SearchResult, SuggestResult

EXTENSION = "suoyin"


class SearchArchive(Protocol):
    """Answers questions about the reports. Every call may raise an `IndexerError` whose text is fit for users."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer a search."""

    def report(self, report_id: str, query: str = "") -> ReportView | None:
        """Give a report, with what `query` asks for marked; None when there is none."""

    def locate(self, number: str) -> LocateResult:
        """Find what an index number as typed leads to."""

    def suggest(self, text: str) -> SuggestResult:
        """Complete what was typed so far."""

    def status(self) -> ArchiveStatus:
        """Tell what is in the archive."""

    def generation(self) -> str:
        """Name the state of the index; it changes with every commit."""


def current_archive() -> SearchArchive:
    """Give the archive of the application that answers the current request."""
    return cast(SearchArchive, current_app.extensions[EXTENSION])
