"""Index numbers and their series: the reports under one, its neighbours, and the serials missing between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from corpus.report import Report
from corpus.values.index_number import IndexNumber
from indexer.engine import Engine
from service.numbering.serials import serials_of
from service.numbering.series import INDEX_NUMBER, Series

MAX_MISSING = 20
"""Missing serials that are spelled out; a longer gap is more likely a jump in numbering than lost reports."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest existing numbers (keys) before and after one in its series, and the serials missing between."""

    before: str | None = None
    after: str | None = None
    missing_before: tuple[str, ...] = ()
    missing_after: tuple[str, ...] = ()


def reports_under(engine: Engine, key: str | None) -> tuple[Report, ...]:
    """Return every report under an index number, by its key; none for None."""
    ids = engine.lookup("index_number", [key]).get(key, ()) if key else ()
    reports = engine.get(ids)
    return tuple(reports[each] for each in ids if each in reports)


def neighbours(engine: Engine, number: IndexNumber | None) -> Neighbours:
    """Return the neighbours of `number` in its series, whether or not a report has it; none for None."""
    if number is None or number.series is None or number.order is None:
        return Neighbours()
    series = Series(INDEX_NUMBER, number.series, number.year)
    orders = serials_of(engine, series).orders
    start, stop = bisect_left(orders, number.order), bisect_right(orders, number.order)
    before = orders[start - 1] if start else None
    after = orders[stop] if stop < len(orders) else None
    return Neighbours(
        before=None if before is None else series.number(before),
        after=None if after is None else series.number(after),
        missing_before=() if before is None else _missing(series, before + 1, number.order),
        missing_after=() if after is None else _missing(series, number.order + 1, after),
    )


def _missing(series: Series, start: int, stop: int) -> tuple[str, ...]:
    return () if stop - start > MAX_MISSING else tuple(map(series.number, range(start, stop)))
