"""How unlikely it is that one character is typed for another: natural logarithms of probabilities, without their sign."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from service.spelling.shapes import same_shape
from service.spelling.sounds import PRONUNCIATIONS, pronunciations, syllables

Costs = npt.NDArray[np.float32]

SAME_SOUND, SAME_SHAPE, ANY = 1.3, 3.5, 10.0
"""A character of the same sound, one that looks alike, and any other. Tuned, like those below, on half of the typo pairs."""

_NEAR_INITIAL, _NEAR_FINAL, _OTHER_HALF = 1.2, 1.6, 4.0
"""What is added where the initials or finals differ: those that speakers confuse, and others."""

_RARE_PRONUNCIATION = 0.5
"""What is added for a pronunciation that is not the usual one."""

_BOTH = 0.7
"""What a character that sounds and looks alike counts less."""

LEAST = SAME_SOUND - _BOTH
"""What any slip costs at least."""

_INITIAL = re.compile("[zcs]h|[^aeiouv]")


def _pairs(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("/")) for pair in text.split())


_NEAR_INITIALS = _pairs(
    "zh/z ch/c sh/s l/n r/l r/y h/f zh/ch z/c j/q q/x j/x b/p d/t g/k zh/j ch/q sh/x sh/ch z/s c/s h/k g/h n/m"
)
_NEAR_FINALS = _pairs(
    "ang/an eng/en ing/in ong/eng uan/an iang/ian uang/uan v/u uan/un en/un ie/ia e/uo o/uo ao/ou ai/ei ei/ui i/v"
    " ve/ie u/ou ui/uai iu/iao i/ei ian/an ia/a iao/ao ing/eng in/en i/e ong/iong ong/u uo/ou e/en ua/a"
)


class Slips:
    """The costs of mistaking the characters of an alphabet for others."""

    def __init__(self, alphabet: str) -> None:
        order = {syllable: number for number, syllable in enumerate(syllables())}
        self._order = order
        self._sounds = _sound_costs()
        self._position = {character: number for number, character in enumerate(alphabet)}
        listed = np.full((len(alphabet), PRONUNCIATIONS), len(order), dtype=np.int32)
        for number, character in enumerate(alphabet):
            for rank, pronunciation in enumerate(pronunciations(character)):
                listed[number, rank] = order[pronunciation]
        self._pronounced, self._alike = np.unique(listed, axis=0, return_inverse=True)
        """The pronunciations of characters that sound the same, and which of these each character has."""

    def costs(self, typed: str) -> Costs:
        """Return for each character of the alphabet what it costs to take the character `typed` for it."""
        costs = np.full(len(self._pronounced), ANY - SAME_SOUND, dtype=np.float32)
        for rank, pronunciation in enumerate(pronunciations(typed)):
            row = self._sounds[self._order[pronunciation]]
            for other in range(PRONUNCIATIONS):
                np.minimum(costs, row[self._pronounced[:, other]] + _RARE_PRONUNCIATION * (rank + other > 0), out=costs)
        costs = (costs + np.float32(SAME_SOUND))[self._alike]
        alike = [self._position[each] for each in same_shape(typed) if each in self._position]
        costs[alike] = np.minimum(costs[alike] - _BOTH, SAME_SHAPE)
        if typed in self._position:
            costs[self._position[typed]] = 0
        return costs


@cache
def _sound_costs() -> Costs:
    """Return what is added for each syllable that is taken for each other; the last column is for no pronunciation at all."""
    halves = [_halves(each) for each in syllables()]
    costs = np.full((len(halves), len(halves) + 1), ANY, dtype=np.float32)
    for row, (initial, final) in enumerate(halves):
        for column, (other_initial, other_final) in enumerate(halves):
            costs[row, column] = _cost(initial, other_initial, _NEAR_INITIALS, _NEAR_INITIAL) + _cost(
                final, other_final, _NEAR_FINALS, _NEAR_FINAL
            )
    return costs


def _cost(one: str, other: str, near: frozenset[frozenset[str]], cost: float) -> float:
    if one == other:
        return 0.0
    return cost if frozenset((one, other)) in near else _OTHER_HALF


def _halves(syllable: str) -> tuple[str, str]:
    """Return initial and final.

    >>> _halves("zhang"), _halves("an")
    (('zh', 'ang'), ('', 'an'))
    """
    found = _INITIAL.match(syllable)
    end = found.end() if found else 0
    return syllable[:end], syllable[end:]
