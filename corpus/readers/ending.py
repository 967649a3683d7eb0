"""Ending with the parent: a process that is killed takes along what it has started, where the system is Linux.

Run as a script by `corpus.readers.command`, in a session of its own: `ending.py PARENT COMMAND ...`. It must import nothing of ours.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress

CANNOT_RUN = 127
"""The exit code for a command that is none, as shells have it."""

_PR_SET_PDEATHSIG = 1


def end_with(parent: int, by: signal.Signals) -> None:
    """Let this process get a signal when the process `parent` ends, or at once where it has ended."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(by))
    if os.getppid() != parent:
        os.kill(os.getpid(), by)


def _run(parent: int, command: list[str]) -> int:
    """Return the exit code of a command. All of the session is killed when the parent ends."""
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    end_with(parent, signal.SIGTERM)
    try:
        return subprocess.call(command)  # noqa: S603  # a command of the operator's, or one of ours
    except OSError:
        return CANNOT_RUN


if __name__ == "__main__":
    sys.exit(_run(int(sys.argv[1]), sys.argv[2:]))
