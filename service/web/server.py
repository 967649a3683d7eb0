"""The web server: gunicorn with pre-forked workers of a few threads each, over a socket bound before anything starts."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped,unused-ignore]
from gunicorn.http import message  # type: ignore[import-untyped,unused-ignore]

from indexer.memory import keep_freed_memory
from service.errors import CannotListen

MAX_REQUEST_LINE = 131_072
"""Bytes. A pasted text of 10,000 Chinese characters takes 90,000 in a URL, and is to get our 400 page, not a bare 414."""
GRACEFUL_SECONDS = 3
"""The time that requests under way at shutdown get; every one is answered in far less."""
BACKLOG = 1_024
GARBAGE_THRESHOLD = 50_000
"""New objects between two garbage collections; a search makes some thousands."""

FREED_MEMORY = 128_000_000
"""Bytes of freed memory that a worker keeps: what a few searches among a million reports work with."""

_REASONS = {
    errno.EADDRINUSE: "端口已被占用",
    errno.EACCES: "没有权限使用这个端口",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def serve(app_factory: Callable[[], Flask], *, host: str, port: int, workers: int = 0, threads: int = 2) -> None:
    """Serve until SIGINT or SIGTERM. Every worker makes its own application; `workers` 0 means one for each core.

    Prints the address once it answers. Raises CannotListen when the address can't be had, and SystemExit
    with a code other than 0 when workers can't start.
    """
    with _listening(host, port) as listener:
        # gunicorn allows 8,190 at most or no limit at all, and without one a request line could fill the memory.
        message.MAX_REQUEST_LINE = MAX_REQUEST_LINE
        address = _address(listener)
        server = _Server(
            app_factory,
            bind=f"fd://{listener.detach()}",  # gunicorn owns and closes it from here
            workers=workers or os.cpu_count() or 1,
            worker_class="gthread",
            threads=threads,
            graceful_timeout=GRACEFUL_SECONDS,
            limit_request_line=MAX_REQUEST_LINE - 1,
            loglevel="warning",
            control_socket_disable=True,
            post_worker_init=lambda worker: _announce(address, worker.age),
        )
        parent = os.getpid()
        gc.collect()  # frees what was opened to try the index, which every process would hold otherwise
        try:
            server.run()
        except SystemExit as stopped:
            # Workers come through here too: their exit codes tell gunicorn whether to start another.
            if os.getpid() != parent or stopped.code:
                raise


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Yield a socket bound to the address; port 0 takes a free one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _, _, address = found[0]
        listener = socket.socket(family, kind)
    except OSError as error:
        raise CannotListen(host, port, f"地址无效（{error.strerror}）") from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(BACKLOG)
        except OSError as error:
            raise CannotListen(host, port, _REASONS.get(error.errno or 0, str(error.strerror))) from error
        yield listener


def _announce(address: str, worker: int) -> None:
    """Print the address when the first worker has its application."""
    if worker == 1:
        print(f"服务已启动：{address}", flush=True)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Server(BaseApplication):  # type: ignore[misc,unused-ignore]
    """gunicorn without its own command line and configuration files."""

    def __init__(self, app_factory: Callable[[], Flask], **settings: Any) -> None:
        self._app_factory = app_factory
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            # Releases before the control socket have no setting for it.
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        app = self._app_factory()
        # Dictionaries and tables stay for good, and a search leaves no cycles: collecting garbage in them is useless.
        gc.collect()
        gc.freeze()
        gc.set_threshold(GARBAGE_THRESHOLD)
        keep_freed_memory(FREED_MEMORY)
        return app
