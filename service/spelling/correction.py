"""What was probably meant by a stretch of Chinese, as a noisy channel: how likely it is as a text, and how easily it becomes what was typed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from indexer.analysis import is_chinese, likelihoods, split_words
from service.spelling.odds import ACROSS_BORDERS, HELD_AS_TYPED, LIKELY, odds, odds_as_typed, odds_at_most
from service.spelling.word_table import LONGEST, SHORTEST, WordTable
from service.spelling.words_of_length import Meant

LONGEST_STRETCH = 16
"""Characters of a stretch that are looked at: more is a pasted sentence."""

LONGEST_PHRASE = 8
"""Characters of a phrase that is looked at for words taken for others: longer ones few reports hold anyhow."""

WELL_KNOWN = 5
"""Reports that hold a phrase; one that as many hold is meant as it stands."""

_TRIED = 12
"""Words that are tried in place of each part, and corrections that are compared by the reports that hold them."""

LONGEST_OF_ONE = 3
"""Characters of a stretch that is corrected once: all of it is one word."""

_CORRECTED_AGAIN = 2
"""Corrections in which another word is corrected."""

_NEIGHBOURS = 2
"""Characters on each side of what differs that a long stretch is compared with."""

_AS_MANY, _MORE, _FAR_MORE = 0.5, 3, 10
"""How many times as many reports must hold a correction where some have what was typed across a border of words; where they hold it; and one that takes a right word for another."""

_PLAIN, _MANY = 3, 20
"""Characters of a phrase, and reports that hold another of the same sound, from which it is a slip however rare the words of both are in everyday Chinese: 碳达锋."""

_NEAR = 6.0
"""The cost up to which a word is near what was typed, in sound or shape: 局限性 for 车限行 is no slip, whatever reports hold."""

_SAME_SOUND = 2.0
"""The cost up to which words are easily taken for one another: they sound alike, or nearly."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an archive holds: its words as a table, how many reports hold a text, of two characters as a word; and how many hold these anywhere."""

    table: WordTable
    holding: Callable[[str], int]
    occurring: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about the texts of one correction, about each once: how many reports hold it, and have it anywhere; how likely it is as typed where none does."""

    holding: Callable[[str], int]
    occurring: Callable[[str], int]
    unheld: Callable[[str], float]

    def as_typed(self, text: str) -> float:
        """Return how likely a text is as it was typed."""
        if self.holding(text):
            return self.unheld(text) + HELD_AS_TYPED
        return self.unheld(text) + ACROSS_BORDERS * (self.occurring(text) > 0)

    def fewest(self, text: str) -> float:
        """Return how many reports must hold a correction of a text at least."""
        return _MORE * self.holding(text) or _AS_MANY * self.occurring(text)


@dataclass(frozen=True, slots=True)
class _Correction:
    """A text that may have been meant by a stretch, and how unlikely the slips are that made one of the other."""

    text: str
    cost: float

    def with_part(self, start: int, end: int, meant: Meant) -> _Correction:
        """Return this with a part replaced, which costs what it costs."""
        return _Correction(self.text[:start] + meant.word + self.text[end:], self.cost + meant.cost)


def correction(typed: str, evidence: Evidence) -> str:
    """Return what was probably meant by a stretch of Chinese characters; "" where it was probably meant as it stands.

    What reports hold decides most: whether they hold what was typed, and what may have been meant, as they stand; of a long stretch, what
    differs with its neighbours.
    """
    if not SHORTEST <= len(typed) <= LONGEST_STRETCH:
        return ""
    asked = _Asked(cache(evidence.holding), cache(evidence.occurring), cache(odds_as_typed))
    if _is_beyond_doubt(typed, asked, evidence.table):
        return ""
    start = _Correction(typed, 0.0)
    within = _NEAR if len(typed) <= LONGEST_PHRASE else _SAME_SOUND
    once = _best((*_replaced(start, evidence.table, within), *_edited(start, evidence.table)))
    again = once[:_CORRECTED_AGAIN] if len(typed) > LONGEST_OF_ONE else []
    twice = [more for each in again for more in _replaced(each, evidence.table, within)]
    likeliest = [(_gain_at_most(each, typed, asked), each) for each in _best((*once, *twice)) if each.text != typed]
    best, gain = "", 0.0
    for most, each in sorted(likeliest, key=lambda pair: -pair[0]):
        if most <= gain:
            break  # counting who holds the others takes longer than all before
        own = _gain(each, typed, asked)
        if own > gain:
            best, gain = each.text, own
    return best or _plain_slip(typed, (each for _, each in likeliest), asked)


def _plain_slip(typed: str, corrections: Iterable[_Correction], asked: _Asked) -> str:
    """Return the correction that sounds alike and many reports hold, where none has what was typed; "" for a word of two characters, which may be one of few."""
    if not _PLAIN <= len(typed) <= LONGEST_PHRASE:
        return ""
    alike = [each.text for each in corrections if each.cost <= _SAME_SOUND and len(each.text) == len(typed)]
    if not alike or asked.holding(typed):
        return ""
    return next((text for text in alike if asked.holding(text) >= _MANY), "")


def confusion(typed: str, evidence: Evidence) -> str:
    """Return the phrase that was probably meant by one whose words are right by themselves: 法治政府 by 法制政府; "" where it was meant as it stands.

    Few reports hold it as it stands, and far more with one of its words in place of another that sounds alike.
    """
    wanted = max(WELL_KNOWN, _FAR_MORE * evidence.holding(typed))
    held = {text: evidence.holding(text) for text in _confused(typed, evidence.table) if is_phrase(typed)}
    best = max(held, key=held.__getitem__, default="")
    return best if best and held[best] >= wanted else ""


def is_phrase(typed: str) -> bool:
    """Return whether a stretch is of several words and short enough to be looked at for words taken for others."""
    return len(typed) <= LONGEST_PHRASE and all(map(is_chinese, typed)) and len(split_words(tuple(typed))) > 1


def _confused(typed: str, table: WordTable) -> Iterator[str]:
    """Yield a phrase with each of its words replaced by those that sound alike."""
    end = 0
    for word in split_words(tuple(typed)):
        start, end = end, end + len(word)
        if SHORTEST <= len(word) <= LONGEST:
            for meant in table.replaced(typed[start:end], within=_SAME_SOUND, most=_TRIED):
                yield typed[:start] + meant.word + typed[end:]


def _is_beyond_doubt(typed: str, asked: _Asked, table: WordTable) -> bool:
    """Return whether no text can be likelier than a phrase as it was typed: so are most right words, for a tenth of the work."""
    if len(typed) > LONGEST_PHRASE:
        return False
    most, as_typed = odds_at_most(typed), asked.unheld(typed)
    if most > as_typed + HELD_AS_TYPED:
        return False
    return most <= as_typed or typed in table.counts or asked.holding(typed) > 0  # counting takes as long as a search


def _gain(correction: _Correction, typed: str, asked: _Asked) -> float:
    """Return how much likelier a correction is meant than what was typed.

    Minus infinity where reports hold that, and not more the other; or hold neither, and the text is a sentence or the two don't sound alike.
    """
    before, after = _differing(typed, correction.text)
    held = asked.holding(after)
    is_surmise = not held and (len(typed) > LONGEST_PHRASE or correction.cost > _SAME_SOUND)
    if is_surmise or held < asked.fewest(before):
        return -math.inf
    return odds(after, before, cost=correction.cost, is_held=held > 0) - asked.as_typed(before)


def _gain_at_most(correction: _Correction, typed: str, asked: _Asked) -> float:
    """Return what `_gain` is at most, whoever holds the correction or what was typed."""
    before, after = _differing(typed, correction.text)
    return odds(after, before, cost=correction.cost, is_held=True) - asked.unheld(before)


def _differing(typed: str, meant: str) -> tuple[str, str]:
    """Return what of two texts is compared: all of a phrase, of a longer text what differs with its neighbours.

    >>> _differing("八十岁以上老人高龄津帖怎么领", "八十岁以上老人高龄津贴怎么领")
    ('龄津帖怎么', '龄津贴怎么')
    """
    if len(typed) <= LONGEST_PHRASE:
        return typed, meant
    start = max(_alike(typed, meant) - _NEIGHBOURS, 0)
    end = max(_alike(typed[::-1], meant[::-1]) - _NEIGHBOURS, 0)
    return typed[start : len(typed) - end], meant[start : len(meant) - end]


def _alike(one: str, other: str) -> int:
    """Return with how many of the same characters two different texts begin."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (each, its) in enumerate(pairs) if each != its), min(len(one), len(other)))


