"""Requests with bodies: lists, drafts, publications. They are answered beside those without one, which are quick, and wait for each other only.

The server hands over a request when it has the headers; who reads the body waits for the client, and gives up its turn to answer meanwhile.
`slow_connections` ends what does not come.
"""

from __future__ import annotations

import io
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from service.web.environ import Address, Network, client_of
from service.web.problems import BodyMissing, TooManyBodies
from service.web.threads import REPLACED, Threads
from service.web.turns import Turns

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BODIES = 8
"""Bodies that a process waits for at a time, each in a thread beside those that answer."""

LEAST_TURNS = 2
"""Requests with a body that a process answers at a time, at least: while one of them is heavy (see `heavy`), the others go past it."""

BODIES_OF_A_CLIENT = 4
"""How many of these one client may send: nobody alone keeps others from sending theirs."""


class Input(Protocol):
    """What a server gives to read a body from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, or fewer at the end."""


class Receiving:
    """The bodies that this process waits for, and the turns of those who answer requests with one, about as many at a time as it has `threads`
    that answer all others. Clients are told as by `client_of`.
    """

    def __init__(self, threads: int, proxies: Sequence[Network] = ()) -> None:
        self.threads = Threads(threads)
        self.turns = Turns(max(threads, LEAST_TURNS))
        self._proxies = proxies
        self._lock = threading.Lock()
        self._waited_for: Counter[Address | None] = Counter()

    def around(self, application: WSGIApplication) -> WSGIApplication:
        """Return `application`, called beside everybody else and in a turn where a request has a body, which is waited for outside of it."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            environ[REPLACED] = self.threads.replaced
            if not sends_a_body(environ):
                return application(environ, start_response)
            client = client_of(environ, self._proxies)
            with self.threads.replaced(), Body(environ, self, client) as body, self.turns:
                environ["wsgi.input"] = body
                return application(environ, start_response)

        return answer

    def begin(self, client: Address | None) -> None:
        """Count a body of a client that is waited for from now on. Raises `TooManyBodies`."""
        with self._lock:
            of_client = 0 if client is None else self._waited_for[client]
            if self._waited_for.total() >= BODIES or of_client >= BODIES_OF_A_CLIENT:
                raise TooManyBodies
            self._waited_for[client] += 1

    def end(self, client: Address | None) -> None:
        """Count one less."""
        with self._lock:
            self._waited_for[client] -= 1
            if not self._waited_for[client]:
                del self._waited_for[client]


def sends_a_body(environ: WSGIEnvironment) -> bool:
    """Return whether a request has a body, of whatever length."""
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or "HTTP_TRANSFER_ENCODING" in environ


class Body(io.RawIOBase):
    """The body of a request as a file to read: the turn is given up meanwhile.

    Raises `TooManyBodies` when it is first read, and `BodyMissing` where it ends before the length that was announced.
    """

    def __init__(self, environ: WSGIEnvironment, receiving: Receiving, client: Address | None) -> None:
        super().__init__()
        self._source: Input = environ["wsgi.input"]
        announced = str(environ.get("CONTENT_LENGTH", ""))
        self._missing = int(announced) if announced.isdecimal() else 0
        self._receiving = receiving
        self._client = client
        self._is_waited_for = False

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer; return how many bytes came, fewer at the end."""
        into = memoryview(buffer)
        with self._out_of_turn():
            came = self._source.read(len(into))
        self._missing -= len(came)
        if len(came) < len(into):
            self._stop()
            if self._missing > 0:
                raise BodyMissing
        into[: len(came)] = came
        return len(came)

    def close(self) -> None:
        """Wait for nothing more."""
        self._stop()
        super().close()

    @contextmanager
    def _out_of_turn(self) -> Iterator[None]:
        if not self._is_waited_for:
            self._receiving.begin(self._client)
            self._is_waited_for = True
        self._receiving.turns.release()
        try:
            yield
        finally:
            self._receiving.turns.acquire()

    def _stop(self) -> None:
        if self._is_waited_for:
            self._is_waited_for = False
            self._receiving.end(self._client)
