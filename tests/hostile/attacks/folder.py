"""Eighty kinds of hostile files beside a hundred good ones, indexed at once: none of the good ones is lost, each bad one is named.

Lists of records are no part of it: a hundred thousand of them are an archive, and are read at the rate of one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.entries import ENTRIES
from tests.hostile.files import CONTENTS
from tests.hostile.folder import GOOD, index_archive, write_archive
from tests.hostile.lines import JSON, PACKED

KINDS = 80
MOST_SECONDS = 60
MOST_BYTES = 600_000_000


def run(attack: Attack) -> Figures:
    """Index the folder, at full size with a draw of the kinds; what is lost, not named or too dear is a failure."""
    failures = Failures()
    every = _writers(attack.scale)
    write_archive(attack.folder, attack.chance().sample(every, min(KINDS, len(every))))
    indexed = index_archive(attack.folder)
    if indexed.good != GOOD:
        failures.add(f"{GOOD - indexed.good} good files are lost")
    for entry in indexed.unnamed:
        failures.add(f"{entry} is not named")
    if indexed.code != 0:
        failures.add(f"exit code {indexed.code}")
    if indexed.processor_seconds > MOST_SECONDS or indexed.memory > MOST_BYTES:
        failures.add(f"{indexed.processor_seconds:.1f} s of processor time, {indexed.memory / 1e6:.0f} MB")
    return {
        "kinds": min(KINDS, len(every)),
        "good_files": indexed.good,
        "index_seconds": round(indexed.seconds, 1),
        "index_processor_seconds": round(indexed.processor_seconds, 1),
        "largest_process_mb": round(indexed.memory / 1e6),
        **failures.figures(),
    }


def _writers(scale: float) -> list[Callable[[Path], None]]:
    contents = [(name, file) for name, file in CONTENTS.items() if name not in {**JSON, **PACKED}]
    return [*(partial(file.write, name=name, scale=scale) for name, file in contents), *ENTRIES.values()]
