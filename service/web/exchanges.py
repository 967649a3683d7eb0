"""How a worker answers what the server hands it: whole answers in the thread that is called, those made while they are sent in one of their own.

The server has few threads that answer. One of them must not wait for a client that reads slowly, nor stay when others come (see `threads`).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from service.web.receiving import sends_a_body
from service.web.threads import Threads

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

SENDING = 16
"""Answers that a process makes while it sends them, each in a thread of its own; another one keeps the thread that answers."""

_ENVIRONMENT: Mapping[str, Any] = {
    "GATEWAY_INTERFACE": "CGI/1.1",
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multiprocess": True,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
}
"""What is said of every request beside what it says of itself (PEP 3333); a body ends by itself."""

Headers = list[tuple[str, str]]


class Pieces:
    """A body in pieces as granian takes it: an iterator that is closed."""

    def __init__(self, body: Iterable[bytes]) -> None:
        self._pieces = iter(body)
        self.close: Callable[[], object] = getattr(body, "close", lambda: None)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)


class Exchange(Protocol):
    """A request that granian has taken, and waits for an answer to, from whatever thread that comes."""

    def response_bytes(self, status: int, headers: Headers, body: bytes, /) -> None:
        """Answer with a body that is there."""

    def response_iter(self, status: int, headers: Headers, body: Pieces, /) -> None:
        """Answer with a body in pieces; returns when all are sent or the client is gone, and closes the body."""


class Exchanges:
    """The exchanges of a process with its clients; at most `sending` of them at a time have a thread of their own."""

    def __init__(self, application: WSGIApplication, threads: Threads, sending: int = SENDING) -> None:
        self._application = application
        self._threads = threads
        self._sending = threading.BoundedSemaphore(sending)

    def answer(self, exchange: Exchange, request: Mapping[str, Any]) -> None:
        """Answer a request. What the application raises is for the server, which answers with a bare error."""
        self._threads.come()
        environ: WSGIEnvironment = {**_ENVIRONMENT, **request}
        self._respond(exchange, environ)
        if not sends_a_body(environ):  # a connection waits until a body that wasn't read is given up
            self._threads.stand_aside()

    def _respond(self, exchange: Exchange, environ: WSGIEnvironment) -> None:
        head = _Head()
        body = self._application(environ, head)
        if isinstance(body, list):
            exchange.response_bytes(head.status, head.headers, b"".join(body))
        else:
            self._send(lambda: exchange.response_iter(head.status, head.headers, Pieces(body)))

    def _send(self, send: Callable[[], None]) -> None:
        """Send an answer in a thread that ends with the process; in this one where there are enough of them."""
        if not self._sending.acquire(blocking=False):
            with self._threads.replaced():
                send()
            return

        def sent() -> None:
            try:
                send()
            finally:
                self._sending.release()

        threading.Thread(target=sent, daemon=True).start()


class _Head:
    """What an application says before its body: `start_response` of PEP 3333."""

    __slots__ = ("headers", "status")

    def __init__(self) -> None:
        self.status = 200
        self.headers: Headers = []

    def __call__(self, status: str, headers: Headers, _exc_info: object = None, /) -> Callable[[bytes], NoReturn]:
        self.status, self.headers = int(status[:3]), headers
        return _write


def _write(_: bytes) -> NoReturn:
    raise NotImplementedError("bodies are returned")
