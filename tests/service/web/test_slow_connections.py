"""Slow connections are ended, and no others."""

from __future__ import annotations

import fcntl
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from service.web.slow_connections import SlowConnections

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def connections() -> Iterator[tuple[int, list[Pair]]]:
    """Yield a port and four connections to it, as who connected and who accepted have them."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = listener.getsockname()[1]
        pairs = []
        for _ in range(4):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            pairs.append((client, stack.enter_context(listener.accept()[0])))
        yield port, pairs


def test_only_those_that_send_little_and_are_sent_nothing(connections: tuple[int, list[Pair]]) -> None:
    """One that is answered and one that sends much stay open; a silent one and one that drips are closed. Looking leaves nothing open."""
    port, [(silent, _), (dripping, _), (sending, accepted), (receiving, answering)] = connections
    slow = SlowConnections(port, seconds=0.2, rate=100)
    before = len(list(Path("/proc/self/fd").iterdir()))
    time.sleep(0.3)
    dripping.sendall(b"x")
    sending.sendall(b"x" * 10_000)
    answering.sendall(b"y")
    assert receiving.recv(1) == b"y"
    assert slow.end() == 2
    assert [silent.recv(1), dripping.recv(1)] == [b"", b""]
    assert len(accepted.recv(10_000, socket.MSG_WAITALL)) == 10_000
    sending.sendall(b"x")
    assert accepted.recv(1) == b"x"
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_what_came_before_the_last_look_does_not_count(connections: tuple[int, list[Pair]]) -> None:
    """Who sent much and then stops is slow from then on."""
    port, [(stopping, _), *_] = connections
    stopping.sendall(b"x" * 10_000)
    slow = SlowConnections(port, seconds=0.2, rate=100)
    time.sleep(0.3)
    slow.end()
    stopping.setblocking(False)
    with pytest.raises(BlockingIOError):
        stopping.recv(1)
    time.sleep(0.1)
    slow.end()
    stopping.settimeout(5)
    assert stopping.recv(1) == b""


def test_other_ports_and_files_are_left(tmp_path: Path) -> None:
    """Pairs of sockets, files and connections to elsewhere are none of the server's."""
    one, other = socket.socketpair()
    with one, other, (tmp_path / "file").open("wb"):
        time.sleep(0.02)
        assert SlowConnections(1, seconds=0.01).end() == 0
        one.sendall(b"x")
        assert other.recv(1) == b"x"


def test_locks_on_files_are_kept(tmp_path: Path) -> None:
    """A look at all that is open ends no lock of this process: another process must not take the file."""
    take = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'a'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    with (tmp_path / "file").open("a") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        SlowConnections(1).end()
        taken = subprocess.run([sys.executable, "-c", take, file.name], capture_output=True, check=False)
        assert b"BlockingIOError" in taken.stderr


def test_a_database_stays_shared(tmp_path: Path) -> None:
    """What is written to an open database after a look is seen by other processes, though one of them closed it meanwhile: it leaves the write-ahead log to us."""
    path = tmp_path / "file.sqlite"
    ours = sqlite3.connect(path)
    ours.execute("PRAGMA journal_mode = WAL")
    ours.execute("CREATE TABLE written (what TEXT)")
    SlowConnections(1).end()
    count = (
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM written').fetchone()[0])"
    )
    counted = []
    for what in ("first", "second"):
        with ours:
            ours.execute("INSERT INTO written VALUES (?)", [what])
        counted.append(subprocess.run([sys.executable, "-c", count, path], capture_output=True, check=True).stdout)
    ours.close()
    assert counted == [b"1\n", b"2\n"]
