"""The load generator counts what it asks: every answer once, failures apart."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from benchmarks.load import throughput
from benchmarks.peers.peer import Answer, Request
from benchmarks.query_set import Query


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer in one of the ways that servers do."""
        self.asked.append(self.path)
        number = int(self.path[1:])
        self.send_response(500 if number % 5 == 0 else 200)
        if number % 2:
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", "3")
            self.send_header("Connection", "close" if number % 7 == 0 else "keep-alive")
            self.end_headers()
            self.wfile.write(b"abc")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server:
    name, version, notes = "small", "1", ()

    def __init__(self, port: int) -> None:
        self._port = port

    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self._port

    def request(self, query: Query, hits: int) -> Request:
        raise NotImplementedError

    def parse(self, body: bytes) -> Answer:
        raise NotImplementedError

    def processes(self) -> Sequence[int]:
        return []


@pytest.fixture
def server() -> Iterator[_Server]:
    """Return a server on loopback that answers in many ways."""
    _Handler.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield _Server(http.server_port)
        http.shutdown()


def test_every_request_is_asked_once(server: _Server) -> None:
    """Chunked answers, failures and closed connections are all met, and nothing is asked twice."""
    requests = [Request(f"/{number}") for number in range(200)]
    found = throughput(server, requests, seconds=30, clients=3, warming=0)
    assert len(_Handler.asked) == len(set(_Handler.asked))
    assert len(_Handler.asked) > 200 - 3  # when all have been sent, what is still on the way to two clients is let go
    assert found["failures"] >= 200 / 5 - 3
    assert found["requests"] >= 200 - 3
