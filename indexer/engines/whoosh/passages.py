"""The best passage of each of a few reports: the second step of ranking, from positions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import Array
from indexer.engines.whoosh.segment import TEXT_SLOT
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.fields import FIELD
from indexer.ranking import BLOCK, ROUNDING

BODY, TITLE = TEXT_SLOT["body"], TEXT_SLOT["title"]

_TITLE_WEIGHT = FIELD["title"].weight


@dataclass(frozen=True, slots=True)
class BestPassages:
    """By report asked for: the score of its best passage, and how far into the body it begins, both float64."""

    scores: npt.NDArray[np.float64]
    begins: npt.NDArray[np.float64]


def best_passages(snapshot: Snapshot, place: int, numbers: Array, terms: Sequence[tuple[str, float]]) -> BestPassages:
    """Score the passages of some reports of a segment (`numbers`, ascending) by weighted grams."""
    segment = snapshot.segments[place]
    lengths = segment.lengths("grams", "body")
    nothing = BestPassages(np.zeros(numbers.size), np.zeros(numbers.size))
    if lengths is None or not numbers.size:
        return nothing
    sizes = lengths[numbers].astype(np.int64)
    blocks = np.maximum(1, -(-sizes // BLOCK))
    first = np.cumsum(blocks) - blocks
    total = int(blocks.sum())
    owner = np.repeat(np.arange(numbers.size), blocks)
    found = [(rows, weight) for gram, weight in terms if (rows := snapshot.rows("grams", gram)[place])]
    titles = np.zeros((len(found), numbers.size))
    lines, body_rows, held_at = [], [], []
    for line, (rows, _) in enumerate(found):
        if BODY in rows:
            held, at = _held(segment.grams.docs(rows[BODY]), numbers)
            if held.size:
                lines.append(line)
                body_rows.append(rows[BODY])
                held_at.append(at)
        if TITLE in rows:
            held, at = _held(segment.grams.docs(rows[TITLE]), numbers)
            titles[line, held] = _TITLE_WEIGHT * segment.grams.frequencies_at(rows[TITLE], at)
    bodies = np.zeros((len(found), total))
    if lines:
        which, reports, positions = segment.grams.positions_of(body_rows, held_at)
        blocks_hit = first[np.searchsorted(numbers, reports)] + positions // BLOCK
        hits = np.bincount(np.array(lines)[which] * total + blocks_hit, minlength=bodies.size)
        bodies += hits.reshape(bodies.shape)
    # A passage is a block and the next one of the same report.
    bodies[:, :-1] += bodies[:, 1:] * (owner[1:] == owner[:-1])
    bodies += titles[:, owner]
    norms = snapshot.passage_norms[place][numbers][owner]
    scores = np.array([weight for _, weight in found]) @ (bodies / (bodies + norms))
    best = np.maximum.reduceat(scores, first)
    # The first of the best passages of each report; sums of the same numbers may differ in the last digits.
    places = np.flatnonzero(scores >= best[owner] - ROUNDING)
    leading = places[np.searchsorted(places, first)]
    return BestPassages(best, (leading - first) * BLOCK / np.maximum(sizes, 1))


def _held(docs: Array, numbers: Array) -> tuple[Array, Array]:
    """Give which of the reports `numbers` are in a row, and at which of its postings."""
    narrow = numbers.astype(docs.dtype)
    at = np.minimum(np.searchsorted(docs, narrow), docs.size - 1)
    held = np.flatnonzero(docs[at] == narrow)
    return held, at[held]
