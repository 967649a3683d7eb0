"""`python -m benchmarks slips`: mistyped queries over the sample archive, and what was meant left alone."""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.archive import Archive, open_archive
from service.search.request import SearchRequest
from service.settings import load_settings, shipped_config

SLIPS = Path(__file__).with_name("slips.toml")


@dataclass(frozen=True, slots=True)
class SlipScores:
    """The share of slips whose suggestion is right, and of right queries for which another one is suggested."""

    right: float
    touched: float


def read_slips(path: Path = SLIPS) -> tuple[Mapping[str, str], SlipScores]:
    """Return what was meant by each slip, and the floors."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return table["slips"], SlipScores(table["right"], table["touched"])


def wrong(archive: Archive, slips: Mapping[str, str]) -> dict[str, str]:
    """Return the suggestions that are not what was meant, by slip."""
    suggested = {typed: archive.search(SearchRequest(typed)).suggestion for typed in slips}
    return {typed: other for typed, other in suggested.items() if other != slips[typed]}


def scores(archive: Archive, slips: Mapping[str, str]) -> SlipScores:
    """Return how the slips are corrected, and what was meant is left alone."""
    meant = sorted(set(slips.values()))
    touched = sum(bool(archive.search(SearchRequest(each)).suggestion) for each in meant)
    return SlipScores(1 - len(wrong(archive, slips)) / len(slips), touched / len(meant))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this command: there are none."""


def run(options: argparse.Namespace) -> None:
    """Print wrong suggestions and the shares; exit with 1 below the floors."""
    slips, floors = read_slips()
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(load_settings(shipped_config(), index=Path(folder) / "index", environ={}))
        archive.index()
        found = scores(archive, slips)
        for typed, other in wrong(archive, slips).items():
            print(f"{typed}: {other or 'nothing'} instead of {slips[typed]}")
        archive.close()
    print(f"{len(slips)} slips: {found.right:.3f} right, {found.touched:.3f} of what was meant touched")
    if found.right < floors.right or found.touched > floors.touched:
        raise SystemExit(1)
