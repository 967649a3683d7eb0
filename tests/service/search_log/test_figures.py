"""What a search log shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest

from service.search.request import SearchRequest
from service.search_log.database import append, opened
from service.search_log.entries import API, PAGE, LoggedClick, LoggedSearch
from service.search_log.figures import EVER, QueryFigures, figures

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def search(
    query: str,
    total: int,
    milliseconds: float = 5.0,
    *,
    hours: int = 0,
    page: int = 1,
    origin: str = PAGE,
    topics: tuple[str, ...] = (),
) -> LoggedSearch:
    """Return a search, so many hours after noon, perhaps narrowed to some topics."""
    at = (NOON + timedelta(hours=hours)).timestamp()
    request = SearchRequest(query, page=page, selections={"topic": topics} if topics else {})
    return LoggedSearch(at, request, total, milliseconds, "typed", "", origin)


@pytest.fixture
def log(tmp_path: Path) -> Connection:
    """Return a log of some searches and a click."""
    connection = opened(tmp_path / "log", create=True)
    entries = [
        *(search("水价", 7, 4.0, hours=hours) for hours in (0, 1, 2)),
        search("水價", 8, 8.0, hours=3),
        search("水价", 7, page=2),
        *(search("狗证", 0, hours=hours) for hours in (0, 1)),
        search("房产", 3, 250.0),
        *(search("停水", 5) for _ in range(2)),
        *(search("接口", 5, origin=API) for _ in range(2)),
        search("", 900, 999.0),
        LoggedClick(NOON.timestamp(), "q=水价&year=2023", "b1"),
    ]
    append(connection, entries)
    return connection


def shown(found: tuple[QueryFigures, ...]) -> list[str]:
    """Return the queries of figures."""
    return [each.query for each in found]


def test_each_kind_of_queries(log: Connection) -> None:
    """Spellings of a text count together; further pages, and lists without a query, don't count."""
    found = figures(log, within=EVER, most=10)
    assert (found.searches, found.clicks) == (11, 1)
    assert found.frequent[0] == QueryFigures("水價", 4, 8, 5.0, 8.0, 1)
    assert shown(found.without_result) == ["狗证"]
    assert shown(found.slow)[0] == "房产"
    assert shown(found.without_click) == ["停水"]  # programs open nothing, and one search says nothing


def test_what_finds_something_by_now_is_no_longer_without_result(log: Connection) -> None:
    """The last search decides."""
    append(log, [search("狗证", 2, hours=5)])
    assert figures(log, within=EVER, most=10).without_result == ()


def test_a_filter_that_leaves_nothing_is_no_lack_of_results(log: Connection) -> None:
    """What a query finds is what it finds without filters; one that was only ever narrowed is not known to find nothing."""
    narrowed = [search("水价", 0, hours=5, topics=("水利",)), search("电价", 0, topics=("水利",))]
    append(log, [*narrowed, search("狗证", 0, hours=6, topics=("水利",))])
    found = figures(log, within=EVER, most=10)
    assert (found.frequent[0].query, found.frequent[0].total) == ("水價", 8)
    assert shown(found.without_result) == ["狗证"]


def test_a_time_and_a_number_limit_them(log: Connection) -> None:
    """The first instant counts, the last doesn't."""
    found = figures(log, within=(NOON + timedelta(hours=1), NOON + timedelta(hours=3)), most=1)
    assert (found.searches, found.clicks, shown(found.frequent)) == (3, 0, ["水价"])
