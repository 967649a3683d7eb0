"""How likely a text is in everyday Chinese, by the frequencies of jieba's dictionary."""

from __future__ import annotations

import numpy as np

from indexer.analysis.dictionary import tables
from indexer.analysis.token_codes import token_codes
from indexer.analysis.word_graph import Dictionary, find_path


def likelihood(text: str) -> float:
    """Return the logarithm of how likely the words of a text are, where it is split the likeliest way.

    >>> likelihood("邻居") > likelihood("民居") > likelihood("邻具")
    True
    """
    codes = token_codes(tuple(text))
    scores = np.empty(codes.size + 1, np.float64)
    find_path(Dictionary(*tables()[:4]), codes, scores, np.empty((codes.size, 4), np.int32))
    return float(scores[0])
