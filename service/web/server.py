"""The web server: granian, whose workers read headers and send responses outside Python, so that slow clients cost no thread."""

from __future__ import annotations

import errno
import gc
import http.client
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Lock

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server
from granian.server import mp as worker_processes

from corpus.process_memory import keep_freed_memory
from service.errors import CannotListen
from service.web import urls
from service.web.environ import Network
from service.web.exchanges import Exchanges
from service.web.receiving import BODIES, Receiving
from service.web.slow_connections import end_slow_connections

GRACEFUL_SECONDS = 10
"""The time that requests under way at shutdown get; every one is answered in far less."""

HEADER_SECONDS = 15
"""The time that a client has for all the headers of a request, and that a connection may be idle between two."""

CONNECTIONS = 4_096
"""Connections that a worker holds at a time, most of them idle or slow; more wait until one of these is closed."""

HEADER_BYTES = 131_072
"""Of a request's first line and headers. An address may have 65,534 of them: a query of 7,000 Chinese characters gets our own
400 page, a longer one a bare 414."""

BACKLOG = 1_024
GARBAGE_THRESHOLD = 50_000
"""New objects between two garbage collections; a search makes some thousands."""

FREED_MEMORY = 128_000_000
"""Bytes of freed memory that a worker keeps: what a few searches among a million reports work with."""

_LOOK_SECONDS = 1.0
"""Between two looks at whether the server is still there, and how long it may take to answer that it is."""

_ANNOUNCE_SECONDS = 0.02
"""Between two tries to reach a server that is starting."""

_ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # looked for, not listened on
"""Addresses that mean all of a machine's, and one at which it then answers itself."""

_REASONS = {
    errno.EADDRINUSE: "端口已被占用",
    errno.EACCES: "没有权限使用这个端口",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


AppFactory = Callable[[], Flask]


def serve(
    app_factory: AppFactory,
    *,
    host: str,
    port: int,
    workers: int = 0,
    threads: int,
    proxies: Sequence[Network] = (),
) -> None:
    """Serve until SIGINT or SIGTERM. Every worker makes its own application, which `threads` answer; `workers` 0 means one for each core.

    Prints the address once it answers. Raises CannotListen when the address can't be had, and SystemExit
    with a code other than 0 when workers can't start.
    """
    address, port = _free_address(host, port)
    # The factory is no importable name: workers have it because they are copies of this process.
    multiprocessing.set_start_method("fork", force=True)
    first = multiprocessing.Lock()
    server = Server(
        "suoyin",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or os.cpu_count() or 1,
        blocking_threads=threads + BODIES,
        backlog=BACKLOG,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACEFUL_SECONDS,
    )
    gc.collect()  # frees what was opened to try the index, which every process would hold otherwise
    parent = os.getpid()  # not asked by a worker, to which a server killed meanwhile would be another process
    receiving = Receiving(threads, proxies)
    # There is no public place for another, and its own keeps each thread until the answer is read, and has them all answer.
    vars(worker_processes)["_wsgi_call_wrap"] = lambda application, *_: Exchanges(application, receiving.threads).answer
    server.serve(
        target_loader=lambda: receiving.around(_application(app_factory, address, port, first, parent)),
        wrap_loader=False,
    )


def _free_address(host: str, port: int) -> tuple[str, int]:
    """Return the numeric address and port to listen on, which nobody has yet; port 0 takes a free one.

    The workers' own sockets share the address among themselves, and would share it with another server of ours.
    """
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
            listener.listen()
        except OSError as error:
            raise CannotListen(host, port, _REASONS.get(error.errno or 0, str(error.strerror))) from error
        bound: tuple[str, int] = listener.getsockname()[:2]
        return bound


def _application(app_factory: Callable[[], Flask], address: str, port: int, first: Lock, parent: int) -> Flask:
    """Return the application of this worker of the server process `parent`."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    end_slow_connections(port)
    app = app_factory()
    settle_memory()
    if first.acquire(block=False):  # never released: a worker that replaces another has nothing to announce
        threading.Thread(target=_announce, args=(address, port), daemon=True).start()
    return app


def settle_memory() -> None:
    """Have this process keep its memory as one that answers requests does, once its application is there.

    Dictionaries and tables stay for good, and a search leaves no cycles: collecting garbage in them is useless, and takes 40 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)
    keep_freed_memory(FREED_MEMORY)


def _end_with(parent: int) -> None:
    """End this worker when its server was killed: nobody else would, and the address would stay taken."""
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


def _announce(address: str, port: int) -> None:
    """Print the address as soon as this or another worker answers there."""
    while True:
        connection = http.client.HTTPConnection(_ANY_HOST.get(address, address), port, timeout=_LOOK_SECONDS)
        try:
            connection.request("GET", urls.ROBOTS)
            connection.getresponse().read()
        except OSError:
            time.sleep(_ANNOUNCE_SECONDS)
        else:
            break
        finally:
            connection.close()
    shown = f"[{address}]" if ":" in address else address
    print(f"服务已启动：http://{shown}:{port}/", flush=True)
