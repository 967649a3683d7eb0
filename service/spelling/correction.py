"""What was probably meant by a stretch of Chinese, as a noisy channel: how likely it is as a text, and how easily it becomes what was typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from indexer.analysis import is_chinese, likelihood, split_words
from service.spelling.word_table import LONGEST, SHORTEST, Meant, WordTable

LONGEST_STRETCH = 16
"""Characters of a stretch that are looked at: more is a pasted sentence."""

LONGEST_PHRASE = 8
"""Characters of a phrase that is looked at for words taken for others: longer ones few reports hold anyhow."""

FEW = 5
"""Reports that hold a phrase; one that as many hold is meant as it stands."""

_TRIED = 12
"""Words that are tried in place of each part, and corrections that are compared by the reports that hold them."""

LONGEST_OF_ONE = 3
"""Characters of a stretch that is corrected once: all of it is one word."""

_CORRECTED_AGAIN = 2
"""Corrections in which another word is corrected."""

_LIKELY = 0.65
"""What the logarithm of a text's likelihood weighs beside costs and reports. This and the numbers below were chosen with one half of the typo pairs in view."""

_HELD = 0.05
"""What the logarithm of reports that hold the whole stretch weighs."""

_UNSEEN = 0.6
"""What counts for the reports of what no report holds."""

_GAIN = 1.3
"""How much better than what was typed a correction must be: few queries are wrong."""

_GAIN_OF_WORD = 1.0
"""The same where no report holds what was typed, though it is a word, and some hold the correction."""

_GAIN_OF_NONSENSE = -2.0
"""The same where what was typed is no word either: nearly any text that reports hold is likelier meant."""

_FAR_MORE = 10
"""How many times as many reports must hold a correction where some hold what was typed."""

_SAME_SOUND = 2.0
"""The cost up to which words are easily taken for one another: they sound alike, or nearly."""


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
    again = once[:_CORRECTED_AGAIN] if len(typed) > LONGEST_OF_ONE else []
    twice = [more for each in again for more in _replaced(each, evidence.table)]
    candidates = (start, *_best((*once, *twice)))
    held = {each.text: evidence.holding(each.text) for each in candidates}
    gains = {each.text: _gain(each, start, held) for each in candidates if held[each.text] >= _FAR_MORE * held[typed]}
    best = max(gains, key=gains.__getitem__, default=typed)
    return best if best != typed and gains[best] > _wanted_gain(best, typed, held) else ""


def confusion(typed: str, evidence: Evidence) -> str:
    """Return the phrase that was probably meant by one whose words are right by themselves: 法治政府 by 法制政府; "" where it was meant as it stands.

    Few reports hold it as it stands, and far more with one of its words in place of another that sounds alike.
    """
    wanted = max(FEW, _FAR_MORE * evidence.holding(typed))
    held = {text: evidence.holding(text) for text in _confused(typed, evidence.table) if is_phrase(typed)}
    best = max(held, key=held.__getitem__, default="")
    return best if best and held[best] >= wanted else ""


def is_phrase(typed: str) -> bool:
    """Return whether a stretch is of several words and short enough to be looked at for words taken for others."""
    return len(typed) <= LONGEST_PHRASE and all(map(is_chinese, typed)) and len(split_words(tuple(typed))) > 1


def _confused(typed: str, table: WordTable) -> Iterator[str]:
    """Yield a phrase with each of its words replaced by those that sound alike."""
    costs, end = table.costs(typed), 0
    for word in split_words(tuple(typed)):
        start, end = end, end + len(word)
        if SHORTEST <= len(word) <= LONGEST:
            for meant in table.replaced(costs[start:end], _TRIED):
                if meant.cost <= _SAME_SOUND:
                    yield typed[:start] + meant.word + typed[end:]


def _wanted_gain(best: str, typed: str, held: Mapping[str, int]) -> float:
    if held[typed] or not held[best]:
        return _GAIN
    return _GAIN_OF_WORD if _is_word(typed) else _GAIN_OF_NONSENSE


def _is_word(text: str) -> bool:
    """Return whether a text is likelier as one word of the dictionary than as two."""
    halves = [likelihood(text[:border]) + likelihood(text[border:]) for border in range(1, len(text))]
    return bool(halves) and likelihood(text) > max(halves)


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
    for start, end in _doubtful_parts(typed.text, SHORTEST, table):
        for meant in table.replaced(costs[start:end], _TRIED):
            yield typed.with_part(start, end, meant)


def _edited(typed: _Correction, table: WordTable) -> Iterator[_Correction]:
    """Yield a stretch with each of its parts replaced by a word with a character more or less, or two the other way round."""
    for start, end in _doubtful_parts(typed.text, SHORTEST - 1, table):
        for meant in table.edited(typed.text[start:end]):
            yield typed.with_part(start, end, meant)


def _doubtful_parts(text: str, shortest: int, table: WordTable) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text but for those within words that reports hold: 防控 in 疫情防控工作 is no slip for the likelier 防空."""
    doubtful: list[int] = []
    end = 0
    for word in split_words(tuple(text)):
        start, end = end, end + len(word)
        if table.counts.get(word, 0) < FEW:
            doubtful.extend(range(start, end))
    for start, end in _parts(text, shortest):
        if any(start <= position < end for position in doubtful):
            yield start, end


def _parts(text: str, shortest: int) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        for end in range(start + shortest, min(start + LONGEST, len(text)) + 1):
            yield start, end
