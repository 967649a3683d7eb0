"""Near-identical texts among many, whatever their titles: by sketches, of which only those with equal pieces are compared."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from indexer.analysis.batch import tokenize_texts
from indexer.similarity.groups import SMALLEST
from indexer.similarity.sketches import SKETCH, sketches

ALIKE = 0.9
"""Share of equal bytes of two sketches from which on their texts count as near-identical."""

_BAND = 4
"""Bytes of a sketch that have to be equal for two texts to be compared: of texts that are `ALIKE` some of the 16 pieces are, all but surely."""

_LEADERS = 8
"""Different texts with one piece that further ones are compared with: forms share their whole frame."""

Sketches = npt.NDArray[np.uint8]


def sketches_of(texts: Sequence[str]) -> tuple[Sketches, npt.NDArray[np.int64]]:
    """Return the sketches of texts, uint8[texts, SKETCH], and how many tokens each has."""
    tokenized = tokenize_texts(texts)
    runs = np.array([zlib.crc32(run.encode()) for run in tokenized.runs], dtype=np.int64)
    return sketches(tokenized.codes, tokenized.starts, runs), np.diff(tokenized.starts)


def near_identical(sketched: Sketches, sizes: npt.NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of near-identical texts, the earlier one first, and how alike they are; each later one is in one pair.

    Texts of fewer than `SMALLEST` tokens tell too little and are left out.
    """
    best: dict[int, tuple[float, int]] = {}
    for one, other in _candidates(sketched, np.flatnonzero(sizes >= SMALLEST)):
        alike = np.count_nonzero(sketched[one] == sketched[other]) / SKETCH
        if alike >= ALIKE:
            best[other] = max(best.get(other, (0.0, 0)), (alike, -one))
    yield from ((-one, other, alike) for other, (alike, one) in sorted(best.items()))


def _candidates(sketched: Sketches, texts: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that have a piece of their sketches in common, an earlier one first."""
    for first in range(0, SKETCH, _BAND):
        pieces = np.ascontiguousarray(sketched[texts, first : first + _BAND]).view("<u4").ravel()
        order = np.argsort(pieces, kind="stable")
        _, starts, sizes = np.unique(pieces[order], return_index=True, return_counts=True)
        shared = sizes > 1
        for start, size in zip(starts[shared].tolist(), sizes[shared].tolist(), strict=True):
            members = texts[order[start : start + size]].tolist()
            yield from ((one, other) for other in members for one in members[:_LEADERS] if one < other)
