"""Floors: what ranking may not fall below, kept in a file that only an explicit flag lowers."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from benchmarks.relevance.known_items import Success, known_items
from benchmarks.relevance.metrics import Scores
from benchmarks.relevance.questions import Question
from corpus.report import Report

FLOORS = Path(__file__).with_name("floors.toml")

SLACK = 0.005
"""A floor lies this far under what was measured: a tie told apart otherwise is no loss of quality."""

_SEED, _PER_SET = 1, 50
"""How the known items are drawn that have floors: few enough for a test."""

Measured = Mapping[str, float]
"""What was measured, or the floors of it, by name."""

_HEADER = """\
# Scores over the sample archive: of the questions in sample.jsonl, and of known items drawn from it; tests fail below them.
# `python -m benchmarks relevance` raises them, `--lower-floors` is the only way down.
"""


def known_items_with_floors(reports: Iterable[Report]) -> dict[str, tuple[Question, ...]]:
    """Return the sets of known items that have floors, drawn from the sample archive."""
    return known_items(reports, seed=_SEED, per_set=_PER_SET)


def measured(scores: Scores, known_items: Mapping[str, Success]) -> Measured:
    """Return what has a floor: the scores of the judged questions, and the success of each set of known items."""
    return asdict(scores) | {
        f"{name}, {where}": share
        for name, found in known_items.items()
        for where, share in (("first", found.at_1), ("in the first three", found.at_3))
    }


def read_floors(path: Path = FLOORS) -> Measured:
    """Return the floors in a file; without one there are none."""
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: float(floor) for name, floor in table.items()}


def below(found: Measured, floors: Measured) -> list[str]:
    """Return a line for each floor that was not reached."""
    return [
        f"{name} is {found.get(name, 0.0):.4f}, its floor {floor:.4f}"
        for name, floor in floors.items()
        if found.get(name, 0.0) < floor
    ]


def moved(floors: Measured, found: Measured, *, lower: bool) -> Measured:
    """Return the floors after a measurement: raised to just under it, and lowered only when asked.

    >>> moved({"ndcg": 0.8, "recall": 0.9}, {"ndcg": 0.9, "recall": 0.8}, lower=False)
    {'ndcg': 0.895, 'recall': 0.9}
    """
    new = {name: round(share - SLACK, 4) for name, share in found.items()}
    return new if lower else dict(floors) | {name: max(share, floors.get(name, 0.0)) for name, share in new.items()}


def write_floors(floors: Measured, path: Path = FLOORS) -> None:
    """Write the floors."""
    lines = [f"{json.dumps(name) if ' ' in name else name} = {floor:.4f}\n" for name, floor in floors.items()]
    path.write_text(_HEADER + "".join(lines), encoding="utf-8")
