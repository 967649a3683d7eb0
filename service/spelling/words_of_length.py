"""The words of an archive that have as many characters as one another, so that what was typed is compared with those alone that are near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.spelling.slips import LEAST, Costs

SECOND_SLIP = 1.7
"""What each slip after the first costs more in one word."""

_SLOPE = 0.4
"""What the logarithm of a word's reports weighs beside costs: the commonest word is not always the one that was meant."""

_Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Meant:
    """A word that may have been meant by a stretch, and how unlikely the slips are that made one of the other."""

    word: str
    cost: float


class WordsOfLength:
    """Words of two and more characters with about how many reports have each."""

    def __init__(self, counts: Mapping[str, int], alphabet: str) -> None:
        length = len(next(iter(counts)))
        self._words = sorted(counts)
        self._characters = _positions("".join(self._words), alphabet).reshape(-1, length)
        self._first = np.searchsorted(self._characters[:, 0], np.arange(len(alphabet) + 1)).astype(np.int32)
        self._by_second = np.argsort(self._characters[:, 1], kind="stable").astype(np.int32)
        second = self._characters[self._by_second, 1]
        self._second = np.searchsorted(second, np.arange(len(alphabet) + 1)).astype(np.int32)
        self._frequencies = _SLOPE * np.log(np.array([counts[word] for word in self._words], dtype=np.float32))

    def near(self, costs: Sequence[Costs], within: float, most: int) -> list[Meant]:
        """Return up to `most` words that were most probably meant, at a cost of at most `within`, the best first.

        `costs`: for each character that was typed what each one of the alphabet costs.
        """
        words = self._near(costs, within)
        each = np.stack([cost[self._characters[words, column]] for column, cost in enumerate(costs)])
        wrong = np.count_nonzero(each, axis=0)
        cost = each.sum(axis=0) + SECOND_SLIP * np.maximum(wrong - 1, 0)
        kept = np.flatnonzero((wrong > 0) & (cost <= within))
        score = self._frequencies[words[kept]] - cost[kept]
        best = kept[np.argsort(-score, kind="stable")[:most]]
        return [
            Meant(self._words[word], price)
            for word, price in zip(words[best].tolist(), cost[best].tolist(), strict=True)
        ]

    def _near(self, costs: Sequence[Costs], within: float) -> _Numbers:
        """Return the words that may cost so little: those that begin with a character that leaves something for a second slip, and those that have the second character."""
        left = max(within - SECOND_SLIP - LEAST, 0.0)
        begin = _listed(self._first, np.flatnonzero(costs[0] <= left))
        others = self._by_second[_listed(self._second, np.flatnonzero(costs[1] == 0))]
        return np.concatenate((begin, others[costs[0][self._characters[others, 0]] > left]))


def _positions(text: str, alphabet: str) -> _Numbers:
    codes, known = (np.frombuffer(each.encode("utf-32-le"), dtype="<u4") for each in (text, alphabet))
    return np.searchsorted(known, codes).astype(np.int32)


def _listed(starts: _Numbers, keys: npt.NDArray[np.intp]) -> _Numbers:
    """Return the numbers from `starts[key]` to before `starts[key + 1]`, for each key."""
    begin = starts[keys]
    lengths = starts[keys + 1] - begin
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    numbers: _Numbers = np.repeat(begin - ends + lengths, lengths) + np.arange(total, dtype=np.int32)
    return numbers
