"""Share of the visible Chinese characters that is read of files: `python -m benchmarks extraction FOLDER`.

PDF files are compared with poppler, documents with LibreOffice's pages, OFD with what its markup shows (no watermarks), XLSX and ODS with their markup, and pages with a text of the same name.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.extraction.floors import is_below, read_floors
from benchmarks.extraction.references import reference
from benchmarks.extraction.shares import Shares, shares, text_of
from benchmarks.table import rows
from corpus.readers import read_file
from corpus.report import Report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this command."""
    parser.add_argument("folder", type=Path, help="a folder with files of any format")


def run(options: argparse.Namespace) -> None:
    """Print the shares of each file that can be compared; exit with 1 where one is below its floor."""
    floors = read_floors()
    measured = dict(_measured(options.folder))
    missed = {
        path for path, found in measured.items() if is_below(found, floors.get(path.suffix[1:].lower(), Shares(0, 0)))
    }
    body = [
        (path.name, f"{found.recall:.2%}", f"{found.precision:.2%}", "below its floor" if path in missed else "")
        for path, found in measured.items()
    ]
    print(rows(("file", "recall", "precision", ""), body))
    if missed:
        raise SystemExit(1)


def _measured(folder: Path) -> Iterator[tuple[Path, Shares]]:
    for path in sorted(folder.rglob("*")):
        expected = reference(path) if path.is_file() else None
        if expected is not None:
            found = read_file(path, source=path.name)
            yield path, shares(text_of(each for each in found if isinstance(each, Report)), expected)
