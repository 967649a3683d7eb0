"""The best passage of each of a few reports: the second step of ranking, from positions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh import loops
from indexer.engines.whoosh.arrays import Array
from indexer.engines.whoosh.segment import TEXT_SLOT
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.fields import FIELD

BODY, TITLE = TEXT_SLOT["body"], TEXT_SLOT["title"]


@dataclass(frozen=True, slots=True)
class BestPassages:
    """By report asked for: the score of its best passage, and how far into the body it begins, both float64."""

    scores: npt.NDArray[np.float64]
    begins: npt.NDArray[np.float64]


def best_passages(snapshot: Snapshot, place: int, numbers: Array, terms: Sequence[tuple[str, float]]) -> BestPassages:
    """Score the passages of some reports of a segment (`numbers`, ascending) by weighted grams."""
    segment = snapshot.segments[place]
    lengths = segment.lengths("grams", "body")
    best = BestPassages(np.zeros(numbers.size), np.zeros(numbers.size))
    found = [(rows, weight) for gram, weight in terms if (rows := snapshot.rows("grams", gram)[place])]
    if not numbers.size or not found:
        return best
    loops.score_passages(
        segment.grams.arrays,
        numbers.astype(np.int64),
        np.array([rows.start for rows, _ in found]),
        np.array([rows.stop for rows, _ in found]),
        np.array([weight for _, weight in found]),
        BODY,
        TITLE,
        float(FIELD["title"].weight),
        segment.grams.widths[BODY],
        segment.grams.even_widths[BODY],
        np.zeros(numbers.size, dtype=np.int64) if lengths is None else lengths[numbers].astype(np.int64),
        snapshot.passage_norms[place][numbers],
        best.scores,
        best.begins,
    )
    return best
