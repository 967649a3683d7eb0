"""Grams: what an index keeps of a text's tokens, so that a sequence of them is found fast.

At a token's position the index keeps: a run as it is; a character joined with the character after it; a character
alone where no character follows, or where a run stands before it. So every sequence of tokens can be found by exact
grams, except one lone character, which is found by the prefix of its grams.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis.array_types import Codes, Kinds
from indexer.analysis.kinds import is_run
from indexer.analysis.token_codes import RUN, token_codes
from indexer.compiled import compiled

LONE, PAIR = 1, 2
"""The grams that may stand at a token: the token by itself, and the token with the next one."""

START, END = 0, RUN
"""What stands for the codes of tokens before the first and after the last: neither a run before nor a character after."""


@dataclass(frozen=True, slots=True)
class Gram:
    """A term of the `grams` index and its position, the number of its first token in the text or query."""

    text: str
    position: int


def index_grams(sequence: Sequence[str]) -> Iterator[Gram]:
    """Yield the grams an index keeps of a text's tokens, in order of position; where two stand, the pair first."""
    for position, shapes in enumerate(gram_shapes(sequence)):
        if shapes & PAIR:
            yield Gram(sequence[position] + sequence[position + 1], position)
        if shapes & LONE:
            yield Gram(sequence[position], position)


def query_grams(sequence: Sequence[str]) -> tuple[Gram, ...]:
    """Return the fewest grams that together show that `sequence` stands in a text.

    Empty exactly when `sequence` is empty or one lone character, which is found by the prefix of its grams.
    """
    if len(sequence) == 1 and not is_run(sequence[0]):
        return ()
    grams = []
    before = 0
    for position, shapes in enumerate(gram_shapes(sequence)):
        if shapes & PAIR:
            grams.append(Gram(sequence[position] + sequence[position + 1], position))
        elif not before & PAIR:  # else the pair before shows this token too
            grams.append(Gram(sequence[position], position))
        before = shapes
    return tuple(grams)


def gram_shapes(sequence: Sequence[str]) -> list[int]:
    """Return for each token of a text which grams an index keeps there: `LONE`, `PAIR`, or both, as their sum.

    >>> gram_shapes(("2023", "年", "度")) == [LONE, PAIR | LONE, LONE]
    True
    """
    shapes: list[int] = _shapes(token_codes(sequence)).tolist()
    return shapes


@compiled
def shapes_between(before: int, code: int, after: int) -> int:
    """Return which grams an index keeps at a token, given its code and those of its neighbours: `LONE`, `PAIR`, or both."""
    if code >= RUN or after >= RUN:
        return LONE
    return PAIR | LONE if before >= RUN else PAIR


@compiled
def _shapes(codes: Codes) -> Kinds:
    shapes = np.empty(codes.size, np.uint8)
    before = START
    for at in range(codes.size):
        shapes[at] = shapes_between(before, codes[at], codes[at + 1] if at + 1 < codes.size else END)
        before = codes[at]
    return shapes
