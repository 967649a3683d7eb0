"""What templates call and name, besides what a view hands them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from corpus.metadata import metadata
from corpus.report import Report
from corpus.validity import Status, status_on
from indexer.fields import FIELD
from indexer.query import Sort
from service.browse.citation import citation
from service.browse.locate import MAX_CANDIDATES
from service.export.formats import FORMATS
from service.listing import IN_DESK, IN_HITS, IN_LINKS, UNTITLED, listed, unlabelled
from service.parameters import MAX_VALUE_LENGTH
from service.query.steps import StepName
from service.search.facets import FACETS
from service.search.parameters import search_pairs
from service.search.request import (
    MAX_QUERY_LENGTH,
    SearchRequest,
    without_filters,
)
from service.web import urls
from service.web.site import navigation
from service.web.site.elder import is_elder
from service.web.site.linked_data import linked_data
from service.web.site.navigation import FIELD_LABELS
from service.web.site.switches import recent, switches


def file_size(size: int) -> str:
    """Return how large a file is, as people say it.

    >>> file_size(711), file_size(2_300_000)
    ('711 字节', '2.2 MB')
    """
    if size < 1024:
        return f"{size} 字节"
    return f"{size / 1024:.0f} KB" if size < 1024**2 else f"{size / 1024**2:.1f} MB"


def form_state(asked: SearchRequest, *shown: str) -> list[tuple[str, str]]:
    """Return the state that a form has to carry along besides the fields it shows, as links do. A new question starts at page 1."""
    carried = replace(asked, query=asked.looked_at)
    return [(name, value) for name, value in search_pairs(carried) if name not in (*shown, "page")]


def is_web_address(url: str) -> bool:
    """Return whether `url` may become a link. A relative one may not: what it is relative to isn't this site."""
    return url.strip().lower().startswith(("http://", "https://"))


def status_today(report: Report) -> Status:
    """Return whether a report is in force."""
    return status_on(report, date.today())


TEMPLATE_FUNCTIONS: dict[str, Callable[..., object] | object] = {
    "switches": switches,
    "recent": recent,
    "today": date.today,
    "status_today": status_today,
    "Status": Status,
    "SORT_NEWEST": Sort.NEWEST,
    "is_elder": is_elder,
    "EXPORT_FORMATS": FORMATS,
    "citation": citation,
    "linked_data": linked_data,
    "file_size": file_size,
    "urls": urls,
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
    "UNTITLED": UNTITLED,
    "StepName": StepName,
    "MAX_CANDIDATES": MAX_CANDIDATES,
    "MAX_QUERY_LENGTH": MAX_QUERY_LENGTH,
    "MAX_VALUE_LENGTH": MAX_VALUE_LENGTH,
}
