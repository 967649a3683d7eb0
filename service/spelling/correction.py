"""What was probably meant by a stretch of Chinese, as a noisy channel: how likely it is as a text, and how easily it becomes what was typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from indexer.analysis import likelihood
from service.spelling.word_table import LONGEST, SHORTEST, Meant, WordTable

LONGEST_STRETCH = 16
"""Characters of a stretch that are looked at: more is a pasted sentence."""

_TRIED = 6
"""Words that are tried in place of each part, and corrections that are compared by the reports that hold them."""

_CORRECTED_AGAIN = 2
"""Corrections in which another word is corrected."""

_LIKELY = 0.6
"""What the logarithm of a text's likelihood weighs beside costs and reports. This, `_HELD` and `_GAIN` were chosen with all typo pairs in view, none held out."""

_HELD = 0.3
"""What the logarithm of reports that hold the whole stretch weighs."""

_UNSEEN = 0.2
"""What counts for the reports of what no report holds."""

_GAIN = 1.0
"""How much better than what was typed a correction must be: few queries are wrong."""

_FAR_MORE = 10
"""How many times as many reports must hold a correction where some hold what was typed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an archive holds: its words as a table, and how many reports hold a text."""

    table: WordTable
    holding: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Correction:
    text: str
    cost: float

    def with_part(self, start: int, end: int, meant: Meant) -> _Correction:
        """Return this with a part replaced, which costs what it costs."""
        return _Correction(self.text[:start] + meant.word + self.text[end:], self.cost + meant.cost)

    @property
    def score(self) -> float:
        return _LIKELY * likelihood(self.text) - self.cost


def correction(typed: str, evidence: Evidence) -> str:
    """Return what was probably meant by a stretch of Chinese characters; "" where it was probably meant as it stands."""
    if not SHORTEST <= len(typed) <= LONGEST_STRETCH:
        return ""
    start = _Correction(typed, 0.0)
    once = _best((*_replaced(start, evidence.table), *_edited(start, evidence.table)))
    twice = [again for each in once[:_CORRECTED_AGAIN] for again in _replaced(each, evidence.table)]
    candidates = (start, *_best((*once, *twice)))
    held = {each.text: evidence.holding(each.text) for each in candidates}
    gains = {each.text: _gain(each, start, held) for each in candidates if held[each.text] >= _FAR_MORE * held[typed]}
    best = max(gains, key=gains.__getitem__, default=typed)
    return best if best != typed and gains[best] > _GAIN else ""


def _gain(correction: _Correction, start: _Correction, held: Mapping[str, int]) -> float:
    """Return how much better a correction is than what was typed, by itself and by the reports that hold each."""
    more = math.log(held[correction.text] + _UNSEEN) - math.log(held[start.text] + _UNSEEN)
    return correction.score - start.score + _HELD * more


def _best(corrections: Iterable[_Correction]) -> list[_Correction]:
    """Return the best of some corrections, the best first."""
    cheapest: dict[str, float] = {}
    for each in corrections:
        cheapest[each.text] = min(each.cost, cheapest.get(each.text, math.inf))
    return nlargest(_TRIED, (_Correction(*each) for each in cheapest.items()), key=lambda each: each.score)


def _replaced(typed: _Correction, table: WordTable) -> Iterator[_Correction]:
    """Yield a stretch with each of its parts replaced by a word of as many characters that may have been meant."""
    costs = table.costs(typed.text)
    for start, end in _parts(typed.text, SHORTEST):
        for meant in table.replaced(costs[start:end], _TRIED):
            yield typed.with_part(start, end, meant)


def _edited(typed: _Correction, table: WordTable) -> Iterator[_Correction]:
    """Yield a stretch with each of its parts replaced by a word with a character more or less, or two the other way round."""
    for start, end in _parts(typed.text, SHORTEST - 1):
        for meant in table.edited(typed.text[start:end]):
            yield typed.with_part(start, end, meant)


def _parts(text: str, shortest: int) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        for end in range(start + shortest, min(start + LONGEST, len(text)) + 1):
            yield start, end
