"""The processes that write segments: what they share, what they leave, and when they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver
from pathlib import Path

import pytest

from benchmarks.peers.process import family
from corpus.process_memory import resident
from corpus.report import Report
from indexer.engines.whoosh.store.records import encode_record
from indexer.engines.whoosh.write.inversion import write_segment
from indexer.engines.whoosh.write.processes import end_pool, invert, start_pool

_WAIT_SECONDS = 60
_MEGABYTE = 2**20
_HELD = 100 * _MEGABYTE

_KILLED = """
import os, time
from indexer.engines.whoosh.write.processes import start_pool
pool = start_pool(1)
print(pool.submit(os.getpid).result(), flush=True)
time.sleep(600)
"""
"""A program that works with a pool of one process, and tells its id."""


def _until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds, for a minute at most; return whether it does."""
    end = time.monotonic() + _WAIT_SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def _loaded() -> bool:
    return "indexer.engines.whoosh.write.preloaded" in sys.modules


def _freed() -> int:
    """Return the bytes of memory of this process after it freed much that it held in small pieces."""
    held = [bytearray(b"x" * _MEGABYTE) for _ in range(_HELD // _MEGABYTE)]
    del held
    return resident()[0]


def _now() -> int:
    return resident()[0]


@pytest.fixture
def pool() -> Iterator[ProcessPoolExecutor]:
    """Yield a pool of one process, so that what is asked is asked of the same."""
    made = start_pool(1)
    yield made
    end_pool(made)


def test_a_batch_is_inverted_as_in_this_process(tmp_path: Path, pool: ProcessPoolExecutor) -> None:
    """A segment is the same file, whoever writes it."""
    reports = [Report(id=str(number), source="a.txt", title="停水通知", body="请储水" * number) for number in range(5)]
    batch = [(encode_record(report), "") for report in reports]
    size = pool.submit(invert, tmp_path / "there", batch).result()
    assert size == write_segment(tmp_path / "here", batch)
    assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()


def test_processes_begin_with_what_they_share(pool: ProcessPoolExecutor) -> None:
    """Dictionary and compiled loops were loaded before the fork, not in each process."""
    assert pool.submit(_loaded).result()


def test_without_room_for_a_socket_each_process_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may have no folder for temporary files, or one with a name that is too long."""

    def no_room() -> None:
        raise FileNotFoundError("no folder for temporary files")

    monkeypatch.setattr(forkserver, "ensure_running", no_room)
    pool = start_pool(1)
    assert not pool.submit(_loaded).result()
    end_pool(pool)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what memory a process has")
def test_memory_is_given_back_without_work(pool: ProcessPoolExecutor) -> None:
    """A process keeps what it freed while there is work, and gives it back when it waits."""
    kept = pool.submit(_freed).result()
    assert _until(lambda: pool.submit(_now).result() < kept - _HELD // 2)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the children of a process")
def test_no_process_is_left() -> None:
    """Those that were forked end, and the one from which they were."""
    pool = start_pool(2)
    pid = pool.submit(os.getpid).result()
    assert pid in family(os.getpid())
    end_pool(pool)
    assert not [each for each in family(os.getpid()) if b"forkserver" in _command(each)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the children of a process")
def test_processes_end_with_the_one_they_work_for() -> None:
    """One that is killed can't end them itself."""
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        assert pid in family(program.pid)
        program.send_signal(signal.SIGKILL)
    assert _until(lambda: not _command(pid))


def _command(pid: int) -> bytes:
    """Return what a process runs, nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
