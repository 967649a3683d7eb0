"""The query parser and compiler on any text: nothing is raised, and what is highlighted and noted fits the query."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import islice

from tests.hostile.fuzzing import fuzz

SEEDS = 300


def _prepare() -> tuple[Callable[[bytes], None], Sequence[bytes]]:
    from service.query.compile import compile_query
    from tests.hostile.grammar import LONGEST, queries

    def check(content: bytes) -> None:
        text = content.decode("utf-8", "replace")[:LONGEST]
        compiled = compile_query(text)
        assert all(compiled.highlights), "an empty highlight"
        assert all(0 <= note.start <= note.end <= len(text) for note in compiled.interpretation.notes)

    return check, [each.encode() for each in islice(queries(random.Random(1)), SEEDS)]


if __name__ == "__main__":
    fuzz(_prepare)
