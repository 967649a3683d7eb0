"""The addresses of pages and API with their query strings, as whatever leads there writes them. Those of the desk are the names of its pages.

Needs no web framework, so that commands print the addresses that the API answers with. Paths start at the site's root.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from corpus.report import Report
from indexer.query import Sort
from service.numbering.parameters import SeriesListRequest
from service.numbering.series import INDEX_NUMBER, Series, series_of
from service.search.facets import FACETS
from service.search.parameters import search_pairs
from service.search.request import DEFAULT_PAGE_SIZE, SearchRequest, with_selections

ORIGINAL = "/source"
"""What the address of a report's file ends with, after that of the report."""
WHY = "/why"
"""What the address of the page ends with that explains why a search finds a report, after that of the report."""
HOME, SEARCH, REPORTS, LOCATE, HELP = "/", "/search", "/reports", "/locate", "/help"
LOCATE_LIST = f"{LOCATE}/list"
CITATIONS = "/citations"
NUMBERS = "/numbers"
SERIES = f"{NUMBERS}/series"
BROWSE, ELDER = "/browse", "/elder"
SUGGEST, STATUS, OPENAPI, RELATED = "/suggest", "/status", "/openapi.json", "/related"
"""Routes of the API, below `API` like `SEARCH`, `REPORTS` and `LOCATE`."""
FEED = "/search.atom"
HEALTH, FAVICON, ROBOTS = "/healthz", "/favicon.ico", "/robots.txt"
CHANGES = "/changes"
CHANGES_FEED, CHANGES_JSON = f"{CHANGES}.atom", f"{CHANGES}.json"
PROOF = "/proof"
"""What the address of the proof that a report was published ends with, after that of the report."""
METRICS = "/metrics"
DESK = "/desk"
"""The pages of the staff, and what all their addresses begin with."""
LLMS = "/llms.txt"
BRAND = "/brand"
"""Below it are the files of how an operator has the site look."""
SITEMAP, OPENSEARCH = "/sitemap.xml", "/opensearch.xml"

API_VERSIONS = "/api/"
API = f"{API_VERSIONS}v1"

MAX_CARRIED = 1_200
"""Characters of a query string that links to reports carry along: a query of some 100 Chinese characters, and filters."""


_ALL_SERIES = SeriesListRequest()


def is_for_programs(path: str) -> bool:
    """Return whether what asks for a path is a program, which takes errors as JSON."""
    return path.startswith(API_VERSIONS) or path in (HEALTH, METRICS)


def is_of_desk(path: str) -> bool:
    """Return whether a path is one of the staff's pages.

    >>> [is_of_desk(each) for each in ("/desk", "/desk/sign-in", "/desktop", "//desk/")]
    [True, True, False, False]
    """
    return path == DESK or (path.startswith(f"{DESK}/") and "\\" not in path)


def sign_in_url(wanted: str) -> str:
    """Return the address of the page for signing in, which leads on to a path of the desk, if any is wanted."""
    path = wanted.removesuffix("?")
    return f"{DESK}/sign-in?next={quote(path, safe='/')}" if path not in ("", DESK, f"{DESK}/") else f"{DESK}/sign-in"


def query_string(request: SearchRequest) -> str:
    """Return the query string of a search, without what of its query is not looked at; "" for one that asks for nothing.

    >>> len(query_string(SearchRequest(query="x" * 1_000)))
    202
    """
    asked = request if request.looked_at == request.query else replace(request, query=request.looked_at)
    return "&".join([f"{name}={_quoted(value)}" for name, value in search_pairs(asked)])


_quoted = lru_cache(maxsize=1024)(quote_plus)
"""Returns a value as it stands in a query string: some seventy links of a page of results repeat its query, and all pages the values of facets."""


def search_url(request: SearchRequest, *, path: str = SEARCH, **changes: Any) -> str:
    """Return the address of `request` with `changes`; a change other than of the page leads to the first page.

    >>> search_url(SearchRequest(query="防汛 水库", page=3), sort=Sort.NEWEST)
    '/search?q=%E9%98%B2%E6%B1%9B+%E6%B0%B4%E5%BA%93&sort=newest'
    """
    if changes and "page" not in changes:
        changes["page"] = 1
    query = query_string(replace(request, **changes) if changes else request)
    return f"{path}?{query}" if query else path


def export_url(request: SearchRequest, ending: str) -> str:
    """Return the address of all that a search finds as a file, wherever its page begins.

    >>> export_url(SearchRequest(query="防汛", page=3), "csv")
    '/search.csv?q=%E9%98%B2%E6%B1%9B'
    """
    return search_url(request, path=f"{SEARCH}.{ending}", page=1, page_size=DEFAULT_PAGE_SIZE)


