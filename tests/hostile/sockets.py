"""Clients that hold connections: slow ones, silent ones, and ones that speak something else; each sends only what it is built for."""

from __future__ import annotations

import http.client
import multiprocessing
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing.synchronize import Event

Address = tuple[str, int]
Send = Callable[[socket.socket, int], None]
"""A function that sends what is due at a step, 0 first."""

_GET = b"GET /search?page_size=100 HTTP/1.1\r\nHost: a\r\n"
_POST = b"POST /search HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"
_LIST = (
    b"POST /locate/list HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100000\r\n\r\ntext="
)
_TLS_HELLO = bytes.fromhex("1603010200010001fc0303") + bytes(range(64))

_READY_SECONDS = 60

SMALL_RECEIVE_BUFFER = 4_096
"""Bytes that a client which never reads lets the system keep for it."""


def _once(data: bytes) -> Send:
    return lambda client, step: None if step else client.sendall(data)


def _bytewise(data: bytes) -> Send:
    return lambda client, step: client.sendall(data[step : step + 1])


def _steadily(opening: bytes, more: bytes) -> Send:
    return lambda client, step: client.sendall(more if step else opening)


KINDS: Mapping[str, Send] = {
    "half a request line": _once(b"GET /sea"),
    "half the headers": _once(_GET),
    "headers byte by byte": _bytewise(_GET + b"X: " + b"y" * 10_000),
    "a header a step": _steadily(_GET, b"X-More: y\r\n"),
    "a body that never comes": _once(_POST),
    "a body byte by byte": _steadily(_POST, b"y"),
    "a list that never comes": _once(_LIST),
    "a list byte by byte": _steadily(_LIST, b"y"),
    "a chunked body that never ends": _steadily(
        b"PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\ny\r\n"
    ),
    "nothing at all": _once(b""),
    "idle after a request": _once(b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n"),
    "never reads": _steadily(b"GET /static/suoyin.css HTTP/1.1\r\nHost: a\r\n\r\n" * 50, b""),
    "pipelined requests": _once(b"GET /help HTTP/1.1\r\nHost: a\r\n\r\n" * 50),
    "garbage": _once(bytes(range(256)) * 40),
    "headers too large": _once(_GET + b"X: " + b"y" * 300_000 + b"\r\n\r\n"),
    "200 headers": _once(_GET + b"".join(b"X-%d: y\r\n" % each for each in range(200)) + b"\r\n"),
    "an address too long": _once(b"GET /" + b"y" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"),
    "TLS": _once(_TLS_HELLO),
    "HTTP/0.9": _once(b"GET /\r\n"),
    "HTTP/2": _once(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9)),
    "no line ends": _once(b"y" * 100_000),
    "two lengths": _once(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
}
"""What clients do, by name."""

SLOW = (
    "half a request line",
    "half the headers",
    "headers byte by byte",
    "a header a step",
    "a body that never comes",
    "a body byte by byte",
    "a list that never comes",
    "a list byte by byte",
    "nothing at all",
    "idle after a request",
    "never reads",
)
"""Those that only hold their connections. The others are refused at once, and come again as fast as they can."""


@dataclass(frozen=True, slots=True)
class Others:
    """What other clients met meanwhile: the seconds of each request, and what went wrong."""

    seconds: tuple[float, ...]
    failures: tuple[str, ...]


@contextmanager
def held(address: Address, names: Sequence[str], connections: int, *, step_seconds: float = 0.2) -> Iterator[None]:
    """Hold connections of the kinds named, in turn, each sending a step every `step_seconds`; one that the server closes is opened anew."""
    context = multiprocessing.get_context("spawn")  # a process of its own, or they would slow down who measures others
    ready, ended = context.Event(), context.Event()
    kinds = list(islice(cycle(names), connections))
    process = context.Process(target=_hold, args=(address, kinds, ready, ended, step_seconds))
    process.start()
    try:
        assert ready.wait(_READY_SECONDS)
        yield
    finally:
        ended.set()
        process.join()


def ask_meanwhile(address: Address, path: str, *, seconds: float, clients: int = 4) -> Others:
    """Return what clients met that ask for `path` again and again, each on one connection, for some seconds."""
    taken: list[float] = []
    failures: list[str] = []
    end = time.monotonic() + seconds
    threads = [threading.Thread(target=_ask, args=(address, path, end, taken, failures)) for _ in range(clients)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return Others(tuple(taken), tuple(failures))


def _hold(address: Address, kinds: Sequence[str], ready: Event, ended: Event, step_seconds: float) -> None:
    open_ones: list[tuple[socket.socket, int]] = [(_connected(address), 0) for _ in kinds]
    while not ended.is_set():
        for at, kind in enumerate(kinds):
            client, step = open_ones[at]
            try:
                KINDS[kind](client, step)
                open_ones[at] = client, step + 1
            except BlockingIOError:
                continue
            except OSError:
                client.close()
                open_ones[at] = _connected(address), 0
        ready.set()
        ended.wait(step_seconds)
    for client, _ in open_ones:
        client.close()


def _connected(address: Address) -> socket.socket:
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_RECEIVE_BUFFER)
    client.settimeout(5)
    client.connect(address)
    client.setblocking(False)
    return client


def _ask(address: Address, path: str, end: float, taken: list[float], failures: list[str]) -> None:
    connection = http.client.HTTPConnection(*address, timeout=30)
    while time.monotonic() < end:
        started = time.monotonic()
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                failures.append(str(response.status))
        except (OSError, http.client.HTTPException) as exc:
            failures.append(repr(exc))
            connection.close()
        taken.append(time.monotonic() - started)
    connection.close()
