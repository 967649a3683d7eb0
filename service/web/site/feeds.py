"""What is new of any search, for feed readers: Atom (RFC 4287), the newest reports first."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, current_app, render_template

from corpus.report import Report
from indexer.query import Sort
from service.query.steps import StepName
from service.search.parameters import SEARCH_PARAMETERS, understand_search
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.web import urls
from service.web.port import current_archive
from service.web.site.given import given_values
from service.xml_text import xml_text

MEDIA_TYPE = "application/atom+xml"
ENTRIES = 50
"""Entries of a feed: more than any archive publishes between two looks of a reader."""

_LONG_AGO = "1970-01-01"

blueprint = Blueprint("feeds", __name__)


@blueprint.get(urls.FEED)
def feed() -> Response:
    """Return the newest reports of a search; what can't be understood of it is left out, as on the page of results."""
    asked, _ = understand_search(given_values(SEARCH_PARAMETERS))
    result = _newest(replace(asked, sort=Sort.NEWEST, page=1, page_size=ENTRIES, fold=False))
    reports = [hit.report for hit in result.hits]
    text = render_template(
        "feed.xml",
        asked=asked,
        reports=reports,
        updated=max(map(updated, reports), default=_moment(_LONG_AGO)),
        updated_of=updated,
        summary=result.interpretation.summary,
        also=result.also,
    )
    return current_app.response_class(xml_text(text), mimetype=MEDIA_TYPE)


def _newest(asked: SearchRequest) -> SearchResult:
    """Return what a search finds, by words that mean the same where its page does too, else as typed: nothing that wasn't asked for."""
    result = current_archive().search(asked)
    if asked.step or (result.also and result.step is StepName.TYPED and not result.corrected):
        return result
    return current_archive().search(replace(asked, step=StepName.TYPED))


def updated(report: Report) -> str:
    """Return when a report was published, as far as that is known: the first moment it may have been, in Beijing.

    >>> from corpus.values.partial_date import PartialDate
    >>> updated(Report(id="1", source="a", published=PartialDate(2024, 3)))
    '2024-03-01T00:00:00+08:00'
    """
    return _moment(report.dated.first_day().isoformat() if report.dated else _LONG_AGO)


def _moment(day: str) -> str:
    return f"{day}T00:00:00+08:00"
