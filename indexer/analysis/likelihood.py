"""How likely a text is in everyday Chinese, by the frequencies of jieba's dictionary."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.analysis.array_types import Floats
from indexer.analysis.dictionary import tables
from indexer.analysis.token_codes import token_codes
from indexer.analysis.word_graph import Dictionary, find_path

_BREAK = "\n"
"""What no path goes through: behind it the sum begins anew."""


def likelihood(text: str) -> float:
    """Return the logarithm of how likely the words of a text are, where it is split the likeliest way.

    >>> likelihood("邻居") > likelihood("民居") > likelihood("邻具")
    True
    """
    return float(_sums(text)[0])


def likelihoods(texts: Sequence[str]) -> list[float]:
    """Return the likelihood of each of many texts in a single line, in the time that a few would take one by one.

    >>> likelihoods(["邻居", "民居"]) == [likelihood("邻居"), likelihood("民居")]
    True
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    found: list[float] = _sums(_BREAK.join(texts))[np.cumsum(lengths) - lengths].tolist()
    return found


def _sums(text: str) -> Floats:
    """Return the likelihood from each character of a text to the next break, float64[characters + 1]."""
    codes = token_codes(text)
    scores = np.empty(codes.size + 1, np.float64)
    find_path(Dictionary(*tables()[:4]), codes, scores, np.empty((codes.size, 4), np.int32))
    return scores
