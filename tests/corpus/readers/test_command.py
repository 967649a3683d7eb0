"""Programs that are run for one file."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest

from corpus.readers.command import CANNOT_RUN, Limits, run_command
from tests.corpus.readers.processes import wait_for_end, wait_for_text

_LEAVES_A_CHILD = "sleep 1000 & echo $! > {}; wait"


def test_the_exit_code_and_the_output_are_those_of_the_command() -> None:
    """It has no input."""
    with tempfile.TemporaryFile() as output:
        assert run_command(["sh", "-c", "cat; echo 甲; exit 3"], Limits(20), output=output) == 3
        output.seek(0)
        assert output.read().decode() == "甲\n"


def test_a_command_that_is_none_is_told_by_the_code() -> None:
    """As shells do."""
    assert run_command(["/no/such/command"], Limits(20)) == CANNOT_RUN


def test_what_takes_too_long_ends_with_all_that_it_started(tmp_path: Path) -> None:
    """Nothing runs on behind the time limit."""
    named = tmp_path / "child"
    with pytest.raises(subprocess.TimeoutExpired):
        run_command(["sh", "-c", _LEAVES_A_CHILD.format(named)], Limits(2))
    wait_for_end(int(wait_for_text(named)))
