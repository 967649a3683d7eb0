"""All series of an archive, with how many numbers each has and how many are missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from indexer.engine import Engine
from service.numbering.serials import Serials, serials
from service.numbering.series import NumberKind, Series, divided, series_of
from service.numbering.withdrawn import ByKey

MOST_SERIES = 20_000
"""Series of a kind that are kept in memory, those of the latest years; 400 agencies have as many in fifty years."""

MOST_MALFORMED = 1_000
"""Numbers without a serial that are kept in memory."""

SERIES_BYTES = 400
"""About what a summary takes in memory."""


@dataclass(frozen=True, slots=True)
class SeriesSummary:
    """A series: how many numbers and reports it has, its lowest and highest serial, how many serials are missing, shared, withdrawn."""

    series: Series
    numbers: int = 0
    reports: int = 0
    lowest: int = 0
    highest: int = 0
    missing: int = 0
    gaps: int = 0
    shared: int = 0
    withdrawn: int = 0

    @property
    def newest(self) -> str:
        """The key of its highest number."""
        return self.series.number(self.highest)


@dataclass(frozen=True, slots=True)
class Overview:
    """The series of one kind, those of the latest years first; `left_out` are further ones. `malformed` are numbers of which no serial can
    be told, in order, `malformed_total` is how many there are.
    """

    series: tuple[SeriesSummary, ...] = ()
    left_out: int = 0
    malformed: tuple[str, ...] = ()
    malformed_total: int = 0

    @property
    def years(self) -> tuple[int, ...]:
        """The years of which there are series, the latest first."""
        return tuple(sorted({each.series.year for each in self.series if each.series.year}, reverse=True))


def overview(engine: Engine, kind: NumberKind, withdrawn: ByKey) -> Overview:
    """Return all series of a kind, after reading all numbers of an index."""
    found = _Counts()
    last, counts = "", None
    for key, count in engine.vocabulary(kind.field):
        name, serial = divided(kind, key)
        if name != last:  # numbers of a series stand together, but for those of documents in parts
            series = found.series_named(kind, name, key) if name else None
            last, counts = name, found.counts[series] if series else None
        if counts is None:
            found.add_malformed(key)
        else:
            counts[serial] = counts.get(serial, 0) + count
    for of, key in withdrawn:
        name, serial = divided(kind, key) if of is kind else ("", 0)
        series = found.series_named(kind, name, key) if name else None
        if series:
            found.counts[series].setdefault(serial, 0)
    newest_first = sorted(found.counts, key=lambda each: (-(each.year or 0), each.name))
    summaries = tuple(summary(each, serials(found.counts[each].items())) for each in newest_first[:MOST_SERIES])
    return Overview(summaries, len(found.counts) - len(summaries), tuple(found.malformed), found.malformed_total)


@dataclass(slots=True)
class _Counts:
    """What was counted so far: serials by series; the numbers that have none."""

    counts: dict[Series, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    malformed: list[str] = field(default_factory=list)
    malformed_total: int = 0
    _known: dict[str, Series | None] = field(default_factory=dict)

    def series_named(self, kind: NumberKind, name: str, key: str) -> Series | None:
        """Return the series of a number by its name; a number is read as such only once for each name."""
        if name not in self._known:
            self._known[name] = series_of(kind, key)
        found = self._known[name]
        return found if found and found.name == name else None

    def add_malformed(self, key: str) -> None:
        """Take note of a number of which no serial can be told."""
        self.malformed_total += 1
        if len(self.malformed) < MOST_MALFORMED:
            self.malformed.append(key)


def summary(series: Series, found: Serials) -> SeriesSummary:
    """Return what a series has, by its serials; those with no report are withdrawn."""
    return SeriesSummary(
        series,
        numbers=sum(1 for each in found.reports if each),
        reports=sum(found.reports),
        lowest=found.orders[0] if found.orders else 0,
        highest=found.orders[-1] if found.orders else 0,
        missing=found.missing,
        gaps=len(found.gaps),
        shared=found.shared,
        withdrawn=sum(1 for each in found.reports if not each),
    )


def size(found: Overview) -> int:
    """Return about how many bytes an overview takes."""
    return SERIES_BYTES * (1 + len(found.series) + len(found.malformed))
