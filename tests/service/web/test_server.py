"""The web server as a process of its own."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from service.errors import CannotListen
from service.web.server import serve

ROOT = Path(__file__).parents[3]
START = """
import sys
from service.web.app import create_app
from service.web.server import serve
from tests.service.web.fake_archive import FakeArchive

serve(lambda: create_app(FakeArchive(), site_name="档案"), host=sys.argv[1], port=0, workers=2, threads=2)
"""
STOP_SECONDS = 5


def start(*arguments: str) -> subprocess.Popen[str]:
    """Return the process of a server of the fake archive, started on a free port."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], http.client.HTTPConnection]]:
    """Yield a running server and a connection to it."""
    with start("127.0.0.1") as process:
        assert process.stdout
        address = re.fullmatch(r"服务已启动：http://127\.0\.0\.1:(\d+)/\n", process.stdout.readline())
        assert address
        connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=20)
        try:
            yield process, connection
        finally:
            connection.close()
            process.kill()


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    """Return the status and text of a page."""
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_stopped(
    server: tuple[subprocess.Popen[str], http.client.HTTPConnection], stop: signal.Signals
) -> None:
    """It answers, also while a browser keeps its connection, and stops at once and silently on a signal."""
    process, connection = server
    assert get(connection, "/healthz")[0] == 200
    process.send_signal(stop)
    out, err = process.communicate(timeout=STOP_SECONDS)
    assert (process.returncode, out, err) == (0, "", "")


def test_longest_query_fits(server: tuple[subprocess.Popen[str], http.client.HTTPConnection]) -> None:
    """A query of 1,000 Chinese characters is answered, a longer one refused in our own words, a huge line by the server."""
    _, connection = server
    assert get(connection, f"/search?q={quote('字' * 1000)}")[0] == 200
    status, page = get(connection, f"/search?q={quote('字' * 5000)}")
    assert (status, "检索词最多 1000 个字符" in page) == (400, True)
    assert get(connection, f"/search?q={'a' * 100_000}")[0] in (400, 414)


def test_busy_port_is_said_at_once() -> None:
    """A port that another program has is an error with the way out, not a traceback or a retry."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotListen, match="端口已被占用"):
            serve(lambda: pytest.fail("must not be made"), host="127.0.0.1", port=port, threads=1)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_foreign_address_is_said_at_once(host: str) -> None:
    """An address that isn't this machine's is an error too."""
    with pytest.raises(CannotListen, match="地址"):
        serve(lambda: pytest.fail("must not be made"), host=host, port=0, threads=1)


DIES_AT_ONCE = """
import os
import signal
from contextlib import suppress
from service.web.app import create_app
from service.web.server import serve
from tests.service.web.fake_archive import FakeArchive

server = os.getpid()

def app():
    print(os.getpid(), flush=True)
    with suppress(ProcessLookupError):
        os.kill(server, signal.SIGKILL)
    return create_app(FakeArchive(), site_name="档案")

serve(app, host="127.0.0.1", port=0, workers=1, threads=1)
"""


def test_a_worker_whose_server_dies_before_it_begins_ends_too() -> None:
    """Nobody would end it, and the address would stay taken."""
    with subprocess.Popen([sys.executable, "-c", DIES_AT_ONCE], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        worker = int(process.stdout.readline())
        try:
            process.communicate(timeout=60)  # the worker has the other end, too
        except subprocess.TimeoutExpired:
            os.kill(worker, signal.SIGKILL)
            raise


SAYS_WHAT_IT_IS_TOLD = """
import flask
from service.web.server import serve

def app():
    made = flask.Flask("told")
    made.add_url_rule("/told", view_func=lambda: sorted(flask.request.environ), endpoint="told")
    return made

serve(app, host="127.0.0.1", port=0, workers=1, threads=1)
"""


def test_requests_come_by_our_exchanges() -> None:
    """The server's own way hands the variables of the process over with each, and another release may call another one."""
    with subprocess.Popen(
        [sys.executable, "-c", SAYS_WHAT_IT_IS_TOLD], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline().rstrip("/\n").rpartition(":")[2])
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
                status, told = get(connection, "/told")
        finally:
            process.kill()
    assert status == 200
    assert '"QUERY_STRING"' in told
    assert '"PATH"' not in told
