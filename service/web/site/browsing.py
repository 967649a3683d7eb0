"""Going through the archive, or the results of a search, without typing: what is new, and all values of each facet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from indexer.analysis import normalize
from indexer.query import Sort
from service.search.facets import FACETS
from service.search.parameters import SEARCH_PARAMETERS, understand_search
from service.search.request import SearchRequest
from service.web import urls
from service.web.port import current_archive
from service.web.site.given import given_values
from service.web.site.navigation import FacetLink, by_first_level, facet_links, facet_menus

NEWEST = 8
"""New reports that are shown."""

SHOWN = 12
"""Values of each facet that the overview shows."""

WEEK = 7

CHARACTERS = 500_000
"""Characters of addresses in the links of a page of values, of which each value has two."""

blueprint = Blueprint("browsing", __name__)


@dataclass(frozen=True, slots=True)
class Branch:
    """The values of a facet below one of its first levels, None where they have none."""

    above: FacetLink | None
    links: tuple[FacetLink, ...]


@blueprint.get(urls.BROWSE)
def overview() -> ResponseReturnValue:
    """Return the page of what came last, and of the most frequent values of each facet."""
    newest = SearchRequest(sort=Sort.NEWEST, page_size=NEWEST)
    week_ago = date.today() - timedelta(WEEK)
    lately = replace(newest, published_from=week_ago.toordinal())
    found = current_archive().search(newest)
    return render_template(
        "browse.html",
        newest=found,
        lately=replace(lately, page_size=SearchRequest().page_size),
        came_lately=current_archive().search(replace(lately, page_size=1)).total,
        menus=facet_menus(SearchRequest(), found.facets, shown=SHOWN),
    )


@blueprint.get(f"{urls.BROWSE}/<any({', '.join(FACETS)}):name>")
def values(name: str) -> ResponseReturnValue:
    """Return the page of all values of a facet among the results of a search; `find` keeps those that hold a text."""
    asked, _ = understand_search(given_values(SEARCH_PARAMETERS))
    wanted = request.args.get("find", "").strip()[:100]
    counts = current_archive().search(replace(asked, page=1, page_size=1)).facets.get(name, ())
    matching = tuple(each for each in counts if normalize(wanted) in normalize(each[0]))
    shown = facet_links(
        asked, name, matching[: max(CHARACTERS // (2 * len(urls.query_string(asked)) + 1), SHOWN)], counts
    )
    return render_template(
        "browse_values.html",
        asked=replace(asked, page=1),
        name=name,
        facet=FACETS[name],
        found=wanted,
        total=len(counts),
        omitted=len(matching) - len(shown),
        branches=_branches(shown),
    )


def _branches(links: Sequence[FacetLink]) -> list[Branch]:
    """Return values by their first level, the levels with most reports first; those without levels stand together."""
    grouped = groupby(by_first_level(links), key=lambda link: link.above)
    return [Branch(above, tuple(group)) for above, group in grouped]
