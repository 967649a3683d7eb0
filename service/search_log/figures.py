"""What a search log shows: which queries are frequent, find nothing, are slow, or are followed by no click."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from service.search_log.entries import PAGE, written
from service.sqlite_file import sql

Time = tuple[datetime, datetime]
"""A time that begins with the first and ends before the second."""

EVER: Time = (datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))

FEWEST_WITHOUT_CLICK = 2
"""How often a query must have been searched before it says something that nobody opened a hit."""


@dataclass(frozen=True, slots=True)
class QueryFigures:
    """A query as it was last typed: how often it was searched, how many reports it last found (without filters, if it ever was searched so),
    how long that took on average and at most, and how many reports were opened from its hits."""

    query: str
    searches: int
    total: int
    milliseconds: float
    slowest: float
    clicks: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The queries of some time: how many searches and clicks there were, and the foremost queries of each kind."""

    searches: int
    clicks: int
    frequent: tuple[QueryFigures, ...]
    without_result: tuple[QueryFigures, ...]
    slow: tuple[QueryFigures, ...]
    without_click: tuple[QueryFigures, ...]


_WITHIN = "at >= :since AND at < :until AND folded <> ''"

# The columns beside the one maximum are those of the row that has it, which SQLite promises: the last search without filters, else the last.
_BY_QUERY = """
SELECT query, count(*) AS searches, total, round(avg(milliseconds), 1) AS mean, slowest,
    (SELECT count(*) FROM clicks WHERE clicks.folded = searches.folded AND {within}) AS clicks,
    filters, max((filters = '') || at)
FROM (
    SELECT *, max(milliseconds) OVER (PARTITION BY folded) AS slowest FROM searches WHERE {within} AND page = 1 AND {which}
) AS searches
GROUP BY folded HAVING {having} ORDER BY {order}, folded LIMIT :most
"""


def figures(connection: sqlite3.Connection, *, within: Time, most: int) -> Figures:
    """Return the figures of a time, up to `most` queries of each kind.

    Pages after the first don't count as searches of their own, and lists without a query as none.
    """
    since, until = map(written, within)
    given = {"since": since, "until": until, "most": most}

    def count(table: str) -> int:
        counted = sql("SELECT count(*) FROM {table} WHERE {within}", table=table, within=_WITHIN)
        return int(connection.execute(counted, given).fetchone()[0])

    def foremost(which: str, having: str, order: str) -> tuple[QueryFigures, ...]:
        asked = sql(_BY_QUERY, within=_WITHIN, which=which, having=having, order=order)
        rows = connection.execute(asked, given)
        return tuple(QueryFigures(*row[:-2]) for row in rows)

    unopened = f"total > 0 AND clicks = 0 AND count(*) >= {FEWEST_WITHOUT_CLICK}"
    return Figures(
        searches=count("(SELECT * FROM searches WHERE page = 1)"),
        clicks=count("clicks"),
        frequent=foremost("1", "1", "searches DESC"),
        without_result=foremost("1", "total = 0 AND filters = ''", "searches DESC"),
        slow=foremost("1", "1", "mean DESC"),
        without_click=foremost(f"origin = '{PAGE}'", unopened, "searches DESC"),
    )
