"""An archive of good files beside hostile ones, and what an index run makes of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.readers.source import source_name

ROOT = Path(__file__).parents[2]
GOOD = 100

_MEASURED = """
import json, resource, subprocess, sys, time
began = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""
"""A small process between: a process is counted with the memory of the one that started it, and that of the tests is large."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What came of a run: its exit code, what it cost, the good files indexed, what is not named, and all that is exported.

    `memory` is the bytes of the largest of the processes.
    """

    code: int
    seconds: float
    processor_seconds: float
    memory: int
    good: int
    unnamed: list[str]
    sources: set[str]
    exported: bytes


def write_archive(folder: Path, hostile: Iterable[Callable[[Path], None]]) -> None:
    """Write an archive with good files and hostile ones into a folder, and a configuration beside it."""
    archive = folder / "archive"
    archive.mkdir()
    for number in range(GOOD):
        text = f"信息名称\n关于第 {number} 号供水管道检修的通知\n供水管道检修期间请提前储水。"
        (archive / f"good-{number:03}.txt").write_text(text, encoding="utf-8")
    for write in hostile:
        write(archive)
    (folder / "config.toml").write_text('[archive]\npaths = ["archive"]\n', encoding="utf-8")


def index_archive(folder: Path) -> Indexed:
    """Return what comes of indexing the archive in a folder."""
    program = [sys.executable, "-m", "service", "--config", str(folder / "config.toml")]
    report_file = folder / "report.json"
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURED, *program, "index", "--report", str(report_file)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    code, seconds, processor_seconds, memory = json.loads(measured.stdout)
    report = json.loads(report_file.read_text(encoding="utf-8"))
    exported = subprocess.run([*program, "export"], cwd=ROOT, check=True, capture_output=True).stdout
    sources = {json.loads(line)["source"] for line in exported.splitlines()}
    named = {each["source"] for kind in ("problems", "passed_over") for each in report[kind]} | sources
    entries = (source_name("archive", entry.name) for entry in (folder / "archive").iterdir())
    return Indexed(
        code,
        seconds,
        processor_seconds,
        memory,
        good=sum(source.startswith("archive/good-") for source in sources),
        unnamed=[entry for entry in entries if not any(f"{each}/".startswith(f"{entry}/") for each in named)],
        sources=sources,
        exported=exported,
    )
