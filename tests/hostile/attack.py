"""The attack at any size: `python -m tests.hostile.attack [--scale 0.01] [--only queries,files]`, kept in benchmarks/runs/.

Each part runs in a process of its own, so that memory and descriptors are its own, writes down what it did as it goes, and ends the
run with exit code 1 when something failed. A new part is a module in `attacks/` with a function `run`, and a line in `PARTS`.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.run import keep, provenance
from benchmarks.table import rows
from tests.hostile.attacks import costs, files, folder, fuzzing, kills, load, queries, requests, segments, slow
from tests.hostile.attacks.part import Attack, Figures, NowAndThen, Part

PARTS: Mapping[str, Part] = {
    "queries": queries.run,
    "requests": requests.run,
    "files": files.run,
    "costs": costs.run,
    "folder": folder.run,
    "fuzzing": fuzzing.run,
    "segments": segments.run,
    "kills": kills.run,
    "slow": slow.run,
    "load": load.run,
}

SECONDS_BETWEEN = 20.0
"""How often a part writes down what it did: one that is stopped says so in its figures."""

_OTHER_COLUMNS = ("failures", "seconds_taken", "peak_memory_mb", "descriptors_left")


@dataclass(frozen=True, slots=True)
class Kept:
    """The run under benchmarks/runs/: its name, what it ran on, and the figures of its parts up to now."""

    name: str
    ran_on: Mapping[str, Any]
    parts: Mapping[str, Figures] = field(default_factory=dict)

    def with_part(self, name: str, figures: Figures) -> Kept:
        """Return the run with one part more or anew, written down."""
        made = replace(self, parts={**self.parts, name: figures})
        keep(self.name, {**self.ran_on, "parts": made.parts}, table(made.parts))
        return made


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: the share of the full size, the seed, and how many seconds a part may take that can end early."""

    scale: float
    seed: int
    seconds: float = math.inf


def attacked(name: str, size: Size, kept: Kept) -> Figures:
    """Return the figures of one part, run in a process of its own, which writes down what it did as it goes."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_run, name, size, kept).result()


def _run(name: str, size: Size, kept: Kept) -> Figures:
    before, started = _descriptors(), time.monotonic()

    def measured(figures: Figures) -> Figures:
        used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return {
            **figures,
            "seconds_taken": round(time.monotonic() - started, 1),
            "peak_memory_mb": round(max(used) / 1024, 1),
            "descriptors_left": _descriptors() - before,
        }

    def write_down(figures: Figures) -> None:
        kept.with_part(name, measured({**figures, "stopped": True}))

    with tempfile.TemporaryDirectory(prefix=f"attack-{name}-") as folder:
        tell = NowAndThen(write_down, seconds=SECONDS_BETWEEN)
        figures = PARTS[name](Attack(size.scale, size.seed, Path(folder), tell, size.seconds))
    return measured(figures)


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def table(parts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the figures as Markdown: a row for each part, then examples of what failed.

    >>> print(table({"kills": {"kills": 2, "failures": 1, "examples": ["lost"], "seconds_taken": 1.0}}))
    | part | what | failures | seconds taken | peak memory mb | descriptors left |
    |---|--:|--:|--:|--:|--:|
    | kills | kills 2 | 1 | 1.0 | – | – |
    <BLANKLINE>
    - kills: lost
    """
    header = ("part", "what", *(each.replace("_", " ") for each in _OTHER_COLUMNS))
    body = [
        (name, _what(figures), *(str(figures.get(each, "–")) for each in _OTHER_COLUMNS))
        for name, figures in parts.items()
    ]
    examples = [f"- {name}: {each}" for name, figures in parts.items() for each in figures.get("examples", ())]
    return "\n".join([rows(header, body), *(["", *examples] if examples else [])])


def _what(figures: Mapping[str, Any]) -> str:
    shown = {
        name: value for name, value in figures.items() if name not in {*_OTHER_COLUMNS, "examples", "looks", "costs"}
    }
    looks = figures.get("looks")
    if looks:
        shown |= {f"{name} of service": f"{looks[0][name]}→{looks[-1][name]}" for name in looks[0] if name != "second"}
    return ", ".join(f"{name.replace('_', ' ')} {_on_one_line(value)}" for name, value in shown.items())


def _on_one_line(value: object) -> str:
    """Return a figure as a cell of a table may hold it: a query has line ends and bars.

    >>> print(_on_one_line("停水\\n|年份"))
    停水 \\|年份
    """
    return " ".join(str(value).split()).replace("|", "\\|")


def main() -> None:
    """Run the parts that are asked for, and keep what came of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.attack", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas; default: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", help="name of the files under benchmarks/runs/; default: the date and attack")
    parser.add_argument("--minutes", type=float, default=math.inf, help="how long a part may take that can end early")
    options = parser.parse_args()
    wanted = options.only.split(",")
    if unknown := set(wanted) - PARTS.keys():
        parser.error(f"no parts {sorted(unknown)}; there are {sorted(PARTS)}")
    result = provenance("tests.hostile.attack")
    size = Size(options.scale, options.seed, options.minutes * 60)
    kept = Kept(options.name or f"{result['date']}-attack", result)
    for name in wanted:
        figures = attacked(name, size, kept)
        print(table({name: figures}), file=sys.stderr, flush=True)
        kept = kept.with_part(name, figures)
    sys.exit(any(figures["failures"] for figures in kept.parts.values()))


if __name__ == "__main__":
    main()
