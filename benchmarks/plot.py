"""Plot: latency and build rate of all engines against the size of the archive, from the runs kept, as one SVG.

python -m benchmarks plot [RUN…] [--output PATH]
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.run import RUNS

COLOURS = {
    "suoyin": "#c0392b",
    "tantivy": "#2471a3",
    "sqlite": "#7d6608",
    "whoosh": "#7f8c8d",
    "opensearch": "#1e8449",
    "meilisearch": "#8e44ad",
    "typesense": "#d68910",
}
USUAL = 2_200
"""Characters of a report in most runs; series of other lengths are dashed, with hollow points."""

_WIDTH, _HEIGHT, _LEFT, _TOP = 300, 210, 58, 34
_GAP_X, _GAP_Y = 82, 84
_FOOT = 46

Series = dict[tuple[str, int], list[tuple[float, float]]]
"""By engine and characters of a report: points of reports and value."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram: its title, and how a run's value of an engine is found; None where it has none."""

    title: str
    value: Callable[[Mapping[str, Any], str], float | None]


def _found(where: str, *path: str) -> Callable[[Mapping[str, Any], str], float | None]:
    def value(result: Mapping[str, Any], name: str) -> float | None:
        found = result[where].get(name)
        for each in path:
            found = found.get(each) if isinstance(found, dict) else None
        return float(found) if found else None

    return value


def _build(result: Mapping[str, Any], name: str) -> float | None:
    rates = [_found(where, "build", "characters_per_second")(result, name) for where in ("embedded", "servers")]
    return next((each for each in rates if each), None)


PANELS = (
    Panel("Build rate, characters/s (higher is better)", _build),
    Panel("Embedded, query p50, ms", _found("embedded", "query_ms", "p50")),
    Panel("Embedded, query p95, ms", _found("embedded", "query_ms", "p95")),
    Panel("Requests/s, 16 clients (higher is better)", _found("servers", "load", "per_second")),
    Panel("Over HTTP with snippets, p50, ms", _found("servers", "query_ms", "p50")),
    Panel("Over HTTP with snippets, p95, ms", _found("servers", "query_ms", "p95")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("runs", nargs="*", help="names of runs; without any, all comparisons that are kept")
    parser.add_argument("--output", type=Path, default=RUNS / "comparison.svg")


def run(options: argparse.Namespace) -> None:
    """Draw the runs."""
    paths = [RUNS / f"{name}.json" for name in options.runs] or sorted(RUNS.glob("*.json"))
    results = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    options.output.write_text(svg([result for result in results if "embedded" in result]), encoding="utf-8")
    print(options.output.name)


def svg(results: Sequence[Mapping[str, Any]]) -> str:
    """Return the drawing of all panels, three to a row, with a legend."""
    width = 3 * (_WIDTH + _GAP_X) + 10
    height = 2 * (_HEIGHT + _GAP_Y) + _FOOT
    elements = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, panel in enumerate(PANELS):
        left = _LEFT + (number % 3) * (_WIDTH + _GAP_X)
        top = _TOP + (number // 3) * (_HEIGHT + _GAP_Y)
        elements.append(f'<g transform="translate({left} {top})">{"".join(_panel(panel, collect(results, panel)))}</g>')
    elements += _legend(results, height)
    return "\n".join((*elements, "</svg>\n"))


def collect(results: Sequence[Mapping[str, Any]], panel: Panel) -> Series:
    """Return the points of a panel by series; of several runs at one size the median counts."""
    values: defaultdict[tuple[str, int], defaultdict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        made = result["archive"]
        length = _length(made["characters"] / made["reports"])
        for name in COLOURS:
            if (value := panel.value(result, name)) is not None:
                values[name, length][made["reports"]].append(value)
    return {
        key: sorted((reports, statistics.median(found)) for reports, found in by_size.items())
        for key, by_size in values.items()
    }


def _length(mean: float) -> int:
    return USUAL if abs(mean / USUAL - 1) < 0.2 else round(mean / 100) * 100


def _panel(panel: Panel, series: Series) -> Iterator[str]:
    yield f'<text x="0" y="-12" font-weight="bold">{panel.title}</text>'
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="none" stroke="#888"/>'
    points = [point for each in series.values() for point in each]
    if not points:
        yield f'<text x="{_WIDTH / 2}" y="{_HEIGHT / 2}" text-anchor="middle" fill="#888">not measured</text>'
        return
    across = _Axis.over([x for x, _ in points], _WIDTH)
    up = _Axis.over([y for _, y in points], _HEIGHT)
    for tick in across.ticks():
        x = across.coordinate(tick)
        yield f'<path d="M{x:.1f} 0V{_HEIGHT}" stroke="#e5e5e5"/>'
        yield f'<text x="{x:.1f}" y="{_HEIGHT + 15}" text-anchor="middle">{_short(tick)}</text>'
    for tick in up.ticks():
        y = _HEIGHT - up.coordinate(tick)
        yield f'<path d="M0 {y:.1f}H{_WIDTH}" stroke="#e5e5e5"/>'
        yield f'<text x="-6" y="{y + 4:.1f}" text-anchor="end">{_short(tick)}</text>'
    yield f'<text x="{_WIDTH / 2}" y="{_HEIGHT + 31}" text-anchor="middle" fill="#555">reports</text>'
    # Ours last, so that it lies on top.
    for (name, length), line in reversed(series.items()):
        coordinates = [(across.coordinate(x), _HEIGHT - up.coordinate(y)) for x, y in line]
        yield from _line(coordinates, COLOURS[name], usual=length == USUAL)


def _line(coordinates: Sequence[tuple[float, float]], colour: str, *, usual: bool) -> Iterator[str]:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in coordinates)
    dashes = "none" if usual else "4 3"
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
    for x, y in coordinates:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour if usual else "#fff"}" stroke="{colour}"/>'


def _legend(results: Sequence[Mapping[str, Any]], height: int) -> Iterator[str]:
    present = [
        name for name in COLOURS if any(name in result["embedded"] or name in result["servers"] for result in results)
    ]
    y = height - 18
    for number, name in enumerate(present):
        x = _LEFT + number * 110
        yield f'<circle cx="{x}" cy="{y - 4}" r="4.5" fill="{COLOURS[name]}"/><text x="{x + 10}" y="{y}">{name}</text>'
    lengths = {_length(result["archive"]["characters"] / result["archive"]["reports"]) for result in results} - {USUAL}
    if lengths:
        other = ", ".join(f"{each:,}" for each in sorted(lengths))
        yield f'<text x="{_LEFT + len(present) * 110}" y="{y}" fill="#555">hollow: reports of {other} characters</text>'


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic axis of `length` from 10**low to 10**high."""

    low: float
    high: float
    length: float

    @staticmethod
    def over(values: Sequence[float], length: float) -> _Axis:
        low, high = math.log10(min(values)), math.log10(max(values))
        margin = max(0.15, (high - low) * 0.06)
        return _Axis(low - margin, high + margin, length)

    def coordinate(self, value: float) -> float:
        return (math.log10(value) - self.low) / (self.high - self.low) * self.length

    def ticks(self) -> list[float]:
        decades = range(math.floor(self.low), math.ceil(self.high) + 1)
        steps: tuple[int, ...] = (1, 2, 5) if self.high - self.low < 2 else (1,)
        found = [step * 10.0**decade for decade in decades for step in steps]
        return [each for each in found if self.low <= math.log10(each) <= self.high]


def _short(value: float) -> str:
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
