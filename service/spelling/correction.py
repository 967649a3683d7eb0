"""The correction of a stretch of Chinese: a noisy channel over what the archive holds.

A slip is believed when the archive has what was meant so much more often than what was typed that it outweighs how unlikely
the slip is. Pairs of characters choose the slips that are looked at, whole phrases decide.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from indexer.analysis import split_words
from service.spelling.lexicon import Lexicon
from service.spelling.slips import Slip, as_words, moved, replaced
from service.spelling.sounds import readings

LONGEST = 24
"""Characters of a stretch that are looked at: more is a pasted sentence."""

_UNSEEN = 0.2
"""What counts for the occurrences of what the archive does not hold."""

_LOOKED_AT = 8
"""Slips that are compared by the reports that hold them."""

_SLOPE = 0.8
"""What a logarithm of reports weighs: the commonest word is not always the one that was meant."""

_NO_WORD = 3.0
"""What speaks against a slip that leaves the changed characters in no word of the archive."""

_KNOWN_WORD = 4.0
"""How much more has to speak for a slip that changes a word which the archive has."""

_BELIEVED = 1.5
"""What is left of the evidence for a slip that is offered."""

_HOPED_FOR = -4.0
"""The same, where the archive does not hold what was typed, nor all of its words: then nothing is lost by an offer."""

_DOUBTED = 0.5
"""The same, where the archive holds what was typed, though not as words of its own."""

_PHRASE = 4
"""Characters of a stretch that says enough as a phrase to outweigh the words it is made of."""


_RARE, _FAR_MORE = 5, 10
"""A phrase that at most so many reports hold is doubted where so many times as many hold another."""

_HOMOPHONES = 4
"""Words of the same sound that are tried for one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the archive holds: reports by pair of characters and by word, reports that hold a text, and its frequent words."""

    pairs: Callable[[Iterable[str]], Mapping[str, int]]
    words: Callable[[Iterable[str]], Mapping[str, int]]
    holding: Callable[[str], int]
    lexicon: Lexicon


def correction(typed: str, evidence: Evidence) -> str:
    """Return what was probably meant by a stretch of Chinese characters; "" where it was probably meant as it stands."""
    if not 2 <= len(typed) <= LONGEST:
        return ""
    known = _known_positions(typed, evidence)
    typed_count = evidence.holding(typed)
    is_unknown = len(known) < len(typed)
    best, most = "", _HOPED_FOR if is_unknown else _BELIEVED
    if is_unknown and typed_count:
        most = _DOUBTED
    for slip in _likely(typed, evidence, widely=is_unknown and not typed_count):
        gain = _gain(slip, typed, typed_count, known, evidence)
        if gain > most:
            best, most = slip.text, gain
    return best


def better_phrase(typed: str, evidence: Evidence) -> str:
    """Return a phrase with one word for another of the same sound that the archive has far more often; "" if there is none.

    Much cheaper than `correction`, for what finds enough as it stands: 法制政府建设, where 法治政府建设 was meant.
    """
    if not _PHRASE <= len(typed) <= LONGEST:
        return ""
    typed_count = evidence.holding(typed)
    if typed_count > _RARE:
        return ""
    counts, at = {}, 0
    for word in split_words(tuple(typed)):
        for other in _homophones(word, evidence.lexicon):
            text = typed[:at] + other + typed[at + len(word) :]
            counts[text] = evidence.holding(text)
        at += len(word)
    best = max(counts, key=counts.__getitem__, default="")
    return best if best and counts[best] >= _FAR_MORE * (typed_count + 1) else ""


def _homophones(word: str, lexicon: Lexicon) -> list[str]:
    if len(word) < 2:
        return []
    sounds = tuple((readings(each) or ("?",))[0] for each in word)
    near = [each for each in lexicon.with_sounds(sounds) if _differing(each, word) == 1]
    return near[:_HOMOPHONES]


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _gain(slip: Slip, typed: str, typed_count: int, known: frozenset[int], evidence: Evidence) -> float:
    """Return how much more the archive speaks for a slip than for what was typed."""
    count = evidence.holding(slip.text)
    if not count:
        return -math.inf
    gain = _SLOPE * (_log(count) - _log(typed_count)) - slip.cost
    if not _makes_words(slip, typed, evidence):
        gain -= _NO_WORD
    is_known = not known.isdisjoint(range(slip.start, slip.end))
    return gain - _KNOWN_WORD if is_known and (len(typed) < _PHRASE or typed_count > 5) else gain


def _makes_words(slip: Slip, typed: str, evidence: Evidence) -> bool:
    """Return whether all that a slip changes stands in words which the archive has."""
    end = slip.end + len(slip.text) - len(typed)
    return _known_positions(slip.text, evidence).issuperset(range(slip.start, end))


def _likely(typed: str, evidence: Evidence, *, widely: bool) -> list[Slip]:
    """Return the slips that the pairs of characters speak for most."""
    slips = [
        *(slip for position in range(len(typed)) for slip in replaced(typed, position, widely=widely)),
        *moved(typed),
        *as_words(typed, evidence.lexicon),
    ]
    pairs = {pair for slip in slips for pair in _changed(slip, typed)} | set(map("".join, pairwise(typed)))
    counts = evidence.pairs(pairs)
    scored = [(_pair_gain(slip, typed, counts), slip) for slip in slips]
    return [slip for _, slip in nlargest(_LOOKED_AT, scored, key=lambda pair: pair[0])]


def _pair_gain(slip: Slip, typed: str, counts: Mapping[str, int]) -> float:
    new = [_log(counts.get(pair, 0)) for pair in _changed(slip, typed)]
    old = [_log(counts.get("".join(pair), 0)) for pair in pairwise(typed[max(slip.start - 1, 0) : slip.end + 1])]
    return min(new, default=0.0) - min(old, default=0.0) + (sum(new) / max(len(new), 1)) * 0.2 - slip.cost


def _changed(slip: Slip, typed: str) -> list[str]:
    """Return the pairs of characters around and inside of what a slip changes."""
    end = slip.end + len(slip.text) - len(typed)
    return list(map("".join, pairwise(slip.text[max(slip.start - 1, 0) : end + 1])))


def _known_positions(typed: str, evidence: Evidence) -> frozenset[int]:
    """Return the positions of the characters that stand in words which the archive has."""
    words = split_words(tuple(typed))
    counts = evidence.words([word for word in words if len(word) > 1])
    found: set[int] = set()
    at = 0
    for word in words:
        if counts.get(word):
            found.update(range(at, at + len(word)))
        at += len(word)
    return frozenset(found)


def _log(count: int) -> float:
    return math.log(count + _UNSEEN)
