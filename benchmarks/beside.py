"""Beside: this checkout and another one, measured in turn in one run, so that a change shows and the machine does not.

python -m benchmarks beside OTHER --reports 20000 --pool PATH --rounds 3 --keep NAME

OTHER is a folder with another commit of Suoyin checked out. Each round runs both checkouts' own `compare` over the same archive. A round
takes minutes, in which a shared machine may change by a fifth: `bursts` compares how both serve, second by second.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.run import keep, provenance
from benchmarks.workload import pool_name, say

ROOT = Path(__file__).parents[1]
RUN = "beside-round"
"""What each round is kept under, in the folder of runs of its own checkout, until it is read."""

FIGURES: Mapping[str, tuple[tuple[str, ...], bool]] = {
    "build, reports/s": (("embedded", "suoyin", "build", "reports_per_second"), True),
    "engine p50, ms": (("embedded", "suoyin", "query_ms", "p50"), False),
    "engine p95, ms": (("embedded", "suoyin", "query_ms", "p95"), False),
    "HTTP p50, ms": (("servers", "suoyin", "query_ms", "p50"), False),
    "HTTP p95, ms": (("servers", "suoyin", "query_ms", "p95"), False),
    "requests/s, 16 clients": (("servers", "suoyin", "load", "per_second"), True),
    "index, bytes": (("embedded", "suoyin", "size", "bytes"), False),
    "largest process, bytes": (("servers", "suoyin", "memory", "largest"), False),
}
"""Each figure: where a comparison's result has it, and whether more is better."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_checkout_arguments(parser, other="a folder with another commit checked out")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--repeats", type=int, default=3, help="times each query is asked in a round")


def add_checkout_arguments(parser: argparse.ArgumentParser, *, other: str) -> None:
    """Declare what this checkout is compared with, which `other` describes, over which archive, where to work and what to keep."""
    parser.add_argument("other", help=other)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--characters", type=int, default=2_200, help="mean length of a report")
    parser.add_argument("--pool", type=Path, help="texts to make the archive from; without it, the sample archive")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "suoyin-benchmarks")
    parser.add_argument("--keep", metavar="NAME", help="keep the result under benchmarks/runs/")


def run(options: argparse.Namespace) -> None:
    """Measure both checkouts, and print the table."""
    checkouts = checkouts_of(options)
    versions = {name: commit_of(folder) for name, folder in checkouts.items()}
    result: dict[str, Any] = head_of(options, versions) | {"rounds": {name: [] for name in checkouts}}
    for number in range(options.rounds):
        # Who comes first changes with every round: a machine that warms up or fills up favours neither.
        for name in sorted(checkouts, reverse=bool(number % 2)):
            say(f"round {number + 1} of {options.rounds}: {name}")
            result["rounds"][name].append(_figures(_measure(checkouts[name], options)))
            if options.keep:
                keep(options.keep, result, table(result))
    print(table(result))


def checkouts_of(options: argparse.Namespace) -> Mapping[str, Path]:
    """Return the folders of this checkout and the other one."""
    return {"this": ROOT, "other": Path(options.other).resolve()}


def head_of(options: argparse.Namespace, versions: Mapping[str, str]) -> dict[str, Any]:
    """Return what the result of a comparison begins with: which versions were compared, over which archive, on which machine."""
    return provenance() | {
        "versions": versions,
        "archive": {
            "reports": options.reports,
            "characters": options.characters,
            "pool": pool_name(options.pool),
        },
    }


def table(result: dict[str, Any]) -> str:
    """Return the medians of both checkouts, and how much better this one is."""
    versions, archive = result["versions"], result["archive"]
    rounds: dict[str, Sequence[Mapping[str, float]]] = result["rounds"]
    lines = [
        (
            f"{archive['reports']:,} reports of some {archive['characters']:,} characters from the pool `{archive['pool']}`; medians of "
            f"{min(map(len, rounds.values()))} rounds, both checkouts in turn (lowest to highest)."
        ),
        "",
        f"| | this ({versions['this']}) | other ({versions['other']}) | this is better by |",
        "|---|--:|--:|--:|",
    ]
    for figure, (_, more_is_better) in FIGURES.items():
        this, other = ([each[figure] for each in rounds[name] if figure in each] for name in ("this", "other"))
        if this and other:
            ratio = statistics.median(this) / statistics.median(other)
            better = ratio if more_is_better else 1 / ratio
            lines.append(f"| {figure} | {_spread(this)} | {_spread(other)} | {better:.3f} x |")
    return "\n".join(lines)


def _spread(values: Sequence[float]) -> str:
    digits = 0 if statistics.median(values) >= 100 else 2
    shown = (f"{value:,.{digits}f}" for value in (statistics.median(values), min(values), max(values)))
    return "{} ({} to {})".format(*shown)


def _measure(checkout: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Run the `compare` of a checkout over Suoyin alone; return its result. Raises CalledProcessError."""
    given = {
        "--reports": options.reports,
        "--characters": options.characters,
        "--repeats": options.repeats,
        "--work": options.work.resolve(),
        "--keep": RUN,
        **({"--pool": options.pool.resolve()} if options.pool else {}),
    }
    command = [sys.executable, "-m", "benchmarks", "compare", "--peers", "suoyin", "--no-inversion"]
    command += [str(each) for pair in given.items() for each in pair]
    subprocess.run(command, cwd=checkout, check=True, stdout=subprocess.DEVNULL)
    files = [checkout / "benchmarks" / "runs" / f"{RUN}.{suffix}" for suffix in ("json", "md")]
    result: dict[str, Any] = json.loads(files[0].read_text(encoding="utf-8"))
    for path in files:
        path.unlink()
    return result


def _figures(result: dict[str, Any]) -> dict[str, float]:
    """Return those of `FIGURES` that a result has."""
    found = {}
    for figure, (keys, _) in FIGURES.items():
        value: Any = result
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, int | float):
            found[figure] = float(value)
    return found


def commit_of(checkout: Path) -> str:
    """Return which commit is checked out in a folder, as short as git has it."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=checkout, check=False, capture_output=True, text=True
    )
    return asked.stdout.strip() or "unknown"
