"""The pages for people. A view parses parameters, asks the archive one question and renders the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from corpus.metadata import metadata
from corpus.plain_json import encode
from corpus.report import Report
from corpus.validity import Status, status_on
from indexer.fields import FIELD
from indexer.query import Sort
from service.browse.citation import citation
from service.browse.parameters import LOCATE_PARAMETERS
from service.browse.plain_text import plain_text
from service.browse.report_page import ReportPage
from service.browse.status import OVERVIEW
from service.export.formats import FORMATS
from service.listing import IN_HITS, IN_LINKS, listed
from service.numbering.series import INDEX_NUMBER, series_of
from service.parameters import parse_values
from service.query.steps import StepName
from service.search.facets import FACETS
from service.search.parameters import SEARCH_PARAMETERS, search_pairs, understand_search
from service.search.request import (
    DEFAULT_PAGE_SIZE,
    MAX_DEPTH,
    MAX_QUERY_LENGTH,
    SearchRequest,
    with_selections,
    without_filters,
)
from service.search.result import OTHERS_HEADING, SearchResult
from service.search.ways_out import WaysOut
from service.web import urls
from service.web.api import documents
from service.web.api.responses import json_response
from service.web.observation import note_result
from service.web.port import current_archive
from service.web.site import navigation
from service.web.site.elder import elder_link, is_elder
from service.web.site.given import given_values
from service.web.site.linked_data import linked_data
from service.web.site.moved import by_number, moved
from service.web.site.report_text import report_text
from service.web.site.switches import recent, switches, years_between

SHOWN_AT_HOME = 10
"""The number of values of a facet that the front page shows at once."""

MAX_WITHIN = 100
"""Characters that are looked for within results."""

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try, and what it finds."""

    query: str
    meaning: str


FIELD_LABELS = {
    **{name: facet.field.label for name, facet in FACETS.items()},
    "q": "检索词",
    "published_from": "发布日期（从）",
    "published_to": "发布日期（到）",
    "at": "有效日期",
    "sort": "排序",
    "step": "匹配方式",
    "fold": "相同文本",
    "page": "页码",
    "page_size": "每页条数",
}
"""What the page calls the parameters of a search."""

EXAMPLES = (
    Example("饮用水 水质", "同时含有两个词的报告"),
    Example("法治政府建设年度报告", "一整句也可以直接输入"),
    Example("标题:公告 停水", "标题里有“公告”，并且提到停水"),
    Example("年份:2020..2023 防汛", "只看这几年的"),
)


@blueprint.get(urls.HOME)
def home() -> ResponseReturnValue:
    """Return the page with the search box and what is in the archive."""
    status = current_archive().status()
    menus = {menu.field: menu for menu in navigation.facet_menus(SearchRequest(), status.facets, shown=SHOWN_AT_HOME)}
    return render_template(
        "home.html",
        status=status,
        overview=[menus[name] for name in OVERVIEW if name in menus],
        histograms=[menu for menu in menus.values() if menu.is_histogram],
        examples=EXAMPLES,
    )


@blueprint.get(urls.SEARCH)
def search() -> ResponseReturnValue:
    """Return a page of hits, with everything that can be asked next."""
    typed = given_values(SEARCH_PARAMETERS)
    asked, problems = understand_search(typed)
    if within := request.args.get("within", "").strip()[:MAX_WITHIN]:
        return redirect(search_link(asked, query=f"{asked.query} {within}".strip()))
    if years := years_between(*(request.args.get(name, "").strip() for name in ("year_from", "year_to"))):
        return redirect(search_link(with_selections(asked, "year", [years])))
    result = note_result(current_archive().search(asked))
    page = render_template(
        "search.html",
        asked=asked,
        result=result,
        problems=problems,
        typed=dict(typed),
        menus=navigation.facet_menus(asked, result.facets),
        chips=navigation.chips(asked),
        pages=navigation.pages(asked, result),
        ways_out=_ways_out(asked, result),
    )
    return page, HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK


