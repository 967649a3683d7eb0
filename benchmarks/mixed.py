"""How fast an archive of files in all formats is indexed, and where the time goes: `python -m benchmarks mixed`."""

from __future__ import annotations

import argparse
import itertools
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.archive import SAMPLE
from benchmarks.run import keep, provenance
from benchmarks.table import rows
from corpus.readers import Root, SourceFile, discover, format_name, read_file

ROOT = Path(__file__).parents[1]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this command."""
    parser.add_argument("--files", type=int, default=1000, help="how many, as many of each format")
    parser.add_argument("--keep", help="name of the run's files under benchmarks/runs/")


def run(options: argparse.Namespace) -> None:
    """Index copies of the sample archive's files, then read each by itself; print and keep what it took."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        formats = write_archive(archive, options.files)
        indexed = _indexed(Path(folder))
        read = _read(archive)
    result = {"files": options.files, **indexed, "read": read}
    print(table(result))
    if options.keep:
        keep(options.keep, {**provenance("benchmarks"), "formats": formats, **result}, table(result))


def write_archive(folder: Path, files: int) -> Mapping[str, int]:
    """Write copies of the sample archive's files, as many of each format; return how many of each."""
    by_format: dict[str, list[Path]] = defaultdict(list)
    for each in discover([Root("", SAMPLE)]):
        if isinstance(each, SourceFile):
            by_format[format_name(each.path)].append(each.path)
    turns = [itertools.cycle(paths) for paths in by_format.values()]
    counts: Counter[str] = Counter()
    for number, turn in zip(range(files), itertools.cycle(turns), strict=False):
        original = next(turn)
        copy = folder / f"{number % 10}" / f"{number}-{original.name}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(original, copy)
        counts[format_name(copy)] += 1
    return dict(counts)


def table(result: Mapping[str, Any]) -> str:
    """Return what was measured as Markdown."""
    read = result["read"]
    body = [
        (name, str(each["files"]), f"{each['seconds']:.2f}", f"{1000 * each['seconds'] / each['files']:.1f}")
        for name, each in sorted(read.items(), key=lambda item: -item[1]["seconds"])
    ]
    alone = sum(each["seconds"] for each in read.values())
    return (
        f"{result['files']:,} files indexed in {result['seconds']:.1f} s, {result['files'] / result['seconds']:.0f} a second; "
        f"{result['processor_seconds']:.1f} s of processor time, of which reading takes {alone:.1f} s by itself, "
        f"and a run of nothing {result['start_seconds']:.1f} s.\n\n"
        + rows(("format", "files", "processor seconds", "ms a file"), body)
    )


def _indexed(folder: Path) -> dict[str, float]:
    """Return what indexing the archive in a folder takes, and running again with nothing to do."""
    (folder / "config.toml").write_text('[archive]\npaths = ["archive"]\n', encoding="utf-8")
    command = [sys.executable, "-m", "service", "--config", str(folder / "config.toml"), "index"]
    began, used = time.monotonic(), _children()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    seconds, processor_seconds = time.monotonic() - began, _children() - used
    used = _children()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {"seconds": seconds, "processor_seconds": processor_seconds, "start_seconds": _children() - used}


def _read(archive: Path) -> dict[str, dict[str, float]]:
    """Return how many files of each format there are, and the processor seconds that reading them takes in one process."""
    found: dict[str, dict[str, float]] = {}
    for path in sorted(archive.rglob("*.*")):
        began = time.process_time() + _children()
        for _ in read_file(path, source=path.name):
            pass
        of_format = found.setdefault(format_name(path), {"files": 0, "seconds": 0.0})
        of_format["files"] += 1
        of_format["seconds"] += time.process_time() + _children() - began
    return found


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
