"""A generator run in a child process with little time and memory: for libraries that end the whole process on bad input."""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.readers.ending import end_with


class ChildEnded(Exception):
    """The child ended before its generator did: too much time, too much memory or a crash."""


def yielded_by_child(make: Callable[[], Iterable[object]], *, seconds: float, megabytes: int) -> Iterator[Any]:
    """Yield what the generator of `make` yields in a child, as JSON makes it. Raises `ChildEnded` after what came before.

    `seconds` of processor time are for each of the items, `megabytes` for all that is allocated beyond what there is already.
    """
    read_end, write_end = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        end_with(parent, signal.SIGKILL)
        _serve(make, write_end, seconds, megabytes)
    os.close(write_end)
    status = -1
    try:
        with os.fdopen(read_end, "rb") as stream:
            yield from (json.loads(line) for line in stream if line.endswith(b"\n"))
            status = os.waitpid(child, 0)[1]
    finally:
        if status == -1:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if status != 0:
        raise ChildEnded


def _serve(make: Callable[[], Iterable[object]], writing: int, seconds: float, megabytes: int) -> None:
    """Write the items and end this process, whatever happens: nothing of the parent's may run on in it."""
    code = 1
    with suppress(BaseException):  # the parent learns it from the code
        faulthandler.disable()  # its end is told by the parent
        _limit_memory(megabytes * 2**20)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        with os.fdopen(writing, "wb") as stream:
            for item in make():
                stream.write(json.dumps(item).encode() + b"\n")
                stream.flush()
                signal.setitimer(signal.ITIMER_PROF, seconds)
        code = 0
    os._exit(code)


def _limit_memory(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no file
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits = [each for each in (soft, hard, _allocated() + size) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))


def _allocated() -> int:
    """Return the bytes that count for the limit of data; 0 where the system does not tell."""
    with suppress(OSError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("VmData:")).split()[1])
    return 2**31