def _best(corrections: Iterable[_Correction]) -> list[_Correction]:
    """Return the likeliest of some corrections but for the reports that hold them, the best first."""
    cheapest: dict[str, float] = {}
    for each in corrections:
        cheapest[each.text] = min(each.cost, cheapest.get(each.text, math.inf))
    likely = likelihoods(tuple(cheapest))
    scores = {text: LIKELY * each - cheapest[text] for text, each in zip(cheapest, likely, strict=True)}
    return [_Correction(text, cheapest[text]) for text in nlargest(_TRIED, scores, key=scores.__getitem__)]


def _replaced(typed: _Correction, table: WordTable, within: float) -> Iterator[_Correction]:
    """Yield a stretch with each of its parts replaced by a word of as many characters that may have been meant, at a cost of at most `within`."""
    for start, end in _doubtful_parts(typed.text, SHORTEST, table):
        for meant in table.replaced(typed.text[start:end], within=within, most=_TRIED):
            yield typed.with_part(start, end, meant)


def _edited(typed: _Correction, table: WordTable) -> Iterator[_Correction]:
    """Yield a stretch with each of its parts replaced by a word with a character more or less, or two the other way round."""
    for start, end in _doubtful_parts(typed.text, SHORTEST - 1, table):
        for meant in table.edited(typed.text[start:end], most=_TRIED):
            yield typed.with_part(start, end, meant)


def _doubtful_parts(text: str, shortest: int, table: WordTable) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text, of a long one but for those within words that reports hold: 防控 is no slip for the likelier 防空."""
    if len(text) <= LONGEST_PHRASE:
        yield from _parts(text, shortest)
        return
    doubtful: list[int] = []
    end = 0
    for word in split_words(tuple(text)):
        start, end = end, end + len(word)
        if table.counts.get(word, 0) < WELL_KNOWN:
            doubtful.extend(range(start, end))
    for start, end in _parts(text, shortest):
        if any(start <= position < end for position in doubtful):
            yield start, end


def _parts(text: str, shortest: int) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        for end in range(start + shortest, min(start + LONGEST, len(text)) + 1):
            yield start, end
