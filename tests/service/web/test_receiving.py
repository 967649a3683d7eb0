"""Bodies are waited for by threads beside those that answer."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from service.web.environ import client_of
from service.web.problems import BodyMissing, TooManyBodies
from service.web.receiving import BODIES, BODIES_OF_A_CLIENT, Body, Receiving
from service.web.turns import Turns

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Silent:
    """A client that sends nothing until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def read(self, size: int, /) -> bytes:
        """Wait."""
        self.let_go.wait(20)
        return b""


def body_of(receiving: Receiving, source: object, announced: str = "") -> Body:
    """Return the body of a request that announced a length, or none."""
    return Body({"wsgi.input": source, "CONTENT_LENGTH": announced}, receiving, None)


def with_one_turn() -> Receiving:
    """Return what has one turn for all requests with a body."""
    one = Receiving(1)
    one.turns = Turns(1)
    return one


def is_free(receiving: Receiving) -> bool:
    """Take a turn; return whether there is one."""
    taking = threading.Thread(target=receiving.turns.acquire, daemon=True)
    taking.start()
    taking.join(10)
    return not taking.is_alive()


@pytest.mark.parametrize("size", [0, 1, 65_536, 300_000])
@pytest.mark.parametrize("is_announced", [True, False])
def test_a_body_is_read_whole(size: int, is_announced: bool) -> None:
    """It comes as it was sent, and may be read in small pieces."""
    sent = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    one = with_one_turn()
    announced = str(size) if is_announced else ""
    with one.turns, body_of(one, io.BytesIO(sent), announced) as body:
        assert body.read() == sent
    with one.turns, body_of(one, io.BytesIO(sent), announced) as body:
        assert b"".join(iter(lambda: body.read(100), b"")) == sent


def test_who_waits_gives_its_turn() -> None:
    """With one turn for all, others go on while a body is waited for."""
    one, silent = with_one_turn(), Silent()

    def wait() -> None:
        with one.turns, body_of(one, silent) as body:
            body.read()

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    assert is_free(one)
    one.turns.release()
    silent.let_go.set()
    waiting.join(10)
    assert not waiting.is_alive()


def test_half_a_body_is_none() -> None:
    """Nothing is done with what a broken connection left of a form, and the turn is there again."""
    one = with_one_turn()
    with one.turns, body_of(one, io.BytesIO(b"reason=half"), "100") as body, pytest.raises(BodyMissing):
        body.read()
    assert is_free(one)


def test_no_client_keeps_others_from_sending() -> None:
    """One sends a few at a time, all together a few more; this machine, for which a proxy may stand, is not one client."""
    many = Receiving(1)
    mine, here = client_of({"REMOTE_ADDR": "192.0.2.1"}, ()), client_of({"REMOTE_ADDR": "127.0.0.1"}, ())
    for _ in range(BODIES_OF_A_CLIENT):
        many.begin(mine)
    with pytest.raises(TooManyBodies):
        many.begin(mine)
    for _ in range(BODIES - BODIES_OF_A_CLIENT):
        many.begin(here)
    with pytest.raises(TooManyBodies):
        many.begin(here)
    many.end(mine)
    many.begin(here)


def test_what_was_read_is_waited_for_no_more() -> None:
    """While an answer to a whole body is made, as many others are received as ever."""
    one = Receiving(1)
    with ExitStack() as stack:
        for _ in range(2 * BODIES):
            body = stack.enter_context(body_of(one, io.BytesIO(b"abc"), "3"))
            with one.turns:
                assert body.read() == b"abc"


def test_what_is_never_read_is_not_waited_for() -> None:
    """Who is refused without a look at what was sent takes nothing from others, nor does one that is read in part and left."""
    one = Receiving(1)
    for _ in range(2 * BODIES):
        with one.turns, body_of(one, io.BytesIO(b"abc"), "3"):
            pass
        with one.turns, body_of(one, io.BytesIO(b"abc"), "3") as body:
            assert body.read(1) == b"a"


@pytest.mark.parametrize(
    ("environ", "is_waited_for"),
    [
        ({}, False),
        ({"CONTENT_LENGTH": "0"}, False),
        ({"CONTENT_LENGTH": "3"}, True),
        ({"CONTENT_LENGTH": "x"}, True),
        ({"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, True),
    ],
)
def test_only_requests_with_a_body_are_changed(environ: WSGIEnvironment, is_waited_for: bool) -> None:
    """Others cost a turn and nothing else."""
    seen: list[object] = []

    def application(environ: WSGIEnvironment, _: StartResponse) -> Iterable[bytes]:
        seen.append(environ["wsgi.input"])
        return []

    given = io.BytesIO(b"abc")
    Receiving(1).around(application)({**environ, "wsgi.input": given}, lambda *_: bytes.__len__)
    assert isinstance(seen[0], Body) == is_waited_for
    assert given.tell() == 0


@pytest.mark.parametrize(("length", "others_are_answered"), [("3", True), ("", False)])
def test_others_are_answered_beside_a_request_with_a_body(length: str, *, others_are_answered: bool) -> None:
    """With one thread that answers, another takes its place while a list is looked up; a search, which is quick, is waited for."""
    receiving = Receiving(1)
    receiving.threads.come()

    def come_beyond() -> None:
        receiving.threads.come()
        receiving.threads.stand_aside()

    aside = threading.Thread(target=come_beyond, daemon=True)
    aside.start()
    seen: list[bool] = []

    def application(_: WSGIEnvironment, __: StartResponse) -> Iterable[bytes]:
        aside.join(10 if others_are_answered else 0.1)
        seen.append(not aside.is_alive())
        return []

    environ: WSGIEnvironment = {"wsgi.input": io.BytesIO(b"abc"), "CONTENT_LENGTH": length}
    receiving.around(application)(environ, lambda *_: bytes.__len__)
    assert seen == [others_are_answered]
    with receiving.threads.replaced():
        aside.join(10)
    assert not aside.is_alive()


def test_one_long_list_leaves_others_a_turn() -> None:
    """A second list must be told that there is one already, instead of waiting for it."""
    receiving = Receiving(1)
    with receiving.turns:
        assert is_free(receiving)
