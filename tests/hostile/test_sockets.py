"""Connections that are held, cut or abused leave the answers of others as they were."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.hostile.server_process import SLOW, WORKERS, Running, running
from tests.hostile.sockets import KINDS, ask_meanwhile, held

CONNECTIONS = 60
"""Held at a time, three of each kind; 500 in the attack at full size."""

STOP_SECONDS = 60
"""A worker that is just starting on a loaded machine takes a while to see that its server is gone."""


@pytest.fixture
def server() -> Iterator[Running]:
    """Yield a running server, to be ended by the test."""
    with running() as found:
        yield found


@pytest.fixture(scope="module")
def lasting() -> Iterator[Running]:
    """Yield a running server that no test ends."""
    with running() as found:
        yield found


def get(server: Running, path: str, body: bytes = b"") -> tuple[int, bytes]:
    """Return status and body of an answer over a new connection; one with a body is answered in a turn."""
    connection = http.client.HTTPConnection(*server.address, timeout=30)
    try:
        connection.request("GET", path, body or None)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def wait_until(holds: Callable[[], bool]) -> bool:
    """Return whether something holds within some seconds."""
    end = time.monotonic() + STOP_SECONDS
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def is_alive(pid: int) -> bool:
    """Return whether a process runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_held_connections_cost_others_nothing(server: Running) -> None:
    """While each kind of connection is held, all other requests are answered; the server survives and prints nothing."""
    with held(server.address, list(KINDS), CONNECTIONS, step_seconds=0.05):
        others = ask_meanwhile(server.address, "/search?q=1", seconds=3)
    assert others.failures == ()
    assert get(server, "/healthz")[0] == 200
    server.process.send_signal(signal.SIGTERM)
    out, err = server.process.communicate(timeout=STOP_SECONDS)
    assert (server.process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize(
    "name",
    [
        "half the headers",
        "a body that never comes",
        "a list that never comes",
        "a list byte by byte",
        "never reads",
        "nothing at all",
    ],
)
def test_no_kind_holds_a_thread(lasting: Running, name: str) -> None:
    """Four threads answer, while ten times as many connections of one kind wait."""
    with held(lasting.address, [name], 40, step_seconds=0.05):
        time.sleep(0.3)
        others = ask_meanwhile(lasting.address, "/search?q=1", seconds=0.5)
    assert others.failures == ()


@pytest.mark.parametrize(
    "name", ["headers too large", "200 headers", "an address too long", "garbage", "HTTP/2", "TLS"]
)
def test_nonsense_is_refused(lasting: Running, name: str) -> None:
    """What is no request of ours gets a refusal, or the connection is closed."""
    with socket.create_connection(lasting.address, timeout=20) as client:
        KINDS[name](client, 0)
        try:
            answer = client.recv(64)
        except ConnectionResetError:
            answer = b""
    assert answer == b"" or answer.split()[1] in (b"400", b"414", b"431")


@pytest.mark.parametrize("body", [b"", b"x"])
def test_requests_under_way_are_finished(server: Running, body: bytes) -> None:
    """On SIGTERM a request that takes four seconds still gets its whole answer, and idle connections end at once."""
    answers: list[tuple[int, bytes]] = []
    asking = threading.Thread(target=lambda: answers.append(get(server, f"/search?q={quote(SLOW)}", body)))
    with socket.create_connection(server.address, timeout=STOP_SECONDS) as idle:
        idle.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n")
        assert idle.recv(10_000)
        asking.start()
        time.sleep(1)
        server.process.send_signal(signal.SIGTERM)
        assert idle.recv(10_000) == b""
        assert not answers
    asking.join()
    out, err = server.process.communicate(timeout=STOP_SECONDS)
    assert (server.process.returncode, out, err) == (0, "", "")
    assert answers[0][0] == 200
    assert answers[0][1].rstrip().endswith(b"</html>")


def test_a_killed_worker_is_replaced(server: Running) -> None:
    """When a worker is killed, the other one answers, and another one comes."""
    assert wait_until(lambda: server.listeners() == WORKERS)
    first = server.workers()
    os.kill(first[-1], signal.SIGKILL)
    assert wait_until(lambda: server.listeners() == WORKERS - 1)
    assert get(server, "/healthz")[0] == 200
    assert wait_until(lambda: len(set(server.workers()) - set(first)) > 0)
    assert wait_until(lambda: server.listeners() == WORKERS)
    assert get(server, "/healthz")[0] == 200


def test_a_killed_server_takes_its_workers_along(server: Running) -> None:
    """When the server is killed, its workers end too, and the address is free."""
    workers = server.workers()
    server.process.kill()
    assert wait_until(lambda: not any(map(is_alive, workers)))