def feed_url(request: SearchRequest, **changes: Any) -> str:
    """Return the address of the feed of a search with `changes`; it has an order and a length of its own."""
    return search_url(request, path=FEED, sort=Sort.RELEVANCE, page=1, page_size=DEFAULT_PAGE_SIZE, **changes)


def browse_url(facet: str = "", request: SearchRequest | None = None) -> str:
    """Return the address for browsing, or of all values of a facet, among all reports or the results of a search."""
    path = f"{BROWSE}/{facet}" if facet else BROWSE
    return search_url(request, path=path, page=1) if request else path


def facet_url(name: str, value: str) -> str:
    """Return the address of all reports with one value of a facet field."""
    return search_url(with_selections(SearchRequest(), name, [FACETS[name].selection_of(value)]))


def report_url(report_id: str, query: str = "") -> str:
    """Return the address of a report's page, with a query string: of the search it was found by, or what to highlight.

    Without it where it is longer than `MAX_CARRIED`: a hundred hits with it would be a megabyte.
    """
    is_plain = report_id.isascii() and report_id.isalnum()  # as nearly all are: quoting takes 14 µs
    path = f"{REPORTS}/{report_id if is_plain else quote(report_id, safe='')}"
    return f"{path}?{query}" if 0 < len(query) <= MAX_CARRIED else path


def reports_at(site: str) -> Callable[[str], str]:
    """Return what gives the whole address of a report's page, by its id, at a site."""
    return lambda report_id: f"{site}{report_url(report_id)}"


def text_url(report_id: str) -> str:
    """Return the address of a report as plain text."""
    return report_url(report_id, "format=text")


def original_url(report_id: str) -> str:
    """Return the address of the file that a report was read from."""
    return f"{report_url(report_id)}{ORIGINAL}"


def why_url(report_id: str, query: str) -> str:
    """Return the address of the page that explains why a search, given as its query string, finds a report; "" where it is too long."""
    path = f"{report_url(report_id)}{WHY}?{query}"
    return path if len(query) <= MAX_CARRIED else ""


def proof_url(report_id: str) -> str:
    """Return the address of the proof that a report was published."""
    return f"{report_url(report_id)}{PROOF}"


def highlighting(typed: str) -> str:
    """Return the query string that has what was typed highlighted on a report's page; "" where nothing was.

    >>> report_url("a/1", highlighting("防汛 水库"))
    '/reports/a%2F1?q=%E9%98%B2%E6%B1%9B%20%E6%B0%B4%E5%BA%93'
    """
    return f"q={quote(typed, safe='')}" if typed.strip() else ""


def elder_url(is_on: bool) -> str:
    """Return the address that has pages with larger text, or no longer, and leads back to the page one comes from."""
    return f"{ELDER}?on={is_on:d}"


def numbers_url(request: SeriesListRequest = _ALL_SERIES, **changes: Any) -> str:
    """Return the address of the list of series that `request` asks for, with `changes`; a change other than of the page leads to the first page.

    >>> numbers_url(SeriesListRequest(page=3), year=2022)
    '/numbers?year=2022'
    """
    asked = replace(request, **({"page": 1} | changes))
    pairs = {
        "kind": "" if asked.kind is INDEX_NUMBER else asked.kind.name,
        "year": f"{asked.year}" if asked.year else "",
        "q": asked.text,
        "page": f"{asked.page}" if asked.page > 1 else "",
    }
    return _with_pairs(NUMBERS, pairs)


def series_url(series: Series, serial: int | None = None, *, path: str = SERIES) -> str:
    """Return the address of a series, from a serial on.

    >>> series_url(Series(INDEX_NUMBER, "015530468/2022"), 101)
    '/numbers/series?name=015530468%2F2022&from=101'
    """
    kind = "" if series.kind is INDEX_NUMBER else series.kind.name
    return _with_pairs(path, {"kind": kind, "name": series.name, "from": "" if serial is None else f"{serial}"})


def series_of_report_url(report: Report) -> str:
    """Return the address of the series of a report's index number, from that on; "" where it is in none."""
    number = report.index_number
    series = series_of(INDEX_NUMBER, number.key) if number else None
    return series_url(series, number.order) if series and number else ""


def locate_url(number: str) -> str:
    """Return the address of all reports under a number, of either kind; without one that of the page for looking."""
    return _with_pairs(LOCATE, {"number": number})


def _with_pairs(path: str, pairs: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in pairs.items() if value})
    return f"{path}?{query}" if query else path
