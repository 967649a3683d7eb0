"""Ten thousand files, each a good or hostile one changed at random, read as a build reads them."""

from __future__ import annotations

import gzip
import lzma
import os
from contextlib import closing
from pathlib import Path

from benchmarks.archive import SAMPLE
from corpus.isolation import IsolatedReader, ReadingLimits, Stop
from corpus.problem import Problem
from corpus.readers import SUFFIXES, Root, SourceFile, discover
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.files import CONTENTS, KINDS
from tests.hostile.mutations import mutated

FILES = 10_000


def run(attack: Attack) -> Figures:
    """Read every changed file: its reports or problems, never an exception, and none of which nothing comes for a minute."""
    chance = attack.chance()
    with closing(IsolatedReader(ReadingLimits())) as reader:
        read = _Read(reader)
        seeds = [*good_files(), *_hostile_files(attack.folder)]
        for number in attack.rounds(FILES, read.figures):
            suffix, content = chance.choice(seeds)
            path = attack.folder / f"f{number}{chance.choice(SUFFIXES) if chance.random() < 0.1 else suffix}"
            path.write_bytes(mutated(content, chance))
            read.read(path, f"file {number} of seed {attack.seed}")
            path.unlink()
    return read.figures()


class _Read:
    """What was read so far: how many files, what came of them, how many processes that read ended of it, and what failed."""

    def __init__(self, reader: IsolatedReader) -> None:
        self._reader = reader
        self.files = 0
        self.reports = 0
        self.problems = 0
        self.readers_ended = 0
        self.failures = Failures()

    def read(self, path: Path, name: str) -> None:
        """Read a file and count what comes of it."""
        try:
            self._reader.ask(os.path.realpath(path), path.name)
            for each in self._reader.read():
                if isinstance(each, Problem):
                    self.problems += 1
                else:
                    self.reports += 1
            self.readers_ended += self._reader.stop is not None
            if self._reader.stop is Stop.SLOW:
                self.failures.add(f"{name} ({path.suffix}): {self._reader.stop.value}")
        except Exception as error:  # any error is what is looked for
            self.failures.add(f"{name} ({path.suffix}): {error!r}")
        self.files += 1

    def figures(self) -> Figures:
        """Return counts of what was read up to now."""
        return {
            "files": self.files,
            "reports": self.reports,
            "problems": self.problems,
            "readers_ended": self.readers_ended,
            **self.failures.figures(),
        }


def good_files() -> list[tuple[str, bytes]]:
    """Return suffix and content of a file of each kind that can be read, packed ones included."""
    files = [each.path for each in discover([Root("", SAMPLE)]) if isinstance(each, SourceFile)]
    found = {path.suffix: path for path in files}
    read = [(suffix, path.read_bytes()) for suffix, path in sorted(found.items())]
    line = '{"id": "1", "title": "关于城区停水的通知", "body": "请储水。", "published": "2023-03-29"}\n'.encode() * 20
    return [*read, (".jsonl", line), (".jsonl.gz", gzip.compress(line, mtime=0)), (".jsonl.xz", lzma.compress(line))]


def _hostile_files(folder: Path) -> list[tuple[str, bytes]]:
    """Return suffix and content of a file of each kind that is hostile by its content, in its small size."""
    made = folder / "hostile"
    made.mkdir()
    for name in CONTENTS:
        KINDS[name](made)
    return [("".join(path.suffixes), path.read_bytes()) for path in sorted(made.iterdir())]
