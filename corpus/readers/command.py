"""Running a program for one file: it has a time limit and no input, and nothing of it stays, however the process that reads ends."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.readers import ending

CANNOT_RUN = ending.CANNOT_RUN


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` until the program is ended; with `any_memory` it may take more than the process that reads."""

    seconds: int
    any_memory: bool = False


def run_command(
    command: Sequence[str],
    limits: Limits,
    *,
    output: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Return the exit code of a command, `CANNOT_RUN` where there is none; what it prints goes to `output`.

    Raises `subprocess.TimeoutExpired`. The command ends with whatever it has started.
    """

    def limit() -> None:  # the process that reads has one thread
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))  # the time that passes is what counts
        if limits.any_memory:
            _, hard = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))

    watched = [sys.executable, "-I", "-S", str(Path(ending.__file__)), str(os.getpid()), *command]
    process = subprocess.Popen(  # noqa: S603  # a command of the operator's, or one of ours
        watched,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if output is None else output,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
        preexec_fn=limit,
    )
    try:
        return process.wait(limits.seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
