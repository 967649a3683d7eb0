"""Share of Chinese characters that the PDF reader finds: `python -m benchmarks extraction FOLDER`, beside `pdftotext -layout`."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections import Counter
from pathlib import Path

from corpus.characters import unified
from corpus.readers import read_file
from corpus.report import Report

FLOOR = 0.99
"""The least share of any file; lower it only with the reason in decision 19."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")


def recall(found: str, reference: str) -> float:
    """Return the share of the reference's Chinese characters that were found, each as often as it stands there.

    >>> recall("防汛通知", "防汛通知通知"), recall("", "page 1")
    (0.6666666666666666, 1.0)
    """
    wanted = Counter(_CHINESE.findall("".join(map(unified, reference))))
    got = Counter(_CHINESE.findall(found))
    return (wanted & got).total() / wanted.total() if wanted else 1.0


def recall_of(path: Path) -> float:
    """Return the recall for a PDF file; what the title took out of the body counts."""
    reports = [each for each in read_file(path, source=path.name) if isinstance(each, Report)]
    command = ["pdftotext", "-layout", str(path), "-"]
    reference = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    return recall("".join(each.title + each.body for each in reports), reference)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this command."""
    parser.add_argument("folder", type=Path, help="a folder with PDF files")


def run(options: argparse.Namespace) -> None:
    """Print the recall of each PDF file of a folder; exit with 1 where one is below the floor."""
    recalls = {path: recall_of(path) for path in sorted(options.folder.rglob("*.pdf"))}
    for path, share in recalls.items():
        print(f"{share:.4f}  {path.name}")
    if any(share < FLOOR for share in recalls.values()):
        raise SystemExit(1)
