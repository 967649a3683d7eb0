"""Requests are answered where they come, and answers sent beside where their clients have to be waited for."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from service.web.exchanges import Exchanges, Headers, Pieces
from service.web.threads import Threads

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SECONDS = 20
"""Within which everything here happens, on the slowest machine."""


class Asked:
    """An exchange that keeps its answer, and in which thread that came."""

    def __init__(self) -> None:
        self.is_answered = threading.Event()
        self.status = 0
        self.headers: Headers = []
        self.body = b""
        self.thread: threading.Thread | None = None

    def response_bytes(self, status: int, headers: Headers, body: bytes, /) -> None:
        """Keep an answer that is there."""
        self.status, self.headers, self.body = status, headers, body
        self.thread = threading.current_thread()
        self.is_answered.set()

    def response_iter(self, status: int, headers: Headers, body: Pieces, /) -> None:
        """Keep an answer in pieces, which is closed as granian closes it."""
        whole = b"".join(body)
        body.close()
        self.response_bytes(status, headers, whole)


def said(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with what was sent."""
    start_response("201 Created", [("X-Method", environ["REQUEST_METHOD"])])
    return [b"<", environ["wsgi.input"].read(), b">"]


def request(body: bytes = b"", **more: object) -> dict[str, Any]:
    """Return a request as granian describes it."""
    length = {"CONTENT_LENGTH": str(len(body))} if body else {}
    return {"REQUEST_METHOD": "POST" if body else "GET", "wsgi.input": io.BytesIO(body), **length, **more}


@pytest.mark.parametrize("body", [b"", b"list"])
def test_what_is_whole_is_answered_at_once(body: bytes) -> None:
    """No other thread is woken for it."""
    asked = Asked()
    Exchanges(said, Threads(1)).answer(asked, request(body))
    assert (asked.status, asked.body) == (201, b"<%s>" % body)
    assert asked.headers == [("X-Method", "POST" if body else "GET")]
    assert asked.thread is threading.current_thread()


def test_an_application_gets_what_it_may_ask_for() -> None:
    """All that the standard names is there, and nothing of the variables of this process."""
    seen: dict[str, object] = {}

    def look(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.update(environ)
        start_response("204 No Content", [])
        return []

    Exchanges(look, Threads(1)).answer(Asked(), request(SERVER_NAME="here"))
    wanted = ["version", "errors", "multithread", "multiprocess", "run_once", "input", "input_terminated"]
    assert {f"wsgi.{name}" for name in wanted} | {"SCRIPT_NAME", "SERVER_NAME"} <= seen.keys()
    assert "PATH" not in seen


def test_an_answer_in_pieces_is_sent_beside() -> None:
    """The first piece is waited for by a client; the body is closed when all are sent."""
    go_on, closed, asked = threading.Event(), threading.Event(), Asked()

    class Two:
        def __iter__(self) -> Iterator[bytes]:
            go_on.wait(SECONDS)
            yield b"one "
            yield b"two"

        def close(self) -> None:
            closed.set()

    def piecemeal(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return Two()

    Exchanges(piecemeal, Threads(1)).answer(asked, request())
    assert not asked.is_answered.is_set()
    go_on.set()
    assert asked.is_answered.wait(SECONDS)
    assert (asked.status, asked.body, closed.is_set()) == (200, b"one two", True)


def test_where_enough_are_sent_beside_one_is_sent_here() -> None:
    """It is sent all the same; the thread counts as one that waits meanwhile."""
    threads, there = Threads(1), list[int]()

    def pieces() -> Iterator[bytes]:
        there.append(threads.there)
        yield b"piece"

    def piecemeal(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return pieces()

    asked = Asked()
    Exchanges(piecemeal, threads, sending=0).answer(asked, request())
    assert (asked.body, asked.thread, there) == (b"piece", threading.current_thread(), [0])
    assert threads.there == 1


def test_what_nobody_handled_is_for_the_server() -> None:
    """It answers with an error of its own, for which it needs the thread back, however many others there are."""

    def broken(_: WSGIEnvironment, __: StartResponse) -> Iterable[bytes]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Exchanges(broken, Threads(0)).answer(Asked(), request())


def test_after_a_request_with_a_body_no_thread_stands_aside() -> None:
    """A body that the application didn't read is given up when the thread goes back, and only then its connection goes on."""
    threads = Threads(0)
    for body, aside in ((b"list", 0), (b"", 1)):
        answering = threading.Thread(target=Exchanges(said, threads).answer, args=(Asked(), request(body)), daemon=True)
        answering.start()
        if aside:
            while not threads.aside:
                assert answering.is_alive()
            with threads.replaced():  # so it is wanted
                answering.join(SECONDS)
        answering.join(SECONDS)
        assert (answering.is_alive(), threads.aside) == (False, [])
