"""Readers that fail as the name of a file says, each after one report: what no parser of ours is known to do any more."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from corpus import readers
from corpus.isolation.process import LEFT_BEHIND
from corpus.problem import Problem
from corpus.report import Report

_held: list[bytes] = []

READERS = f"{__name__}:read_file:read_stream:format_name"


def read_file(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield a report, and then do what the file is called."""
    yield Report(id=f"{source}.1", source=source, title="甲", body="正文。")
    match path.stem:
        case "hang":
            time.sleep(3600)
        case "spin":
            while True:
                pass
        case "explode":
            _ = [b"x" * 2**20 for _ in range(100_000)]
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "raise":
            raise RecursionError
        case "burden":
            _held.append(b"x" * LEFT_BEHIND)
        case "process":
            yield Report(id=str(os.getpid()), source=source)
        case "large":
            _ = [b"x" * 2**20 for _ in range(60)]
    yield Report(id=f"{source}.2", source=source, title="乙")


def format_name(path: Path) -> str:
    """Return a name by which the format is known again."""
    return f"格式{path.suffix}"


def read_stream(stream: IO[bytes], *, source: str) -> Iterator[Report | Problem]:
    """Yield a report for each line."""
    for line in stream:
        yield Report(id=line.decode().strip(), source=source)


def read_or_fail(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield what is in a file, and die on one that is called so."""
    if path.stem == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    yield from readers.read_file(path, source=source)
