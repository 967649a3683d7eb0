"""The best passage of each of a few reports: the second step of ranking, from positions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search import loops
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL
from indexer.fields import FIELD

BODY, TITLE = TEXT_ORDINAL["body"], TEXT_ORDINAL["title"]


@dataclass(frozen=True, slots=True)
class BestPassages:
    """By report asked for: the score of its best passage, and how far into the body it begins, both float64."""

    scores: npt.NDArray[np.float64]
    begins: npt.NDArray[np.float64]


def best_passages(
    snapshot: Snapshot, segment_ordinal: int, docs: Array, terms: Sequence[tuple[str, float]]
) -> BestPassages:
    """Return the best passages, by weighted grams, of some reports of a segment (`docs`, ascending)."""
    segment = snapshot.segments[segment_ordinal]
    lengths = segment.lengths("grams", "body")
    best = BestPassages(np.zeros(docs.size), np.zeros(docs.size))
    found = [(rows, weight) for gram, weight in terms if (rows := snapshot.terms.rows("grams", gram)[segment_ordinal])]
    if not docs.size or not found:
        return best
    loops.score_passages(
        segment.grams.arrays,
        docs.astype(np.int64),
        np.array([rows.start for rows, _ in found]),
        np.array([rows.stop for rows, _ in found]),
        np.array([weight for _, weight in found]),
        BODY,
        TITLE,
        float(FIELD["title"].weight),
        segment.grams.widths[BODY],
        segment.grams.uniform_widths[BODY],
        np.zeros(docs.size, dtype=np.int64) if lengths is None else lengths[docs].astype(np.int64),
        snapshot.terms.passage_norms()[segment_ordinal][docs],
        best.scores,
        best.begins,
    )
    return best
