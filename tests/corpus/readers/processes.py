"""Waiting for what other processes do, for tests."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

_MOST_SECONDS = 60


def wait_for_text(path: Path) -> str:
    """Return what a process writes into a file, once it has."""
    for _ in _moments():
        if path.is_file() and (text := path.read_text(encoding="utf-8").strip()):
            return text
    raise AssertionError(f"nobody wrote {path.name}")


def wait_for_end(process: int) -> None:
    """Return once a process runs no more; one that is not taken notice of by its parent counts as ended."""
    for _ in _moments():
        status = Path(f"/proc/{process}/status")
        try:
            if "State:\tZ" in status.read_text(encoding="utf-8"):
                return
        except (FileNotFoundError, ProcessLookupError):
            return
    raise AssertionError(f"process {process} runs on")


def _moments() -> Iterator[None]:
    end = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < end:
        yield
        time.sleep(0.02)
