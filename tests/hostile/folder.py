"""A folder of hostile files beside good ones, indexed by the command: what became of each, and what it cost."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.process import family, memory
from corpus.readers.source import source_name
from tests.hostile.entries import ENTRIES
from tests.hostile.files import CONTENTS

GOOD = 100
_ROOT = Path(__file__).parents[2]
_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Indexed:
    """What became of a folder: exit code; good files that are found; names that no report, problem or passed-over file has; links
    that were followed; whether a text from outside is shown. `megabytes` are of all processes together at most.
    """

    code: int
    good: int
    unnamed: tuple[str, ...]
    followed: tuple[str, ...]
    leaks: bool
    seconds: float
    processor_seconds: float
    megabytes: float


def make_folder(made: Path, kinds: Iterable[str], *, scale: float) -> None:
    """Write an archive of good files and of some kinds of hostile ones, at a share of their full size, with a configuration beside it."""
    archive = made / "archive"
    archive.mkdir()
    for number in range(GOOD):
        text = f"信息名称\n关于第 {number} 号供水管道检修的通知\n供水管道检修期间请提前储水。"
        (archive / f"good-{number:03}.txt").write_text(text, encoding="utf-8")
    for name in kinds:
        if name in CONTENTS:
            CONTENTS[name].write(archive, name, scale=scale)
        else:
            ENTRIES[name](archive)
    (made / "config.toml").write_text('[archive]\npaths = ["archive"]\n', encoding="utf-8")


def indexed(made: Path) -> Indexed:
    """Index such a folder and return what became of it."""
    command = [sys.executable, "-m", "service", "--config", str(made / "config.toml")]
    before, started = _processor_seconds(), time.monotonic()
    with subprocess.Popen(
        [*command, "index", "--report", str(made / "report.json")],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, memory(family(process.pid))["together"])
            time.sleep(_LOOK_SECONDS)
    seconds, processor_seconds = time.monotonic() - started, _processor_seconds() - before
    exported = subprocess.run([*command, "export"], cwd=_ROOT, check=True, capture_output=True)
    sources = {json.loads(line)["source"] for line in exported.stdout.splitlines()}
    report = json.loads((made / "report.json").read_text(encoding="utf-8"))
    named = {each["source"] for kind in ("problems", "passed_over") for each in report[kind]} | sources
    return Indexed(
        process.returncode,
        sum(source.startswith("archive/good-") for source in sources),
        tuple(each.name for each in (made / "archive").iterdir() if not _is_named(each, named)),
        tuple(sorted(source for source in sources if source.startswith("archive/link-"))),
        "不属于档案的文件".encode() in exported.stdout,
        seconds,
        processor_seconds,
        most / 1e6,
    )


def _is_named(entry: Path, named: set[str]) -> bool:
    source = source_name("archive", entry.name)
    return any(each == source or each.startswith(f"{source}/") for each in named)


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
