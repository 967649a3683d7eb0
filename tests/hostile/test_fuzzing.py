"""Readers and the query parser, fuzzed for a bounded number of runs; more of them in `make attack`."""

from __future__ import annotations

import pytest

from tests.hostile.attacks.fuzzing import HARNESSES, run_harness
from tests.hostile.fuzzing import is_guided

RUNS = 500


@pytest.mark.parametrize("module", HARNESSES)
def test_no_input_makes_it_fail(module: str) -> None:
    """A harness runs as often as it is told, with atheris wherever that is installed, and finds nothing."""
    ran = run_harness(module, runs=RUNS)
    assert ran.returncode == 0, ran.stderr[-4_000:]
    assert f"{RUNS} runs, {'guided by coverage' if is_guided() else 'without atheris'}" in ran.stdout
    assert "Is the code instrumented for coverage?" not in ran.stderr
