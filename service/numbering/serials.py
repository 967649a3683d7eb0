"""The serials of one series: which there are, how many reports have each, and which are missing between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from indexer.engine import Engine
from service.numbering.series import Series, series_named, series_of

Gap = tuple[int, int]
"""The first and the last of some serials that are missing in a row."""


@dataclass(frozen=True, slots=True)
class Serials:
    """The serials of a series in order, how many reports have each, and the gaps between them.

    `further` are the keys of numbers that share a serial with another one: those of documents in parts. `malformed` are numbers that begin
    like those of the series and have no serial.
    """

    orders: tuple[int, ...] = ()
    reports: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    further: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    malformed: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many serials are missing."""
        return sum(last - first + 1 for first, last in self.gaps)

    @property
    def shared(self) -> int:
        """How many serials several reports have."""
        return sum(1 for each in self.reports if each > 1)

    def gap_from(self, serial: int) -> Gap | None:
        """Return the first gap that begins at a serial or after it."""
        at = bisect_left(self.gaps, (serial, 0))
        return self.gaps[at] if at < len(self.gaps) else None


def serials_of(engine: Engine, series: Series, withdrawn: Set[int] = frozenset()) -> Serials:
    """Return the serials of a series in an index; those that are `withdrawn` are no gaps, with no report."""
    if series_named(series.kind, series.name) is None:
        return Serials()  # anything may be asked for, and the shortest texts begin the most numbers
    counts = dict.fromkeys(withdrawn, 0)
    further: dict[int, tuple[str, ...]] = {}
    malformed = []
    for key, count in engine.vocabulary(series.kind.field, series.name):
        serial = series.serial_in(key)
        if serial is not None:
            counts[serial] = counts.get(serial, 0) + count
            if key != series.number(serial):
                further[serial] = (*further.get(serial, ()), key)
        elif series_of(series.kind, key) is None:
            malformed.append(key)
    return replace(serials(counts.items()), further=further, malformed=tuple(malformed))


def serials(counted: Iterable[tuple[int, int]]) -> Serials:
    """Return serials with how many reports have each, in order, and the gaps between them.

    >>> serials([(4, 1), (2, 2)]).gaps, serials([(4001, 1), (4003, 1)]).gaps
    (((1, 1), (3, 3)), ((4002, 4002),))
    """
    ordered = sorted(counted)
    if not ordered:
        return Serials()
    orders = tuple(order for order, _ in ordered)
    # From 1 on, unless more numbers would be missing before the first than there are: then the archive begins later, or the agency does.
    start = 0 if orders[0] <= len(orders) + 1 else orders[0] - 1
    gaps = tuple((one + 1, other - 1) for one, other in pairwise((start, *orders)) if other - one > 1)
    return Serials(orders, tuple(count for _, count in ordered), gaps)
