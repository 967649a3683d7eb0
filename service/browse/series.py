"""Numbers and their series: the reports under one, its neighbours, and the serials missing between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.report import Report, without_body
from corpus.values.index_number import IndexNumber
from indexer.engine import Engine
from service.numbering.serials import serials_of
from service.numbering.series import DOCUMENT_NUMBER, INDEX_NUMBER, NumberKind, Series, series_of

MAX_MISSING = 20
"""Missing serials that are spelled out; a longer gap is more likely a jump in numbering than lost reports."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest existing numbers (keys) before and after one in its series, and the serials missing between."""

    before: str | None = None
    after: str | None = None
    missing_before: tuple[str, ...] = ()
    missing_after: tuple[str, ...] = ()


def ids_under(engine: Engine, key: str | None, kind: NumberKind = INDEX_NUMBER) -> tuple[str, ...]:
    """Return the ids of all reports under a number, by its key; none for None."""
    return engine.lookup(kind.field, [key]).get(key, ()) if key else ()


def first_under(engine: Engine, key: str | None, kind: NumberKind = INDEX_NUMBER) -> Report | None:
    """Return the first report under a number, by its key, without its body; None where there is none."""
    return next(iter(reports_without_bodies(engine, ids_under(engine, key, kind)[:1])), None)


def reports_without_bodies(engine: Engine, ids: Sequence[str]) -> tuple[Report, ...]:
    """Return the reports with some ids, in their order."""
    reports = engine.get(ids)
    return tuple(without_body(reports[each]) for each in ids if each in reports)


def neighbours(engine: Engine, number: IndexNumber | None) -> Neighbours:
    """Return the neighbours of `number` in its series, whether or not a report has it; none for None."""
    if number is None or number.series is None or number.order is None:
        return Neighbours()
    return _around(engine, Series(INDEX_NUMBER, number.series, number.year), number.order)


def document_neighbours(engine: Engine, key: str) -> Neighbours:
    """Return the neighbours of a document number (文号) in its series by its key; none for one of which no serial can be told."""
    series = series_of(DOCUMENT_NUMBER, key)
    serial = series.serial_in(key) if series else None
    return _around(engine, series, serial) if series and serial is not None else Neighbours()


def _around(engine: Engine, series: Series, order: int) -> Neighbours:
    orders = serials_of(engine, series).orders
    start, stop = bisect_left(orders, order), bisect_right(orders, order)
    before = orders[start - 1] if start else None
    after = orders[stop] if stop < len(orders) else None
    return Neighbours(
        before=None if before is None else series.number(before),
        after=None if after is None else series.number(after),
        missing_before=() if before is None else _missing(series, before + 1, order),
        missing_after=() if after is None else _missing(series, order + 1, after),
    )


def _missing(series: Series, start: int, stop: int) -> tuple[str, ...]:
    return () if stop - start > MAX_MISSING else tuple(map(series.number, range(start, stop)))
