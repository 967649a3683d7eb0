"""`python -m benchmarks slips`: mistyped queries over the sample archive, and what was meant left alone."""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.relevance.slip_pairs import mistyped_words, with_neighbours
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
    """Declare the options of this command."""
    parser.add_argument(
        "--pairs", type=Path, help="lines of a sentence with slips, a tab and the right one, in place of ours"
    )
    parser.add_argument("--neighbours", action="store_true", help="of the pairs, words with the words beside them")
    parser.add_argument("--index", type=Path, help="index to ask; without it, that of the sample archive is made")


def run(options: argparse.Namespace) -> None:
    """Print wrong suggestions and the shares; exit with 1 below the floors, which are for our own slips."""
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or Path(folder) / "index"
        archive = open_archive(load_settings(shipped_config(), index=index, environ={}))
        if not options.index:
            archive.index()
        slips, floors = (
            _slips_of(options.pairs, archive, neighbours=options.neighbours) if options.pairs else read_slips()
        )
        found = scores(archive, slips)
        for typed, other in wrong(archive, slips).items():
            print(f"{typed}: {other or 'nothing'} instead of {slips[typed]}")
        archive.close()
    print(f"{len(slips)} slips: {found.right:.3f} right, {found.touched:.3f} of what was meant touched")
    if found.right < floors.right or found.touched > floors.touched:
        raise SystemExit(1)


def _slips_of(pairs: Path, archive: Archive, *, neighbours: bool) -> tuple[Mapping[str, str], SlipScores]:
    """Return the mistyped words whose right form the archive holds, and floors that nothing falls below."""
    with pairs.open(encoding="utf-8") as lines:
        found = with_neighbours(lines, archive.holds) if neighbours else mistyped_words(lines)
        return {typed: meant for typed, meant in found if archive.holds(meant)}, SlipScores(0.0, 1.0)
