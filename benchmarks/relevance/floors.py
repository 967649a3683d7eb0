"""Floors: scores that ranking may not fall below, kept in a file that only an explicit flag lowers."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, fields
from pathlib import Path

from benchmarks.relevance.metrics import Scores

FLOORS = Path(__file__).with_name("floors.toml")

SLACK = 0.005
"""A floor lies this far under what was measured: a tie told apart otherwise is no loss of quality."""

_HEADER = """\
# Scores of the questions in sample.jsonl over the sample archive; tests fail below them.
# `python -m benchmarks relevance` raises them, `--lower-floors` is the only way down.
"""


def read_floors(path: Path = FLOORS) -> Scores:
    """Return the floors in a file; without one they are 0."""
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return Scores(**{field.name: float(table.get(field.name, 0.0)) for field in fields(Scores)})


def below(scores: Scores, floors: Scores) -> list[str]:
    """Return a line for each score that is below its floor."""
    found, least = asdict(scores), asdict(floors)
    return [f"{name} is {found[name]:.4f}, its floor {least[name]:.4f}" for name in found if found[name] < least[name]]


def moved(floors: Scores, measured: Scores, *, lower: bool) -> Scores:
    """Return the floors after a measurement: raised to just under it, and lowered only when asked.

    >>> moved(Scores(0.8, 0.9, 0.7), Scores(0.9, 0.8, 0.7), lower=False)
    Scores(ndcg=0.895, recall=0.9, mrr=0.7)
    """
    found, least = asdict(measured), asdict(floors)
    new = {name: round(found[name] - SLACK, 4) for name in found}
    return Scores(**{name: new[name] if lower else max(new[name], least[name]) for name in found})


def write_floors(floors: Scores, path: Path = FLOORS) -> None:
    """Write the floors."""
    lines = [f"{name} = {value:.4f}\n" for name, value in asdict(floors).items()]
    path.write_text(_HEADER + "".join(lines), encoding="utf-8")
