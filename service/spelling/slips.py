"""Slips: what may have been meant by a typed stretch of Chinese, and how unlikely each slip is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.spelling.lexicon import Lexicon
from service.spelling.shapes import same_shape
from service.spelling.sounds import near_sound, readings, rhyming, same_sound

SAME_SOUND, SAME_SHAPE, NEAR_SOUND = 1.5, 2.5, 3.5
"""Natural logarithms of how unlikely it is that a character is mistaken for one of the same sound, of the same shape, or of
a sound that is often confused."""

RHYMING = 5.0
"""The same of a character that only begins or ends like it; looked at where what was typed finds nothing."""

_BOTH = 0.7
"""What a character of the same sound and the same shape counts less."""

_ANOTHER = 2.0
"""What a second wrong character counts more than the first one."""

_EDIT = 4.5
"""The same, of a character too many, too few, or of two that changed places."""

LONGEST_HOMOPHONE = 5
"""Characters of the longest word that is looked for by its sound as a whole, whatever the characters."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch as it may have been meant, where it differs (`start` to `end` of what was typed), and how unlikely that is."""

    text: str
    start: int
    end: int
    cost: float


@lru_cache(maxsize=1_024)
def alike(character: str) -> dict[str, float]:
    """Return the characters that one may have been typed for, with how unlikely each is."""
    sound, shape = same_sound(character), same_shape(character)
    costs = dict.fromkeys(near_sound(character), NEAR_SOUND)
    costs |= dict.fromkeys(shape, SAME_SHAPE)
    costs |= {each: SAME_SOUND - (_BOTH if each in shape else 0) for each in sound}
    costs.pop(character, None)
    return costs


def replaced(typed: str, position: int, *, widely: bool) -> Iterator[Slip]:
    """Yield the stretches in which the character at `position` is another one; `widely`: also one that sounds remotely alike."""
    before, after = typed[:position], typed[position + 1 :]
    likely = alike(typed[position])
    remote = dict.fromkeys(rhyming(typed[position]), RHYMING) if widely else {}
    for character, cost in {**remote, **likely}.items():
        yield Slip(before + character + after, position, position + 1, cost)


def moved(typed: str) -> Iterator[Slip]:
    """Yield the stretches without one of the characters, or with two neighbours the other way round."""
    for at in range(len(typed)):
        doubled = at > 0 and typed[at] == typed[at - 1]
        if len(typed) > 2 and (doubled or len(typed) > 3):
            yield Slip(typed[:at] + typed[at + 1 :], at, at + 1, _EDIT - 2 * doubled)
        if at + 1 < len(typed) and typed[at] != typed[at + 1]:
            yield Slip(typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :], at, at + 2, _EDIT)


def as_words(typed: str, lexicon: Lexicon) -> Iterator[Slip]:
    """Yield the stretches in which a part sounds like a word of the archive, or is one with a character too few."""
    for start in range(len(typed)):
        for end in range(start + 2, min(start + LONGEST_HOMOPHONE, len(typed)) + 1):
            part = typed[start:end]
            for word in lexicon.lacking_one(part):
                yield Slip(typed[:start] + word + typed[end:], start, end, _EDIT)
            sounds = tuple((readings(each) or ("?",))[0] for each in part)
            for word in lexicon.with_sounds(sounds):
                wrong = sum(one != other for one, other in zip(part, word, strict=True))
                if wrong > 1:
                    cost = SAME_SOUND * wrong + _ANOTHER * (wrong - 1)
                    yield Slip(typed[:start] + word + typed[end:], start, end, cost)
