"""Floors: how much of the visible text of a file must be read, by format; the file of them is changed by hand, with a reason in its decision."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from benchmarks.extraction.shares import Shares

FLOORS = Path(__file__).with_name("floors.toml")


def read_floors(path: Path = FLOORS) -> Mapping[str, Shares]:
    """Return the floors by the suffix of files, without its dot; what has none there has floors of 0."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    suffixes = {suffix for floors in table.values() for suffix in floors}
    return {
        suffix: Shares(recall=table["recall"].get(suffix, 0.0), precision=table["precision"].get(suffix, 0.0))
        for suffix in suffixes
    }


def is_below(found: Shares, floor: Shares) -> bool:
    """Return whether a file misses one of its floors.

    >>> is_below(Shares(0.98, 1.0), Shares(0.99, 0.0)), is_below(Shares(1.0, 0.5), Shares(0.99, 0.0))
    (True, False)
    """
    return found.recall < floor.recall or found.precision < floor.precision
