"""Tables, targets and plots of comparisons."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from benchmarks.plot import PANELS, collect, svg
from benchmarks.table import table
from benchmarks.targets import judge

_QUERY = {"p50": 1.0, "p95": 2.0, "p99": 3.0, "max": 4.0}


def _engine(rate: float, slower: float = 1.0) -> dict[str, Any]:
    query = {name: value * slower for name, value in _QUERY.items()}
    return {
        "build": {"seconds": 1.0, "reports_per_second": rate, "characters_per_second": rate * 2200},
        "size": {"bytes": 5_000_000, "per_text_byte": 1.5},
        "open_seconds": 0.1,
        "first_query_seconds": 0.1,
        "query_ms": {**query, "first_time": query, "by_class": {"exact phrase": query}},
        "same_total_as_ours": "1 of 1",
    }


def _server(rate: float, slower: float = 1.0) -> dict[str, Any]:
    load = {"clients": 16, "requests": 10, "failures": 0, "per_second": 900 / slower, **_QUERY}
    return _engine(rate, slower) | {"load": load, "memory": {"largest": 10**8, "together": 2 * 10**8}}


def _result(reports: int = 1_000, characters: int = 2_200) -> dict[str, Any]:
    added = {"visible_seconds": [0.2], "median_seconds": 0.2, "requests_meanwhile": 9, "failures_meanwhile": 0}
    return {
        "machine": {"processor": "P", "cores": 2, "memory_gb": 8, "load_at_start": [0.1], "python_steps_millions": 5.0},
        "versions": {"python": "3"},
        "archive": {
            "reports": reports,
            "characters": reports * characters,
            "text_bytes": 3 * reports * characters,
            "pool": "sample",
            "seed": 1,
        },
        "queries": {"exact phrase": 1},
        "repeats": 3,
        "embedded": {"suoyin": _engine(1000), "tantivy": _engine(900, 0.5), "whoosh": _engine(50, 40)},
        "servers": {"suoyin": _server(1000) | {"addition": added}, "opensearch": _server(300, 5)},
        "absent": {"typesense": "not here"},
        "notes": {"tantivy": ("two threads",)},
    }


def test_a_comparison_as_a_table() -> None:
    """Every peer, ratio and reason is there."""
    shown = table(_result())
    assert "| suoyin | 1,000 |" in shown
    assert "| whoosh | 20.00 × | 40.00 × |" in shown
    assert "- typesense: not here" in shown
    assert "5.0 M steps of Python a second" in shown
    assert "- tantivy: two threads" in shown
    assert "found after 0.20 s" in shown


def test_targets_are_judged_where_they_can_be() -> None:
    """Ratios at any size, seconds only at full size, memory only at a million."""
    found = {target.what: target for target in judge(_result())}
    assert found["build rate over plain Whoosh"].met
    assert found["engine query p50 over tantivy"].measured == "2.00 × slower"
    assert found["engine query p50 over tantivy"].met
    assert found["requests/s at 16 clients over opensearch"].met
    assert "open" not in found
    assert "open" in {target.what for target in judge(_result(100_000))}
    assert "resident memory of a serving process" in {target.what for target in judge(_result(1_000_000, 400))}


def test_an_empty_comparison_has_a_table_too() -> None:
    """A run with nobody present still says who was absent."""
    nobody = _result() | {"embedded": {}, "servers": {}}
    assert "- typesense: not here" in table(nobody)
    assert not judge(nobody)


def test_runs_of_several_sizes_are_plotted() -> None:
    """Points of one engine are joined by size, apart for another length of reports; the drawing is sound XML."""
    results = [_result(1_000), _result(10_000), _result(100_000, 400)]
    points = collect(results, PANELS[1])
    assert points["suoyin", 2_200] == [(1_000, 1.0), (10_000, 1.0)]
    assert points["suoyin", 400] == [(100_000, 1.0)]
    drawn = ElementTree.fromstring(svg(results))
    assert drawn.tag.endswith("svg")
    assert svg([])
