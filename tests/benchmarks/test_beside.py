"""Two checkouts beside each other: medians of rounds, and which way is better."""

from __future__ import annotations

from benchmarks import beside


def _round(rate: float, latency: float) -> dict[str, float]:
    return beside._figures(
        {
            "embedded": {
                "suoyin": {
                    "build": {"reports_per_second": rate},
                    "query_ms": {"p50": latency, "p95": 2 * latency},
                    "size": {"bytes": 10**9},
                }
            },
            "servers": {},
        }
    )


def test_figures_that_a_run_lacks_are_left_out() -> None:
    """A run without a server has no figures of one."""
    assert _round(100, 1) == {
        "build, reports/s": 100,
        "engine p50, ms": 1,
        "engine p95, ms": 2,
        "index, bytes": 10**9,
    }


def test_better_is_above_one_for_rates_and_times() -> None:
    """A higher rate and a shorter time are both better, told by the medians of the rounds."""
    result = {
        "versions": {"this": "aaaa", "other": "bbbb"},
        "archive": {"reports": 20_000, "characters": 2_200, "pool": "sample"},
        "rounds": {
            "this": [_round(200, 0.5), _round(220, 0.4), _round(900, 9)],
            "other": [_round(100, 1), _round(110, 0.8), _round(120, 0.8)],
        },
    }
    rows = {row.split("|")[1].strip(): row for row in beside.table(result).splitlines() if row.startswith("| ")}
    assert rows["build, reports/s"].endswith("| 220 (200 to 900) | 110 (100 to 120) | 2.000 x |")
    assert rows["engine p50, ms"].endswith("| 0.50 (0.40 to 9.00) | 0.80 (0.80 to 1.00) | 1.600 x |")
    assert rows["index, bytes"].endswith("| 1.000 x |")
    assert "HTTP p50, ms" not in rows
