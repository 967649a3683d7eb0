"""Twins: reports with nearly the same text, of which judges named one. Who finds another of them is answered as well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from benchmarks.relevance.questions import Question
from indexer.analysis import is_alphanumeric, tokenize

SAME = 0.9
"""Share of the pieces of both texts that twins have in common (Jaccard): 8 % of 611 policy questions have an answer with one."""

_PIECE = 5
"""Tokens of a piece of a text."""

_CACHED = 2_000


class Twins:
    """Tells which found reports are twins of judged ones."""

    def __init__(self, body_of: Callable[[str], str]) -> None:
        """Read texts with `body_of`, which returns the body of the report with an id."""
        self._pieces = lru_cache(_CACHED)(lambda report_id: _pieces(body_of(report_id)))

    def credited(self, question: Question, ranked: Sequence[str]) -> list[str]:
        """Return the ranked ids, the first twin found of each judged report in its place, other twins of it left out.

        A judged report is answered once: by itself or by a twin, whichever stands first.
        """
        answered: set[str] = set()
        credited = []
        for report_id in ranked:
            judged = self._judged(question, report_id)
            if judged not in answered:
                credited.append(judged)
                answered.add(judged)
        return credited

    def _judged(self, question: Question, report_id: str) -> str:
        if report_id in question.relevant:
            return report_id
        twins = (each for each in sorted(question.relevant) if self._are_twins(each, report_id))
        return next(twins, report_id)

    def _are_twins(self, one: str, other: str) -> bool:
        first, second = self._pieces(one), self._pieces(other)
        shared = len(first & second)
        return shared > 0 and shared >= SAME * (len(first) + len(second) - shared)


def _pieces(text: str) -> frozenset[int]:
    tokens = [token for token in tokenize(text) if is_alphanumeric(token)]
    return frozenset(hash(tuple(tokens[start : start + _PIECE])) for start in range(len(tokens) - _PIECE + 1))
