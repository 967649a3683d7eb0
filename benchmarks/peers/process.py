"""A server process of ours: started in its own session, watched until it answers, ended by its id."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.peers.peer import Absent

START_SECONDS = 120
STOP_SECONDS = 20

_SET = re.compile(r"^Pss:\s+(\d+) kB", re.M)
_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB", re.M)


class Process:
    """A running server; `log` holds what it said."""

    def __init__(
        self, command: Sequence[str], *, log: Path, cwd: Path, environ: Mapping[str, str] | None = None
    ) -> None:
        self._log = log
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env={**os.environ, **(environ or {})},
                start_new_session=True,
            )

    def wait(self, answers: Callable[[], bool]) -> None:
        """Wait until `answers` says so. Raises Absent with the end of the log when the process ends or takes too long."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                if answers():
                    return
            except Exception:  # anything may go wrong until it listens
                pass
            time.sleep(0.2)
        said = self._log.read_text(encoding="utf-8", errors="replace")[-600:]
        self.stop()
        raise Absent(f"did not start: {said.strip()}")

    def family(self) -> list[int]:
        """Return the process's id and those of its children and theirs."""
        return family(self._process.pid)

    def stop(self) -> None:
        """End the process, asking first."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is None:
                self._process.send_signal(sign)
                try:
                    self._process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
        self._process.wait()


def family(pid: int) -> list[int]:
    """Return a process's id and those of its children and theirs, as far as they are still there."""
    found = [pid]
    for each in found:
        with suppress(OSError):  # it may end meanwhile
            for path in Path(f"/proc/{each}/task").glob("*/children"):
                found += [int(child) for child in path.read_text().split()]
    return found


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory(pids: Sequence[int]) -> dict[str, int]:
    """Return bytes: `largest` resident set of one process, and the `together` of all, shared pages counted once."""
    resident = [_found(_RESIDENT, f"/proc/{pid}/status") for pid in pids]
    return {
        "largest": max(resident, default=0),
        "together": sum(_found(_SET, f"/proc/{pid}/smaps_rollup") for pid in pids),
    }


def _found(pattern: re.Pattern[str], path: str) -> int:
    try:
        match = pattern.search(Path(path).read_text())
    except OSError:
        return 0
    return int(match[1]) * 1024 if match else 0
