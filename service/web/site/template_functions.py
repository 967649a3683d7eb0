"""What templates call and name, besides what a view hands them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from corpus.metadata import metadata
from corpus.report import Report
from corpus.validity import Status, status_on
from indexer.fields import FIELD
from indexer.query import Sort
from service.browse.citation import citation
from service.browse.locate import MAX_CANDIDATES
from service.export.formats import FORMATS
from service.listing import IN_DESK, IN_HITS, IN_LINKS, listed, unlabelled
from service.numbering.series import INDEX_NUMBER, series_of
from service.query.steps import StepName
from service.search.facets import FACETS
from service.search.parameters import search_pairs
from service.search.request import (
    DEFAULT_PAGE_SIZE,
    MAX_QUERY_LENGTH,
    SearchRequest,
    without_filters,
)
from service.web import urls
from service.web.site import navigation
from service.web.site.elder import elder_link, is_elder
from service.web.site.linked_data import linked_data
from service.web.site.navigation import FIELD_LABELS
from service.web.site.switches import recent, switches


def search_link(asked: SearchRequest, **changes: Any) -> str:
    """Return the address of a page of results."""
    return urls.search_url(asked, **changes)


def feed_link(asked: SearchRequest) -> str:
    """Return the address of the feed of a search, which has an order and a length of its own."""
    plain = replace(asked, sort=Sort.RELEVANCE, page=1, page_size=DEFAULT_PAGE_SIZE)
    return urls.search_url(plain, path=urls.FEED)


def query_link(query: str) -> str:
    """Return the address of the results of a query alone."""
    return search_link(SearchRequest(query=query))


def facet_link(name: str, value: str) -> str:
    """Return the address of all reports with one facet value."""
    return urls.facet_url(name, value)


def report_link(report_id: str, found_by: str = "") -> str:
    """Return the address of a report, with the query string of the search it was found by."""
    return urls.report_url(report_id, found_by)


def original_link(report_id: str) -> str:
    """Return the address of the file that a report was read from."""
    return urls.original_url(report_id)


def series_link(report: Report) -> str:
    """Return the address of the series of a report's index number, from that on; "" where it is in none."""
    number = report.index_number
    series = series_of(INDEX_NUMBER, number.key) if number else None
    return urls.series_url(series, number.order) if series and number else ""


def why_link(report_id: str, found_by: str) -> str:
    """Return the address of the page that explains why a search finds a report."""
    return urls.why_url(report_id, found_by)


def file_size(size: int) -> str:
    """Return how large a file is, as people say it.

    >>> file_size(711), file_size(2_300_000)
    ('711 字节', '2.2 MB')
    """
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


def api_report_link(report_id: str) -> str:
    """Return the address of a report in the API."""
    return urls.API + urls.report_url(report_id)


def form_state(asked: SearchRequest, *shown: str) -> list[tuple[str, str]]:
    """Return the state that a form has to carry along besides the fields it shows, as links do. A new question starts at page 1."""
    carried = replace(asked, query=asked.looked_at)
    return [(name, value) for name, value in search_pairs(carried) if name not in (*shown, "page")]


def is_web_address(url: str) -> bool:
    """Return whether `url` may become a link. A relative one may not: what it is relative to isn't this site."""
    return url.strip().lower().startswith(("http://", "https://"))


def text_link(report_id: str) -> str:
    """Return the address of a report as plain text."""
    return urls.report_url(report_id, "format=text")


def status_today(report: Report) -> Status:
    """Return whether a report is in force."""
    return status_on(report, date.today())


TEMPLATE_FUNCTIONS: dict[str, Callable[..., object] | object] = {
    "search_link": search_link,
    "query_link": query_link,
    "facet_link": facet_link,
    "feed_link": feed_link,
    "browse_link": urls.browse_url,
    "switches": switches,
    "recent": recent,
    "today": date.today,
    "status_today": status_today,
    "Status": Status,
    "SORT_NEWEST": Sort.NEWEST,
    "is_elder": is_elder,
    "elder_link": elder_link,
    "export_link": urls.export_url,
    "EXPORT_FORMATS": FORMATS,
    "report_link": report_link,
    "api_report_link": api_report_link,
    "text_link": text_link,
    "citation": citation,
    "linked_data": linked_data,
    "original_link": original_link,
    "why_link": why_link,
    "series_link": series_link,
    "proof_link": urls.proof_url,
    "file_size": file_size,
    "query_string": urls.query_string,
    "field_labels": FIELD_LABELS,
    "form_state": form_state,
    "is_web_address": is_web_address,
    "without_filters": without_filters,
    "metadata": metadata,
    "listed": listed,
    "unlabelled": unlabelled,
    "sort_labels": navigation.SORT_LABELS,
    "no_search": SearchRequest(),
    "FACETS": FACETS,
    "FIELD": FIELD,
    "IN_DESK": IN_DESK,
    "IN_HITS": IN_HITS,
    "IN_LINKS": IN_LINKS,
    "StepName": StepName,
    "MAX_CANDIDATES": MAX_CANDIDATES,
    "MAX_QUERY_LENGTH": MAX_QUERY_LENGTH,
}
