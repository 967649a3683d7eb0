"""The rows of a series: a number, or some that are missing in a row, with what became of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from corpus.report import Report, without_body
from indexer.engine import Engine
from service.numbering.serials import Serials
from service.numbering.series import Series
from service.numbering.withdrawn import ByKey, WithdrawnNumber
from service.outcomes import Outcome

MOST_REPORTS = 3
"""Reports that are listed of a number that several have; the others are found by that number."""

_BATCH = 100
"""Rows whose reports are read at a time."""


PRESENT, SHARED = Outcome("present", "有"), Outcome("shared", "多份同号")
MISSING, WITHDRAWN = Outcome("missing", "缺号"), Outcome("withdrawn", "已撤回")
NUMBER_STATES = (PRESENT, SHARED, MISSING, WITHDRAWN)
"""What may become of a number."""


@dataclass(frozen=True, slots=True)
class Row:
    """The serials from `first` to `last`, which are one unless they are missing; the number of the first.

    `reports` are `MOST_REPORTS` at most, without their bodies; `total` is how many there are.
    """

    first: int
    last: int
    number: str
    state: Outcome
    reports: tuple[Report, ...] = ()
    total: int = 0
    withdrawn: tuple[WithdrawnNumber, ...] = ()

    @property
    def size(self) -> int:
        """How many serials it is about."""
        return self.last - self.first + 1


def starts_of(found: Serials) -> list[int]:
    """Return the serial with which each row of a series begins, in order."""
    return sorted(chain(found.orders, (first for first, _ in found.gaps)))


def row_at(starts: Sequence[int], serial: int) -> int:
    """Return which row a serial is in, or is nearest before it; 0 for one before them all."""
    return max(bisect_right(starts, serial) - 1, 0)


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows of a series are made of."""

    engine: Engine
    series: Series
    serials: Serials
    withdrawn: ByKey

    def of(self, starts: Sequence[int]) -> Iterator[Row]:
        """Yield the rows that begin with some serials, their reports read in batches."""
        gaps = dict(self.serials.gaps)
        left = iter(starts)
        while batch := list(islice(left, _BATCH)):
            yield from self._batch(batch, gaps)

    def _batch(self, starts: list[int], gaps: dict[int, int]) -> Iterator[Row]:
        keys = {each: self._keys(each) for each in starts if each not in gaps}
        ids = self.engine.lookup(self.series.kind.field, chain.from_iterable(keys.values()))
        under = {each: [one for key in keys[each] for one in ids.get(key, ())] for each in keys}
        reports = self.engine.get(chain.from_iterable(each[:MOST_REPORTS] for each in under.values()))
        for first in starts:
            if first in gaps:
                yield Row(first, gaps[first], self.series.number(first), MISSING)
            else:
                listed = tuple(without_body(reports[each]) for each in under[first][:MOST_REPORTS] if each in reports)
                yield self._row(first, listed, len(under[first]))

    def _keys(self, serial: int) -> tuple[str, ...]:
        return (self.series.number(serial), *self.serials.further.get(serial, ()))

    def _row(self, serial: int, reports: tuple[Report, ...], total: int) -> Row:
        kind, keys = self.series.kind, self._keys(serial)
        withdrawn = tuple(each for key in keys for each in self.withdrawn.get((kind, key), ()))
        state = WITHDRAWN if not total else PRESENT if total == 1 else SHARED
        return Row(serial, serial, keys[0], state, reports, total, withdrawn)
