"""The ledger of numbers (编号台账): the list of series, one page of a series, and all rows of one."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.report import Report, without_body
from indexer.cache import Cache
from indexer.engine import Engine
from service.ledger.ledger import Ledger
from service.numbering.overview import Overview, SeriesSummary, overview, size
from service.numbering.page import NumbersPage, numbers_page
from service.numbering.parameters import SeriesListRequest, SeriesRequest
from service.numbering.rows import Row, Rows, starts_of
from service.numbering.serials import Serials, serials_of
from service.numbering.series import NumberKind, Series, divided
from service.numbering.withdrawn import WithdrawnNumbers

SHOWN_SERIES = 50
"""Series on one page of their list."""

_OVERVIEW_BUDGET = 20_000_000
_SERIALS_BUDGET = 8_000_000
"""Bytes of what each process keeps of the last series that were asked for: of some 80,000 numbers."""

_SERIAL_BYTES = 100


@dataclass(frozen=True, slots=True)
class ListedSeries:
    """A series in the list, with the newest report of it, without its body: the first under its highest number."""

    summary: SeriesSummary
    newest: Report | None = None


@dataclass(frozen=True, slots=True)
class SeriesList:
    """A page of the series that were asked for: their total, and all numbers and gaps that they have together.

    `left_out` are series of early years that are not looked at; `malformed` the first numbers of the kind, in order, of which no serial can be told.
    """

    request: SeriesListRequest
    series: tuple[ListedSeries, ...]
    total: int
    missing: int
    years: tuple[int, ...]
    left_out: int
    malformed: tuple[str, ...]
    malformed_total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // SHOWN_SERIES)


class Numbering:
    """The numbers of an archive. What was read of an index is kept until its next commit."""

    def __init__(self, engine: Engine, ledger: Ledger | None = None) -> None:
        self._engine = engine
        self._withdrawn = WithdrawnNumbers(ledger)
        self._lock = threading.Lock()
        self._overviews: Cache[tuple[str, NumberKind], Overview] = Cache(_OVERVIEW_BUDGET, size)
        self._serials: Cache[tuple[str, Series], Serials] = Cache(
            _SERIALS_BUDGET, lambda found: _SERIAL_BYTES * (1 + len(found.orders) + len(found.malformed))
        )

    def listed(self, request: SeriesListRequest) -> SeriesList:
        """Return a page of the series that are asked for."""
        found = self._overview(request.kind)
        wanted = [
            each
            for each in found.series
            if request.text in each.series.name and request.year in (None, each.series.year)
        ]
        first = (request.page - 1) * SHOWN_SERIES
        return SeriesList(
            request,
            self._with_newest(request.kind, wanted[first : first + SHOWN_SERIES]),
            total=len(wanted),
            missing=sum(each.missing for each in wanted),
            years=found.years,
            left_out=found.left_out,
            malformed=found.malformed,
            malformed_total=found.malformed_total,
        )

    def page(self, request: SeriesRequest) -> NumbersPage:
        """Return the rows of a series from a serial on."""
        return numbers_page(self._rows(request.series), request.serial)

    def rows(self, series: Series) -> Iterator[Row]:
        """Return all rows of a series, read in batches."""
        rows = self._rows(series)
        return rows.of(starts_of(rows.serials))

    def _overview(self, kind: NumberKind) -> Overview:
        generation = self._engine.generation()
        withdrawn = self._withdrawn.by_key(generation)
        with self._lock:  # a second reader would wait no longer for the first than for itself
            return self._overviews.get((generation, kind), lambda: overview(self._engine, kind, withdrawn))

    def _rows(self, series: Series) -> Rows:
        generation = self._engine.generation()
        withdrawn = self._withdrawn.by_key(generation)

        def read() -> Serials:
            of_series = (divided(kind, key) for kind, key in withdrawn if kind is series.kind)
            return serials_of(self._engine, series, {serial for name, serial in of_series if name == series.name})

        return Rows(self._engine, series, self._serials.get((generation, series), read), withdrawn)

    def _with_newest(self, kind: NumberKind, shown: Sequence[SeriesSummary]) -> tuple[ListedSeries, ...]:
        ids = self._engine.lookup(kind.field, [each.newest for each in shown])
        first = {number: found[0] for number, found in ids.items()}
        reports = self._engine.get(first.values())
        newest = [reports.get(first.get(each.newest, "")) for each in shown]
        return tuple(
            ListedSeries(each, without_body(report) if report else None)
            for each, report in zip(shown, newest, strict=True)
        )
