"""One page of a series: so many rows from a serial on, and the ways to the others."""

from __future__ import annotations

from dataclasses import dataclass

from service.numbering.overview import SeriesSummary, summary
from service.numbering.rows import Row, Rows, row_at, starts_of
from service.numbering.serials import Gap, Serials

SHOWN_ROWS = 100
"""Rows of a page."""

MOST_JUMPS = 30
"""Serials that a page leads to: tens of a short series, hundreds or thousands of a long one."""

LISTED_MALFORMED = 20
"""Numbers of which no serial can be told that are listed with a series whose name they begin with."""


@dataclass(frozen=True, slots=True)
class NumbersPage:
    """Some rows of a series, and where others begin; None where there are none.

    `jumps` are serials, `step` apart. `first_gap` is the first of all, `next_gap` the first after these rows. `malformed` begin like
    its numbers and have no serial; `malformed_left_out` are further ones.
    """

    summary: SeriesSummary
    rows: tuple[Row, ...] = ()
    previous: int | None = None
    next: int | None = None
    jumps: tuple[int, ...] = ()
    step: int = 0
    first_gap: Gap | None = None
    next_gap: Gap | None = None
    malformed: tuple[str, ...] = ()
    malformed_left_out: int = 0


def numbers_page(rows: Rows, serial: int) -> NumbersPage:
    """Return up to `SHOWN_ROWS` rows of a series from that of a serial on; none where the series has no number."""
    found, series = rows.serials, rows.series
    told = summary(series, found)
    starts = starts_of(found)
    listed, left_out = found.malformed[:LISTED_MALFORMED], max(len(found.malformed) - LISTED_MALFORMED, 0)
    if not starts:
        return NumbersPage(told, malformed=listed, malformed_left_out=left_out)
    at = row_at(starts, serial)
    shown = tuple(rows.of(starts[at : at + SHOWN_ROWS]))
    jumps, step = jumps_of(found)
    return NumbersPage(
        told,
        shown,
        previous=starts[max(at - SHOWN_ROWS, 0)] if at else None,
        next=starts[at + SHOWN_ROWS] if at + SHOWN_ROWS < len(starts) else None,
        jumps=jumps,
        step=step,
        first_gap=found.gap_from(0),
        next_gap=found.gap_from(shown[-1].last + 1),
        malformed=listed,
        malformed_left_out=left_out,
    )


def jumps_of(found: Serials) -> tuple[tuple[int, ...], int]:
    """Return the serials that a page leads to and how far apart they are: no more than `MOST_JUMPS`, none of a series of ten.

    >>> from service.numbering.serials import serials
    >>> jumps_of(serials((serial, 1) for serial in range(1, 42)))
    ((1, 11, 21, 31, 41), 10)
    """
    lowest = min(found.orders[0], found.gaps[0][0]) if found.gaps else found.orders[0]
    span, step = found.orders[-1] - lowest, 10
    while span // step >= MOST_JUMPS:
        step *= 10
    first = (lowest - 1) // step * step + 1
    jumps = tuple(range(max(first, 1), found.orders[-1] + 1, step))
    return (jumps, step) if len(jumps) > 1 else ((), step)
