"""The pages for people. A view parses parameters, asks the archive one question and renders the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.search import parameters
from service.search.model import MAX_DEPTH, MAX_QUERY_LENGTH, FacetValue, SearchRequest
from service.search.parameters import parse_search, parse_values
from service.web.port import current_archive
from service.web.problems import NoSuchReport
from service.web.site import navigation

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try, and what it finds."""

    query: str
    meaning: str


EXAMPLES = (
    Example("饮用水 水质", "同时含有两个词的报告"),
    Example("法治政府建设年度报告", "一整句也可以直接输入"),
    Example("标题:公告 停水", "标题里有“公告”，并且提到停水"),
    Example("年份:2020..2023 防汛", "只看这几年的"),
)


def _pairs() -> Iterable[tuple[str, str]]:
    return request.args.items(multi=True)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Return the page with the search box and what is in the archive."""
    _refuse_parameters()
    return render_template("home.html", status=current_archive().status(), examples=EXAMPLES)


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Return a page of hits, with everything that can be asked next."""
    asked = parse_search(_pairs())
    result = current_archive().search(asked)
    return render_template(
        "search.html",
        asked=asked,
        result=result,
        menus=navigation.facet_menus(asked, result),
        chips=navigation.chips(asked),
        pages=navigation.pages(asked, result),
    )


@blueprint.get("/reports/<path:report_id>")
def report(report_id: str) -> ResponseReturnValue:
    """Return a report's page. The parameters are those of the search it was found by, to highlight and to lead back."""
    asked = parse_search(_pairs())
    found = current_archive().report(report_id, asked.query)
    if found is None:
        raise NoSuchReport(report_id)
    return render_template("report.html", asked=asked, report=found)


@blueprint.get("/locate")
def locate() -> ResponseReturnValue:
    """Return the page of what an index number leads to; without one, only the form."""
    if not any(value.strip() for _, value in _pairs()) and set(request.args) <= {"number"}:
        return render_template("locate.html", result=None)
    number = parse_values(_pairs(), parameters.LOCATE_PARAMETERS)["number"]
    return render_template("locate.html", result=current_archive().locate(number))


@blueprint.get("/help")
def help_page() -> ResponseReturnValue:
    """Return the page that explains how to search."""
    _refuse_parameters()
    return render_template("help.html")


def _refuse_parameters() -> None:
    parse_values(_pairs(), ())


# What templates call -------------------------------------------------------------------------------------------------


def search_link(asked: SearchRequest, **changes: Any) -> str:
    """Return the address of a page of results."""
    return parameters.search_url(asked, base=url_for("pages.search"), **changes)


def query_link(query: str) -> str:
    """Return the address of the results of a query alone."""
    return search_link(SearchRequest(query=query))


def facet_link(field: str, value: str) -> str:
    """Return the address of all reports with one facet value."""
    if field == "year":
        return search_link(SearchRequest(years=((int(value), int(value)),)))
    return search_link(SearchRequest(filters={field: (value,)}))


def report_link(report_id: str, asked: SearchRequest | None = None) -> str:
    """Return the address of a report, with the search it was found by."""
    base = url_for("pages.report", report_id=report_id)
    return parameters.search_url(asked, base=base) if asked else base


def has_search(asked: SearchRequest) -> bool:
    """Return whether a request asks for anything at all, so that there are results to go back to."""
    return bool(parameters.search_pairs(asked))


def form_state(asked: SearchRequest, *shown: str) -> list[tuple[str, str]]:
    """Return the state that a form has to carry along besides the fields it shows. A new question starts at page 1."""
    return [(name, value) for name, value in parameters.search_pairs(asked) if name not in (*shown, "page")]


def split_facet(values: tuple[FacetValue, ...], count: int) -> tuple[tuple[FacetValue, ...], tuple[FacetValue, ...]]:
    """Return the first `count` values and the rest."""
    return values[:count], values[count:]


def is_web_address(url: str) -> bool:
    """Return whether `url` may become a link. A relative one may not: what it is relative to isn't this site."""
    return url.strip().lower().startswith(("http://", "https://"))


TEMPLATE_FUNCTIONS: dict[str, Callable[..., object] | object] = {
    "search_link": search_link,
    "query_link": query_link,
    "facet_link": facet_link,
    "report_link": report_link,
    "has_search": has_search,
    "form_state": form_state,
    "split_facet": split_facet,
    "is_web_address": is_web_address,
    "without_filters": navigation.without_filters,
    "sort_labels": navigation.SORT_LABELS,
    "no_search": SearchRequest(),
    "MAX_DEPTH": MAX_DEPTH,
    "MAX_QUERY_LENGTH": MAX_QUERY_LENGTH,
}
