"""The end that asks: starts the reading process, hands it files ahead of time, and ends it when it is stuck."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from enum import Enum
from multiprocessing.connection import Connection
from typing import BinaryIO

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.messages import Batch, Request, decode_batch, encode_request
from corpus.problem import Problem
from corpus.readers import Item, read_stream

READERS = "corpus.readers:read_file:read_stream:format_name"

NO_STREAM = -1
START_SECONDS = 120
"""Time for the process to start, which is no file's fault."""
_START = (
    "import sys; sys.path[:] = {path!r}; from corpus.isolation.process import ReadingLimits, serve; "
    "from corpus.readers.ocr import Ocr; serve({arguments})"
)
"""A program of its own and no child of `multiprocessing`: that would import the caller's main module, and wants a guard there."""


class Stop(Enum):
    """Why a process did not read a file to its end."""

    SLOW = "nothing was read for too long"
    KILLED = "the system ended it, for want of memory perhaps"
    CRASHED = "it ended by itself"
    UNINTELLIGIBLE = "its answer made no sense"


class IsolatedReader:
    """Reads files in a process of its own, which it starts when first needed, and again after a failure.

    Files are asked for ahead, and what is in each is taken in the same order: the process reads on meanwhile. Of the file that was read
    last, `format` is the name of its format, "" where it can't be told, and `stop` why the process did not read it to its end.
    """

    def __init__(self, limits: ReadingLimits, *, readers: str = "", stream: int = NO_STREAM) -> None:
        """Read `stream`, the descriptor of a stream, if it is given: it is waited for as long as it takes, and asked for as ""."""
        self._limits = limits
        self._readers = readers or READERS
        self._stream = stream
        self._asked: deque[Request] = deque()
        self._process: _Process | None = None
        self.format = ""
        self.stop: Stop | None = None

    @property
    def waiting(self) -> int:
        """How many files were asked for and not read yet."""
        return len(self._asked)

    def start(self) -> None:
        """Start the process, which takes a moment, so that it is there when it is needed."""
        if self._process is None:
            self._process = _Process(self._limits, self._readers, self._stream)
            for request in self._asked:
                self._process.send(request)

    def ask(self, path: str, source: str) -> None:
        """Let the process read the file at a real path, after those asked for before."""
        request = Request(path, source)
        self._asked.append(request)
        if self._process is not None:
            self._process.send(request)

    def read(self) -> Iterator[Item]:
        """Yield what the first file holds that was asked for and not read yet. Never raises for a bad file."""
        request = self._asked[0]
        self.stop, ended = None, False
        while not ended:
            batch = self._batch(request)
            ended = batch.ended
            if ended:
                self._asked.popleft()
                self.format = batch.format
            if batch.leaving:
                self.close()
            yield from batch.items

    def close(self) -> None:
        """End the process; a file that is being read is given up."""
        if self._process is not None:
            self._process.end()
            self._process = None

    def _batch(self, request: Request) -> Batch:
        """Return the next batch of a file, which is its last one, with the reason, where the process fails."""
        self.start()
        assert self._process is not None
        try:
            return self._process.batch(self._limits.longest_silence if self._stream == NO_STREAM else None)
        except _StoppedError as stopped:
            self.stop = stopped.stop
            return Batch([Problem(request.source, stopped.reason, cut_short=True)], ended=True, leaving=True)


@contextmanager
def read_isolated(stream: BinaryIO, source: str, limits: ReadingLimits) -> Iterator[Iterator[Item]]:
    """Yield what a stream of JSON lines holds, read in a process of its own; one without a descriptor is read in this one."""
    try:
        descriptor = os.dup(stream.fileno())  # 0, as that of standard input, means the process's own
    except OSError:
        yield read_stream(stream, source=source)
        return
    try:
        with closing(IsolatedReader(limits, stream=descriptor)) as reader:
            reader.ask("", source)
            yield reader.read()
    finally:
        os.close(descriptor)


class _StoppedError(Exception):
    """A process that gave no answer: why, and `reason`, which says it in Chinese."""

    def __init__(self, stop: Stop, reason: str) -> None:
        self.stop = stop
        self.reason = reason
        super().__init__(reason)


class _Process:
    """One running process, and the connection to it."""

    def __init__(self, limits: ReadingLimits, readers: str, stream: int) -> None:
        self._limits = limits
        ours, theirs = socket.socketpair()
        with theirs:
            passed = (theirs.fileno(),) if stream == NO_STREAM else (theirs.fileno(), stream)
            arguments = f"{theirs.fileno()}, {limits!r}, {readers!r}, {stream}"
            self._popen = subprocess.Popen(  # noqa: S603  # our own interpreter, with numbers and names of ours
                [sys.executable, "-c", _START.format(path=sys.path, arguments=arguments)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=passed,
            )
        self._connection = Connection(ours.detach())
        self._ready = False

    def send(self, request: Request) -> None:
        """Hand over a request; that the process is gone is told by `batch`."""
        with suppress(OSError):
            self._connection.send_bytes(encode_request(request))

    def batch(self, seconds: int | None) -> Batch:
        """Return the next batch, for which `seconds` are waited, None for any time. Raises `_StoppedError`."""
        try:
            if not self._ready and self._connection.poll(START_SECONDS):
                self._connection.recv_bytes()
                self._ready = True
            if not self._connection.poll(seconds):
                raise _StoppedError(Stop.SLOW, self._too_slow())
            return decode_batch(self._connection.recv_bytes())
        except (EOFError, OSError) as error:
            raise self._death() from error
        except (ValueError, TypeError, LookupError) as error:
            reason = f"读取进程的应答无法理解（{type(error).__name__}），请检查文件内容"
            raise _StoppedError(Stop.UNINTELLIGIBLE, reason) from error

    def end(self) -> None:
        """End the process at once."""
        self._popen.kill()
        self._popen.wait()
        self._connection.close()

    def _too_slow(self) -> str:
        return f"读了 {self._limits.seconds} 秒没有进展，已放弃，请检查文件内容，或调大 archive.file_seconds"

    def _death(self) -> _StoppedError:
        """Return why the process, which has closed its end, is gone."""
        code = self._popen.wait()
        if code == -signal.SIGXCPU:
            return _StoppedError(Stop.SLOW, self._too_slow())
        if code == -signal.SIGKILL:
            return _StoppedError(Stop.KILLED, "读取进程被系统终止，可能是内存不足，请检查文件内容和可用内存")
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(code)
        return _StoppedError(Stop.CRASHED, f"读取进程意外结束（{name}），请检查文件内容，并把这个文件报告给维护者")
