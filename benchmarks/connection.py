"""A bare HTTP/1.1 connection kept alive: it costs the client little, so that what is timed is the server."""

from __future__ import annotations

import json
import re
import socket
from typing import Any

from benchmarks.peers.peer import Request

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection: *close\r\n", re.IGNORECASE)

TIMEOUT = 120
"""Seconds; a slower answer counts as a failure."""


class BadResponse(Exception):
    """An answer with a status other than 2xx, or none; the text begins with the status."""


class Connection:
    """One connection to a server on loopback, opened anew when the server has closed it."""

    def __init__(self, address: tuple[str, int], headers: str = "") -> None:
        self._address = address
        self._headers = f"Host: {address[0]}:{address[1]}\r\nAccept: application/json\r\n{headers}"
        self._socket: socket.socket | None = None
        self._waiting = b""

    def ask(self, request: Request) -> bytes:
        """Return the body of the response to a request. Raises BadResponse, OSError."""
        return self._exchange(self.message(request))

    def message(self, request: Request) -> bytes:
        """Return the bytes that ask a request."""
        body = request.body
        method = "POST" if body else "GET"
        more = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        return f"{method} {request.path} HTTP/1.1\r\n{self._headers}{more}\r\n".encode() + body

    def send(self, method: str, path: str, content: Any = None, *, kind: str = "application/json") -> Any:
        """Send JSON (or ready bytes of another `kind`) and return what was answered, parsed where it is JSON."""
        body = content if isinstance(content, bytes) else b"" if content is None else json.dumps(content).encode()
        head = f"{method} {path} HTTP/1.1\r\n{self._headers}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        found = self._exchange(head.encode() + body)
        return json.loads(found) if found[:1] in (b"{", b"[") and kind == "application/json" else found

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._waiting = None, b""

    def _exchange(self, message: bytes) -> bytes:
        fresh = self._socket is None
        try:
            return self._once(message)
        except (ConnectionError, BrokenPipeError):
            self.close()
            if fresh:
                raise
            return self._once(message)

    def _once(self, message: bytes) -> bytes:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self._socket.sendall(message)
            head = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
            body = self._body(
                {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            )
        except TimeoutError:
            self.close()
            raise
        status = head[0].split(" ", 2)[1]
        if status[0] != "2":
            raise BadResponse(f"{status} {body[:500].decode('utf-8', 'replace')}")
        return body

    def _body(self, headers: dict[str, str]) -> bytes:
        if "chunked" in headers.get("transfer-encoding", ""):
            chunks = []
            while length := int(self._until(b"\r\n").split(b";")[0], 16):
                chunks.append(self._exactly(length))
                self._exactly(2)
            self._until(b"\r\n")
            body = b"".join(chunks)
        else:
            body = self._exactly(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return body

    def _until(self, end: bytes) -> bytes:
        while end not in self._waiting:
            self._receive()
        found, _, self._waiting = self._waiting.partition(end)
        return found

    def _exactly(self, length: int) -> bytes:
        while len(self._waiting) < length:
            self._receive()
        found, self._waiting = self._waiting[:length], self._waiting[length:]
        return found

    def _receive(self) -> None:
        assert self._socket is not None
        received = self._socket.recv(1 << 20)
        if not received:
            raise ConnectionResetError("the server closed the connection")
        self._waiting += received


def is_whole(received: bytes | bytearray) -> bool:
    """Return whether all of a response has come, by its length or by its last chunk.

    >>> is_whole(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"), is_whole(b"HTTP/1.1 200 OK\\r\\n")
    (True, False)
    """
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return False
    length = _LENGTH.search(received, 0, end + 2)
    if length:
        return len(received) >= end + 4 + int(length[1])
    return received.endswith(b"\r\n0\r\n\r\n")


def says_close(received: bytes | bytearray) -> bool:
    """Return whether the server closes the connection after this response."""
    return _CLOSE.search(received, 0, received.find(b"\r\n\r\n") + 2) is not None
