"""The process that reads: takes requests from a connection, one after another, and sends what is in each file in batches.

It holds no more than the readers, so that it starts in a fifth of a second, and it limits itself before it opens a file.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.messages import Batch, Request, decode_request, encode_batch
from corpus.problem import Problem
from corpus.process_memory import give_back_freed_memory, most_resident, resident
from corpus.readers import Item
from corpus.readers.long_reports import without_long_reports
from corpus.readers.ocr import with_ocr
from corpus.readers.progress import listen
from corpus.report import Report

ITEMS_IN_A_BATCH = 100
CHARACTERS_IN_A_BATCH = 400_000
SECONDS_IN_A_BATCH = 1.0
"""Processor time after which a batch goes out however little is in it: something was read."""

LEFT_BEHIND = 64 * 2**20
"""Bytes of memory still held when a file has been read, from which on a new process reads the next: twice what one begins with."""

_TIDY = LEFT_BEHIND * 3 // 4
"""Bytes up to which freed memory is not worth giving back."""

READY = b"ready"
"""The first message, from when on the limits of a file count."""

_MEGABYTE = 2**20
_GRACE = 5
"""Seconds of processor time beyond the limit after which the kernel ends a process that nobody waits for any more."""

Items = Iterator[Item]


def serve(descriptor: int, limits: ReadingLimits, functions: str, stream: int) -> None:
    """Read what is requested over a socket until it is closed.

    `functions` names the functions that read a file and a stream, and the one that names a file's format: `module:file:stream:format`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends us
    _become_first_to_end()
    _limit_memory(limits.megabytes * _MEGABYTE)
    module, read_file, read_stream, format_name = functions.split(":")
    readers = import_module(module)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError), Connection(descriptor) as connection:
        listen(partial(_tell_progress, connection, limits))
        connection.send_bytes(READY)
        while True:
            request = decode_request(connection.recv_bytes())
            if request.path:
                items = with_ocr(_file(request, getattr(readers, read_file)), Path(request.path), limits.ocr)
            else:
                items = getattr(readers, read_stream)(os.fdopen(stream, "rb"), source=request.source)
            items = without_long_reports(items, limits.characters)
            for batch in _batches(_guarded(items, request.source, limits), limits):
                if batch.ended and request.path:
                    batch = replace(batch, format=_format(request, getattr(readers, format_name)))
                connection.send_bytes(encode_batch(batch))
                if batch.leaving:
                    return


def _tell_progress(connection: Connection, limits: ReadingLimits) -> None:
    """Send that the file goes on, and allow as much time again as one may take without progress."""
    connection.send_bytes(encode_batch(Batch(())))
    _begin_batch(limits)


def _file(request: Request, read_file: object) -> Items:
    """Yield what a file holds, unless a folder on the way to it has become a link since it was found."""
    if os.path.realpath(request.path) != request.path:
        yield Problem(request.source, "读取前路径已被改动，请再次运行", cut_short=True)
        return
    assert callable(read_file)
    yield from read_file(Path(request.path), source=request.source)


def _format(request: Request, format_name: Callable[[Path], str]) -> str:
    try:
        return format_name(Path(request.path))
    except Exception:  # a file that was read is not lost for want of a name
        return ""


def _guarded(items: Items, source: str, limits: ReadingLimits) -> Items:
    """Yield the items, and a Problem for whatever else ends them."""
    try:
        yield from items
    except MemoryError:
        reason = f"读取需要的内存超过 {limits.megabytes} MB，请拆分文件，或调大 archive.file_memory"
        yield Problem(source, reason, cut_short=True)
    except Exception as error:  # whatever a reader raises is told to the process that asked
        reason = f"读取时出错（{type(error).__name__}），其后的内容没有读到，请把这个文件报告给维护者"
        yield Problem(source, reason, cut_short=True)


def _batches(items: Iterable[Item], limits: ReadingLimits) -> Iterator[Batch]:
    """Yield the items in batches, and the last one with the end."""
    waiting: list[Item] = []
    characters = 0
    began = _begin_batch(limits)
    for item in items:
        waiting.append(item)
        characters += len(item.body) if isinstance(item, Report) else 0
        if (
            len(waiting) >= ITEMS_IN_A_BATCH
            or characters >= CHARACTERS_IN_A_BATCH
            or _processor_seconds() - began >= SECONDS_IN_A_BATCH
        ):
            yield Batch(waiting)
            waiting, characters = [], 0
            began = _begin_batch(limits)
    yield Batch(waiting, ended=True, leaving=_is_burdened(limits))


def _begin_batch(limits: ReadingLimits) -> float:
    """Return the processor time used so far, and allow as much again as a file may take without anything read."""
    used = _processor_seconds()
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + limits.seconds + _GRACE, hard))
    return used


def _processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _is_burdened(limits: ReadingLimits) -> bool:
    """Return whether files left so much memory behind that it would count for the next one, or stand beside it for long."""
    now, _ = resident()
    if now > _TIDY:
        give_back_freed_memory()
        now, _ = resident()
    return most_resident() > limits.megabytes * _MEGABYTE // 2 or now > LEFT_BEHIND


def _limit_memory(size: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file


def _become_first_to_end() -> None:
    """Let a machine that runs out of memory end this process rather than the index's."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
