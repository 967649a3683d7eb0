"""Index numbers and their series: the reports under one, its neighbours, and the serials missing between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from corpus.report import Report
from corpus.values.index_number import IndexNumber, padded_serial, parse_index_number
from indexer.engine import Engine

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
    serials = _serials(engine, number.series)
    orders = [order for order, _ in serials]
    start, stop = bisect_left(orders, number.order), bisect_right(orders, number.order)
    before = serials[start - 1] if start else None
    after = serials[stop] if stop < len(serials) else None
    return Neighbours(
        before=before[1] if before else None,
        after=after[1] if after else None,
        missing_before=_missing(number, before[0] + 1, number.order) if before else (),
        missing_after=_missing(number, number.order + 1, after[0]) if after else (),
    )


def _serials(engine: Engine, series: str) -> list[tuple[int, str]]:
    found = []
    for key, _ in engine.vocabulary("index_number", f"{series}-"):
        other = parse_index_number(key)
        if other is not None and other.series == series and other.order is not None:
            found.append((other.order, key))
    return sorted(found)


def _missing(number: IndexNumber, start: int, stop: int) -> tuple[str, ...]:
    if stop - start > MAX_MISSING:
        return ()
    return tuple(f"{number.series}-{padded_serial(str(serial))}" for serial in range(start, stop))
