"""BM25 over one kind of term, title and body as one text: what ranking does without any of our combinations."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from benchmarks.relevance.metrics import DEPTH
from corpus.report import Report
from indexer.analysis import is_alphanumeric, is_run, split_words, tokenize
from indexer.ranking import K1, B, inverse_document_frequency

Splitter = Callable[[Sequence[str]], list[str]]


def pairs(tokens: Sequence[str]) -> list[str]:
    """Return a text's neighbouring characters two by two, and its runs of letters or digits as they are.

    >>> pairs(("防", "汛", "，", "2023", "年"))
    ['防汛', '2023']
    """
    runs = [token for token in tokens if is_run(token)]
    joined = (
        first + second
        for first, second in pairwise(tokens)
        if not is_run(first) and not is_run(second) and is_alphanumeric(first) and is_alphanumeric(second)
    )
    return [*joined, *runs]


BASELINES: dict[str, Splitter] = {"bm25_words": split_words, "bm25_pairs": pairs}
"""jieba's words without overlap, and pairs of characters."""


class Baseline:
    """An index in memory of terms to documents and frequencies."""

    def __init__(self, reports: Iterable[Report], split: Splitter) -> None:
        self._split = split
        self._ids: list[str] = []
        self._postings: dict[str, tuple[array[int], array[int]]] = {}
        lengths: list[int] = []
        for doc, report in enumerate(reports):
            counts = Counter(split(tokenize(f"{report.title}\n{report.body}")))
            self._ids.append(report.id)
            lengths.append(counts.total())
            for term, count in counts.items():
                docs, frequencies = self._postings.setdefault(term, (array("I"), array("I")))
                docs.append(doc)
                frequencies.append(count)
        self._norm = K1 * (1 - B + B * np.array(lengths) / max(1.0, float(np.mean(lengths))))

    def ask(self, question: str) -> list[str]:
        """Return the ids of the best `DEPTH` documents; a document with no term of the question is never among them."""
        scores: npt.NDArray[np.float64] = np.zeros(len(self._ids))
        for term in set(self._split(tokenize(question))) & self._postings.keys():
            docs, frequencies = (np.frombuffer(each, dtype=np.uint32) for each in self._postings[term])
            weight = inverse_document_frequency(len(self._ids), len(docs))
            scores[docs] += weight * frequencies * (K1 + 1) / (frequencies + self._norm[docs])
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [self._ids[doc] for doc in best if scores[doc] > 0]
