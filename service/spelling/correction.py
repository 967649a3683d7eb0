"""What was probably meant by a stretch of Chinese: the word of the archive that what was typed is most easily a slip for."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest

from indexer.analysis import split_words
from service.spelling.word_table import LONGEST, SHORTEST, Meant, WordTable

LONGEST_STRETCH = 16
"""Characters of a stretch that are looked at: more is a pasted sentence."""

_LOOKED_AT = 6
"""Corrections that are compared by the reports that hold them."""

_PER_CHARACTER = 1.0
"""What speaks for each character of a word: that three fit by chance is less likely than that two do."""

_HELD = 0.5
"""What the logarithm of reports that hold the whole stretch, corrected, weighs."""

_UNSEEN = 0.2
"""What counts for the reports of what no report holds."""

_BELIEVED = -5.0
"""The least score of a word that is offered."""

_FAR_MORE = 10
"""How many times as many reports must hold the corrected stretch where some hold what was typed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an archive holds: its words as a table, how many reports have each of some words, and how many hold a text."""

    table: WordTable
    words: Callable[[Iterable[str]], Mapping[str, int]]
    holding: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Correction:
    text: str
    meant: Meant
    start: int

    @property
    def joints(self) -> tuple[str, ...]:
        """The word with the character before it, and with the one after it."""
        end = self.start + len(self.meant.word)
        before, after = self.text[max(self.start - 1, 0) : end], self.text[self.start : end + 1]
        return tuple(each for each in (before, after) if each != self.meant.word) or (self.meant.word,)

    @property
    def score(self) -> float:
        return self.meant.score + _PER_CHARACTER * len(self.meant.word)


def correction(typed: str, evidence: Evidence) -> str:
    """Return what was probably meant by a stretch of Chinese characters; "" where it was probably meant as it stands.

    What the archive has as words is never doubted.
    """
    unknown = _unknown_positions(typed, evidence)
    if not unknown or not SHORTEST <= len(typed) <= LONGEST_STRETCH:
        return ""
    likely = nlargest(_LOOKED_AT, set(_corrections(typed, unknown, evidence.table)), key=lambda each: each.score)
    believable = [each for each in likely if each.meant.score > _BELIEVED and any(map(evidence.holding, each.joints))]
    held = {each: evidence.holding(each.text) for each in believable}
    least = _FAR_MORE * evidence.holding(typed)
    best = max(
        (each for each, count in held.items() if count >= least),
        key=lambda each: each.score + _HELD * math.log(held[each] + _UNSEEN),
        default=None,
    )
    return best.text if best else ""


def _corrections(typed: str, unknown: frozenset[int], table: WordTable) -> Iterator[_Correction]:
    """Yield the stretch with each part that has unknown characters replaced by words that may have been meant."""
    costs = table.costs(typed)
    for start in range(len(typed)):
        for end in range(start + SHORTEST, min(start + LONGEST, len(typed)) + 1):
            if unknown.isdisjoint(range(start, end)):
                continue
            part = typed[start:end]
            for meant in (*table.replaced(costs[start:end], _LOOKED_AT), *table.edited(part)):
                yield _Correction(typed[:start] + meant.word + typed[end:], meant, start)


def _unknown_positions(typed: str, evidence: Evidence) -> frozenset[int]:
    """Return the positions of the characters that stand in no word which the archive has."""
    words = split_words(tuple(typed))
    counts = evidence.words([word for word in words if len(word) > 1])
    found: set[int] = set()
    at = 0
    for word in words:
        if not counts.get(word):
            found.update(range(at, at + len(word)))
        at += len(word)
    return frozenset(found)
