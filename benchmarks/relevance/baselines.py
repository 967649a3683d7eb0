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
from indexer.analysis import atoms, is_run, is_visible_word, segments
from indexer.ranking import K1, B, inverse_document_frequency

Cutter = Callable[[Sequence[str]], list[str]]


def pairs(sequence: Sequence[str]) -> list[str]:
    """Give a text's neighbouring characters two by two, and its runs of letters or digits as they are.

    >>> pairs(("防", "汛", "，", "2023", "年"))
    ['防汛', '2023']
    """
    runs = [atom for atom in sequence if is_run(atom)]
    joined = (
        first + second
        for first, second in pairwise(sequence)
        if not is_run(first) and not is_run(second) and is_visible_word(first) and is_visible_word(second)
    )
    return [*joined, *runs]


BASELINES: dict[str, Cutter] = {"bm25_words": segments, "bm25_pairs": pairs}
"""jieba's words without overlap, and pairs of characters."""


class Baseline:
    """An index in memory of terms to documents and frequencies."""

    def __init__(self, reports: Iterable[Report], cut: Cutter) -> None:
        self._cut = cut
        self._ids: list[str] = []
        self._postings: dict[str, tuple[array[int], array[int]]] = {}
        lengths: list[int] = []
        for number, report in enumerate(reports):
            counts = Counter(cut(atoms(f"{report.title}\n{report.body}")))
            self._ids.append(report.id)
            lengths.append(counts.total())
            for term, count in counts.items():
                numbers, frequencies = self._postings.setdefault(term, (array("I"), array("I")))
                numbers.append(number)
                frequencies.append(count)
        self._norm = K1 * (1 - B + B * np.array(lengths) / max(1.0, float(np.mean(lengths))))

    def ask(self, question: str) -> list[str]:
        """Give the ids of the best `DEPTH` documents; a document with no term of the question is never among them."""
        scores: npt.NDArray[np.float64] = np.zeros(len(self._ids))
        for term in set(self._cut(atoms(question))) & self._postings.keys():
            numbers, frequencies = (np.frombuffer(each, dtype=np.uint32) for each in self._postings[term])
            weight = inverse_document_frequency(len(self._ids), len(numbers))
            scores[numbers] += weight * frequencies * (K1 + 1) / (frequencies + self._norm[numbers])
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [self._ids[number] for number in best if scores[number] > 0]
