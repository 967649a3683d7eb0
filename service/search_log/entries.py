"""What a search log holds: a search as it was answered, and a report opened from its hits. Neither says who asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from indexer.analysis import normalize
from service.search.parameters import SEARCH_PARAMETERS, search_pairs, understand_search
from service.search.request import DEFAULT_PAGE_SIZE, SearchRequest

PAGE, API = "page", "api"
"""Where a search was asked."""

_NAMES = frozenset(each.name for each in SEARCH_PARAMETERS)


@dataclass(frozen=True, slots=True)
class LoggedSearch:
    """A search that was answered at a time (seconds since 1970), with what came of it and how long that took.

    `step` is how the query was matched, `corrected` the query that was searched instead; "" where it was not.
    """

    at: float
    request: SearchRequest
    total: int
    milliseconds: float
    step: str
    corrected: str
    origin: str

    def row(self) -> tuple[object, ...]:
        """Return the search as a row of its table."""
        found = (self.total, round(self.milliseconds, 1), self.step, self.corrected, self.origin)
        return (*_asked(self.at, self.request), self.request.page, *found)


@dataclass(frozen=True, slots=True)
class LoggedClick:
    """A report that was opened at a time (seconds since 1970) by an address with the query string of the search that found it."""

    at: float
    query_string: str
    report_id: str

    def row(self) -> tuple[object, ...]:
        """Return the click as a row of its table."""
        pairs = ((name, value) for name, value in parse_qsl(self.query_string, errors="replace") if name in _NAMES)
        request, _ = understand_search(pairs)
        return (*_asked(self.at, request), self.report_id)


Entry = LoggedSearch | LoggedClick


def _asked(at: float, request: SearchRequest) -> tuple[str, str, str, str]:
    """Return the time, the query as typed and folded, and the filters and the order as a query string."""
    filters = search_pairs(replace(request, query="", page=1, page_size=DEFAULT_PAGE_SIZE))
    return written(datetime.fromtimestamp(at, UTC)), request.query, folded(request.query), urlencode(sorted(filters))


def written(time: datetime) -> str:
    """Return a time as the log has it: in UTC, in an order that texts have too.

    >>> written(datetime(2026, 11, 27, 8, 30, tzinfo=UTC))
    '2026-11-27T08:30:00Z'
    """
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def folded(query: str) -> str:
    """Return what queries that mean the same text have in common.

    >>> folded(" 房產　登記 ")
    '房产 登记'
    """
    return " ".join(normalize(query).split())
