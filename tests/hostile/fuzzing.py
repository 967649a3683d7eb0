"""Fuzzing for a bounded number of runs: guided by coverage with atheris where that is installed, by plain mutations elsewhere.

A harness is a program that names what it fuzzes: `python -m tests.hostile.fuzz_queries --runs 10000`. It ends with exit code 0 and
prints how it ran, or with the exception that an input caused, and the input.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.hostile.mutations import mutated

LONGEST = 4_096
"""Bytes of the longest input."""

SECONDS_PER_INPUT = 20
"""libFuzzer ends the run as failed when an input takes longer."""


def is_guided() -> bool:
    """Return whether atheris is installed: it has wheels for CPython on Linux x86-64, which the lock for tests holds."""
    return find_spec("atheris") is not None


Prepare = Callable[[], tuple[Callable[[bytes], None], Sequence[bytes]]]
"""What imports what is fuzzed, not before it is called, and returns what is run on each input, and inputs to begin with."""


def fuzz(prepare: Prepare) -> None:
    """Run what `prepare` returns on inputs made from its first ones, as often as the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{options.runs} runs, {'guided by coverage' if is_guided() else 'without atheris'}", flush=True)
    if is_guided():
        _guided(prepare, runs=options.runs, seed=options.seed)
    else:
        _plain(*prepare(), runs=options.runs, seed=options.seed)


def _guided(prepare: Prepare, *, runs: int, seed: int) -> None:
    import atheris

    # Compiled loops stay as they are: Numba reads their byte code.
    with atheris.instrument_imports(include=["corpus", "service.query"]):
        check, seeds = prepare()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for number, content in enumerate(seeds):
            Path(folder, f"seed{number}").write_bytes(content)
        limits = [
            f"-runs={runs}",
            f"-seed={seed}",
            f"-max_len={LONGEST}",
            f"-timeout={SECONDS_PER_INPUT}",
            "-rss_limit_mb=4096",
        ]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={folder}/", "-verbosity=0", folder], check)
        atheris.Fuzz()


def _plain(check: Callable[[bytes], None], seeds: Sequence[bytes], *, runs: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(runs):
        content = mutated(chance.choice(seeds), chance)[:LONGEST]
        try:
            check(content)
        except Exception:  # raised again, once it is known what raised it
            print(repr(content), file=sys.stderr)
            raise