def _ways_out(asked: SearchRequest, result: SearchResult) -> WaysOut | None:
    """Return the ways out of a search that found nothing, or nothing with all of its words; None for any other."""
    is_in_vain = not result.total or (result.relaxed and not result.is_question)
    return current_archive().ways_out(asked) if is_in_vain else None


@blueprint.get(f"{urls.REPORTS}/<path:report_id>")
def report(report_id: str) -> ResponseReturnValue:
    """Return a report's page, or the report as JSON or plain text for who asks for that (`Accept`, or `format` in the address).

    The other parameters are those of the search it was found by, to highlight and to lead back. By a number that a report carries the
    address leads to it.
    """
    asked, _ = understand_search(given_values(SEARCH_PARAMETERS))
    found = current_archive().report(report_id, asked.query)
    if found is None:
        return by_number(report_id)
    if found.report.id != report_id:
        return moved(found.report.id)
    response = _REPORT_FORMS[_wanted_form()](found, asked)
    response.vary.add("Accept")
    return response


def _wanted_form() -> str:
    """Return the media type that a report is wanted in: that of a known `format`, else what the client prefers."""
    named = _NAMED_FORMS.get(request.args.get("format", ""))
    return named or request.accept_mimetypes.best_match(_REPORT_FORMS, default=_HTML)


def _report_page(found: ReportPage, asked: SearchRequest) -> Response:
    page = render_template(
        "report.html",
        asked=asked,
        page=found,
        report=found.report,
        text=report_text(found),
        related=current_archive().related(found.report),
        original=current_archive().original(found.report.id),
    )
    return make_response(page)


def _report_json(found: ReportPage, asked: SearchRequest) -> Response:
    return json_response(encode(documents.REPORT.write(found)))


def _report_as_text(found: ReportPage, asked: SearchRequest) -> Response:
    return current_app.response_class(plain_text(found.report), mimetype=_TEXT)


_HTML, _JSON, _TEXT = "text/html", "application/json", "text/plain"
_REPORT_FORMS = {_HTML: _report_page, _JSON: _report_json, _TEXT: _report_as_text}
_NAMED_FORMS = {"html": _HTML, "json": _JSON, "text": _TEXT}


@blueprint.get(urls.LOCATE)
def locate() -> ResponseReturnValue:
    """Return the page of what an index number leads to; without one, only the form."""
    given = given_values(LOCATE_PARAMETERS)
    if not any(value.strip() for _, value in given):
        return render_template("locate.html", result=None)
    number = parse_values(given, LOCATE_PARAMETERS)["number"]
    return render_template("locate.html", result=current_archive().locate(number))


@blueprint.get(urls.HELP)
def help_page() -> ResponseReturnValue:
    """Return the page that explains how to search."""
    return render_template("help.html")


@blueprint.get("/<any(search, locate, help, browse):name>/")
def with_slash(name: str) -> ResponseReturnValue:
    """Return where a page is whose address was given a slash at its end."""
    query = request.query_string.decode("ascii", "replace")
    return redirect(f"/{name}?{query}" if query else f"/{name}", HTTPStatus.MOVED_PERMANENTLY)


# What templates call -------------------------------------------------------------------------------------------------


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
    """Return the state that a form has to carry along besides the fields it shows. A new question starts at page 1."""
    return [(name, value) for name, value in search_pairs(asked) if name not in (*shown, "page")]


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
    "sort_labels": navigation.SORT_LABELS,
    "no_search": SearchRequest(),
    "FACETS": FACETS,
    "FIELD": FIELD,
    "IN_HITS": IN_HITS,
    "IN_LINKS": IN_LINKS,
    "StepName": StepName,
    "OTHERS_HEADING": OTHERS_HEADING,
    "MAX_DEPTH": MAX_DEPTH,
    "MAX_QUERY_LENGTH": MAX_QUERY_LENGTH,
}
