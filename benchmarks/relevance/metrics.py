"""How good one ranked list is, and the mean over many. A report answers a question or doesn't: there are no grades."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

DEPTH = 10
"""Hits of the first page. What stands below counts as not found, for MRR too."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over a question set, each from 0 to 1."""

    ndcg: float
    recall: float
    mrr: float


def score(ranked: Sequence[str], relevant: Collection[str]) -> Scores:
    """Return the scores of the first `DEPTH` ranked ids; `relevant` must not be empty.

    nDCG as in Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques" (2002), gains 0 and 1.

    >>> score(["x", "a"], {"a"})
    Scores(ndcg=0.6309297535714575, recall=1.0, mrr=0.5)
    """
    ranks = [rank for rank, each in enumerate(ranked[:DEPTH], start=1) if each in relevant]
    ideal = sum(_discount(rank) for rank in range(1, min(len(relevant), DEPTH) + 1))
    return Scores(
        ndcg=sum(map(_discount, ranks)) / ideal,
        recall=len(ranks) / len(relevant),
        mrr=1 / ranks[0] if ranks else 0.0,
    )


def mean(scores: Collection[Scores]) -> Scores:
    """Return the means of `scores`, rounded to four decimals."""
    return Scores(
        ndcg=round(fmean(each.ndcg for each in scores), 4),
        recall=round(fmean(each.recall for each in scores), 4),
        mrr=round(fmean(each.mrr for each in scores), 4),
    )


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)
