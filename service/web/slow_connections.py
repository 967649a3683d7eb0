"""Ending connections whose client is gone, doesn't send what it began, drips it, or never reads its answer.

The server ends connections between two requests itself; within one it waits as long as the client likes. Linux only, which tells what
passes on a connection.
"""

from __future__ import annotations

import errno
import os
import socket
import stat
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

UNANSWERED_SECONDS = 30.0
"""Longer than any answer takes to begin. Once nothing was sent to a client for so long, it has to send."""

BYTES_A_SECOND = 8_000
"""The least that it sends then: an upload over the slowest mobile network does."""

_LOOK_SECONDS = 10.0
_PASSED = struct.Struct("=44xI80xQ")
"""Of `struct tcp_info` (linux/tcp.h): milliseconds since data were sent last, and how many bytes came in all."""


class SlowConnections:
    """The connections that this process has at a port, and how much had come on each at the last look.

    `seconds` and `rate` are when a connection counts as slow.
    """

    def __init__(self, port: int, *, seconds: float = UNANSWERED_SECONDS, rate: float = BYTES_A_SECOND) -> None:
        self._port = port
        self._seconds = seconds
        self._rate = rate
        self._looked = time.monotonic()
        self._came: dict[object, int] = {}

    def end(self) -> int:
        """End those to which nothing was sent for long and on which little came since the last look; return how many."""
        now, came, ended = time.monotonic(), dict[object, int](), 0
        least = self._rate * (now - self._looked)
        for connection in _connections(self._port):
            with connection, suppress(OSError):  # which may have ended meanwhile
                address = connection.getpeername()
                passed = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _PASSED.size)
                silent, came[address] = _PASSED.unpack(passed)
                if silent > self._seconds * 1000 and came[address] - self._came.get(address, 0) < least:
                    connection.shutdown(socket.SHUT_RDWR)
                    ended += 1
        self._looked, self._came = now, came
        return ended


def end_slow_connections(port: int) -> None:
    """End the slow connections of this process at a port now and then, in a thread that ends with the process."""
    if hasattr(socket, "TCP_INFO"):
        threading.Thread(target=_keep_ending, args=(SlowConnections(port),), daemon=True).start()


def _keep_ending(connections: SlowConnections) -> None:
    while True:
        time.sleep(_LOOK_SECONDS)
        connections.end()


def _connections(port: int) -> Iterator[socket.socket]:
    """Yield the TCP connections of this process to a port, each to be closed, which leaves the connection open."""
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed since it was listed, or no socket
            found = _copy(int(entry.name))
            if _is_connection(found, port):
                yield found
            else:
                found.close()


def _copy(descriptor: int) -> socket.socket:
    """Return a copy of a socket. Raises OSError for anything else, of which none is made: closing any copy of a file ends this process's locks on it (fcntl(2)), those of SQLite among them.

    What became a file between the look and the copy raises too, and that copy stays open.
    """
    if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
        raise OSError(errno.ENOTSOCK, os.strerror(errno.ENOTSOCK))
    return socket.socket(fileno=os.dup(descriptor))


def _is_connection(found: socket.socket, port: int) -> bool:
    with suppress(OSError):  # a listening socket has no other end
        if found.family in (socket.AF_INET, socket.AF_INET6) and found.type == socket.SOCK_STREAM:
            found.getpeername()
            return bool(found.getsockname()[1] == port)
    return False
