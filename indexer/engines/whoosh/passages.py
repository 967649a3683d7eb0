"""The best passage of each of a few reports: the second step of ranking, from positions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import Array
from indexer.engines.whoosh.segment import TEXT_SLOT
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.ranking import BLOCK, K1, PASSAGE, B

BODY = TEXT_SLOT["body"]


@dataclass(frozen=True, slots=True)
class BestPassages:
    """By report asked for: the score of its best passage, float64, and the atom it starts at, int64."""

    scores: npt.NDArray[np.float64]
    starts: Array


def best_passages(snapshot: Snapshot, place: int, numbers: Array, terms: Sequence[tuple[str, float]]) -> BestPassages:
    """Score the passages of some reports of a segment (`numbers`, ascending) by weighted grams of the body."""
    segment = snapshot.segments[place]
    lengths = segment.lengths("grams", "body")
    nothing = BestPassages(np.zeros(numbers.size), np.zeros(numbers.size, dtype=np.int64))
    if lengths is None or not numbers.size:
        return nothing
    sizes = lengths[numbers].astype(np.int64)
    blocks = np.maximum(1, -(-sizes // BLOCK))
    first = np.cumsum(blocks) - blocks
    total = int(blocks.sum())
    rows, weights = [], []
    for gram, weight in terms:
        row = snapshot.rows("grams", gram)[place].get(BODY)
        if row is not None:
            rows.append(row)
            weights.append(weight)
    if not rows:
        return nothing
    counts = np.zeros((len(rows), total))
    narrow = numbers.astype(np.uint16)
    for line, row in zip(counts, rows, strict=True):
        docs = segment.grams.docs(row)
        at = np.minimum(np.searchsorted(docs, narrow), docs.size - 1)
        held = docs[at] == narrow
        if held.any():
            reports, positions = segment.grams.positions(row, at[held])
            line += np.bincount(first[np.searchsorted(numbers, reports)] + positions // BLOCK, minlength=total)
    # A passage is a block and the next one of the same report.
    owner = np.repeat(np.arange(numbers.size), blocks)
    follows = np.append(owner[1:] == owner[:-1], False)
    counts[:, :-1] += counts[:, 1:] * follows[:-1]
    begins = (np.arange(total) - first[owner]) * BLOCK
    norms = K1 * (1 - B + B * np.clip(sizes[owner] - begins, 1, PASSAGE) / snapshot.mean_passage)
    scores = np.asarray(weights) @ (counts / (counts + norms))
    best = np.maximum.reduceat(scores, first)
    # The first passage with the best score, of each report.
    places = np.flatnonzero(scores == best[owner])
    leading = places[np.searchsorted(places, first)]
    return BestPassages(best, begins[leading])
