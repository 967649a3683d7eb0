"""The pages for people. A view parses parameters, asks the archive one question and renders the answer."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from service.browse.parameters import LOCATE_PARAMETERS
from service.browse.status import OVERVIEW
from service.parameters import BadValue, ParameterProblem, parse_values
from service.query.compile import MAX_CHARACTERS
from service.search.chosen_filters import chosen_values
from service.search.parameters import SEARCH_PARAMETERS, understand_search
from service.search.request import (
    SearchRequest,
    with_selections,
)
from service.search.result import SearchResult
from service.search.ways_out import WaysOut
from service.web import urls
from service.web.observation import note_result
from service.web.port import current_archive
from service.web.site import navigation
from service.web.site.given import given_values
from service.web.site.switches import years_between

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
        return redirect(urls.search_url(asked, query=_narrowed(asked, within)))
    try:
        if years := years_between(*(request.args.get(name, "").strip() for name in ("year_from", "year_to"))):
            return redirect(urls.search_url(with_selections(asked, "year", [years])))
    except BadValue as exc:
        problems.append(ParameterProblem("year_from", str(exc)))
    result = note_result(current_archive().search(asked))
    page = render_template(
        "search.html",
        asked=asked,
        result=result,
        problems=problems,
        typed=dict(typed),
        menus=navigation.facet_menus(asked, result.facets),
        chips=chosen_values(asked),
        pages=navigation.pages(asked, result),
        ways_out=_ways_out(asked, result),
        max_within=MAX_WITHIN,
    )
    return page, HTTPStatus.BAD_REQUEST if problems else HTTPStatus.OK


def _narrowed(asked: SearchRequest, within: str) -> str:
    """Return the query that also asks for what is looked for within results, shortened so that this is looked at."""
    return f"{asked.query[: MAX_CHARACTERS - len(within) - 1]} {within}".strip()


def _ways_out(asked: SearchRequest, result: SearchResult) -> WaysOut | None:
    """Return the ways out of a search that found nothing, or nothing with all of its words; None for any other."""
    is_in_vain = not result.total or (result.relaxed and not result.is_question)
    return current_archive().ways_out(asked) if is_in_vain else None


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
