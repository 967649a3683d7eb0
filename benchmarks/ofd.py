"""How much of the text of OFD files is read, beside what stands in their XML, and ofdkit where it is installed."""

from __future__ import annotations

import argparse
import html
import importlib
import re
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import rows
from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report

_CODE = re.compile(r"<(?:\w+:)?TextCode\b[^>]*>(.*?)</(?:\w+:)?TextCode>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_WHOLE = 4
"""Characters from which on a text code should come out in one piece."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a reader makes of a file: its text without white space, what became of the file, and the seconds it took."""

    text: str
    outcome: str
    seconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("folder", type=Path, help="a folder with OFD files")


def run(options: argparse.Namespace) -> None:
    """Print a line for each file."""
    body: list[list[str]] = []
    for path in sorted(options.folder.glob("*.ofd")):
        codes = list(text_codes(path))
        ours, theirs = _timed(_ours, path), _timed(_ofdkit, path)
        body.append(
            [path.name, str(sum(map(len, codes))), *_figures(codes, ours), *_figures(codes, theirs), ours.outcome]
        )
    print(rows(("file", "characters", "ours", "whole", "ms", "ofdkit", "whole", "ms", "outcome"), body))


def text_codes(path: Path) -> Iterator[str]:
    """Yield the text codes of all parts of a file, found by a pattern and nothing else of the reader, without white space.

    Templates that no page uses, watermarks and hidden text are among them.
    """
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".xml"):
                for code in _CODE.findall(archive.read(name).decode("utf-8", "replace")):
                    yield _bare(html.unescape(_CDATA.sub(r"\1", code)))


def recall(codes: list[str], text: str) -> float:
    """Return the share of the characters of `codes` that `text` has, each as often as it stands there.

    >>> recall(["防汛", "通知"], "防汛通")
    0.75
    """
    expected, found = Counter("".join(codes)), Counter(text)
    return (expected & found).total() / max(expected.total(), 1)


def whole(codes: list[str], text: str) -> float:
    """Return the share of longer codes that `text` has in one piece.

    >>> whole(["关于防汛的通知", "各县（市）政府", "印发"], "关于防汛的通知各县")
    0.5
    """
    longer = [code for code in codes if len(code) >= _WHOLE]
    return sum(code in text for code in longer) / max(len(longer), 1)


def _bare(text: str) -> str:
    return "".join(text.split())


def _timed(read: Callable[[Path], tuple[str, str]], path: Path) -> Extraction:
    started = time.process_time()
    text, outcome = read(path)
    return Extraction(_bare(text), outcome, time.process_time() - started)


def _ours(path: Path) -> tuple[str, str]:
    report, *problems = read_file(path, source=path.name)
    notes = "; ".join(each.reason for each in problems if isinstance(each, Problem))
    if not isinstance(report, Report):
        return "", report.reason if isinstance(report, Problem) else report.kind
    return report.body, notes or ("read" if report.body else "no_text")


def _ofdkit(path: Path) -> tuple[str, str]:
    try:
        return str(importlib.import_module("ofdkit").extract_text(path)), "read"
    except Exception as error:  # whatever it raises, the table goes on
        return "", repr(error)


def _figures(codes: list[str], found: Extraction) -> list[str]:
    return [f"{recall(codes, found.text):.1%}", f"{whole(codes, found.text):.1%}", f"{1000 * found.seconds:.0f}"]
