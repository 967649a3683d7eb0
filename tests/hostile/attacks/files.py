"""Ten thousand files, each a good or hostile one changed at random, read as a build reads them."""

from __future__ import annotations

import gzip
import lzma
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.archive import SAMPLE
from corpus.problem import Problem
from corpus.readers import SUFFIXES, Root, SourceFile, discover, read_file
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.files import CONTENTS, KINDS
from tests.hostile.mutations import mutated

FILES = 10_000
MOST_SECONDS = 20
"""A file that takes longer to read counts as a failure, whatever comes of it."""


def run(attack: Attack) -> Figures:
    """Read every changed file: its reports or problems, and never an exception."""
    chance, failures = attack.chance(), Failures()
    seeds = [*good_files(), *_hostile_files(attack.folder)]
    kept, slowest = {"reports": 0, "problems": 0}, 0.0
    for number in range(attack.times(FILES)):
        suffix, content = chance.choice(seeds)
        path = attack.folder / f"f{number}{chance.choice(SUFFIXES) if chance.random() < 0.1 else suffix}"
        path.write_bytes(mutated(content, chance))
        started = time.perf_counter()
        try:
            with _at_most(MOST_SECONDS):
                for each in read_file(path, source=path.name):
                    kept["problems" if isinstance(each, Problem) else "reports"] += 1
        except Exception as error:  # any error is what is looked for
            failures.add(f"file {number} of seed {attack.seed} ({suffix}): {error!r}")
        slowest = max(slowest, time.perf_counter() - started)
        path.unlink()
    return {"files": attack.times(FILES), **kept, "slowest_seconds": round(slowest, 2), **failures.figures()}


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


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
