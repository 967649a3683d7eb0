"""What a process that is killed has started ends with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.readers.processes import wait_for_end, wait_for_text

ROOT = Path(__file__).parents[3]

_COMMAND = """
from corpus.readers.command import Limits, run_command
run_command(["sh", "-c", "sleep 1000 & echo $! > {named}; wait"], Limits(1000))
"""
_CHILD = """
import os, time
from pathlib import Path
from corpus.readers.child import yielded_by_child

def make():
    Path({named!r}).write_text(str(os.getpid()))
    yield time.sleep(1000)

list(yielded_by_child(make, seconds=1000, megabytes=64))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell no process that its parent has ended")
@pytest.mark.parametrize("program", [_COMMAND, _CHILD], ids=["command", "child"])
def test_a_killed_process_leaves_nothing_behind(program: str, tmp_path: Path) -> None:
    """Neither a child in which a library runs, nor a command, nor what that has started."""
    named = tmp_path / "started"
    process = subprocess.Popen([sys.executable, "-c", program.format(named=str(named))], cwd=ROOT)
    started = int(wait_for_text(named))
    process.kill()
    process.wait()
    wait_for_end(started)
