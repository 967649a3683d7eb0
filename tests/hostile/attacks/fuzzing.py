"""Many runs of each fuzzing harness, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.hostile.attacks.part import Attack, Failures, Figures

HARNESSES = {"tests.hostile.fuzz_queries": 200_000, "tests.hostile.fuzz_readers": 200_000}
"""The harnesses, and how many runs of each at full size."""

ROOT = Path(__file__).parents[3]


def run(attack: Attack) -> Figures:
    """Run every harness; one that ends with anything but 0 has found an input."""
    failures = Failures()
    for module, runs in HARNESSES.items():
        ran = run_harness(module, runs=attack.times(runs), seed=attack.seed)
        if ran.returncode:
            failures.add(f"{module}: {ran.stderr[-2_000:]}")
    return {
        "harnesses": len(HARNESSES),
        "runs_of_each": [attack.times(runs) for runs in HARNESSES.values()],
        **failures.figures(),
    }


def run_harness(module: str, *, runs: int, seed: int = 1) -> subprocess.CompletedProcess[str]:
    """Return what a harness printed, and how it ended."""
    command = [sys.executable, "-m", module, "--runs", str(runs), "--seed", str(seed)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:backslashreplace"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, errors="replace", check=False
    )
