"""The words of an archive as arrays, so that what was typed is compared with all of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from service.spelling.slips import Costs, Slips

SHORTEST, LONGEST = 2, 5
"""Characters of the words that are compared: jieba's dictionary has few longer ones, and the pieces of those beside them."""

SECOND_SLIP = 1.7
"""What each slip after the first costs more in one word."""

EDIT = 5.0
"""The cost of a character too few, or of two that changed places."""

_TOO_MANY, _DOUBLED = 9.0, 4.0
"""The costs of a character too many, and of one that is there twice: shorter texts are likelier by themselves."""

_SLOPE = 0.4
"""What the logarithm of a word's reports weighs beside costs: the commonest word is not always the one that was meant."""

_BITS = 15
"""Bits of a character's number: no alphabet of words has more than 21,000 characters."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A word that may have been meant by a stretch, and how unlikely the slips are that made one of the other."""

    word: str
    cost: float


class WordTable:
    """Words with about how many reports have each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = {word: count for word, count in counts.items() if SHORTEST <= len(word) <= LONGEST}
        alphabet = "".join(sorted(set("".join(self.counts))))
        self._positions = {character: number for number, character in enumerate(alphabet)}
        self._slips = Slips(alphabet)
        self._words: dict[int, list[str]] = {
            length: [word for word in self.counts if len(word) == length] for length in range(SHORTEST, LONGEST + 1)
        }
        self._characters = {
            length: np.array([[self._positions[each] for each in word] for word in words], dtype=np.int32).reshape(
                -1, length
            )
            for length, words in self._words.items()
        }
        self._shortened = {
            length: [_keys(np.delete(characters, column, axis=1)) for column in range(length)]
            for length, characters in self._characters.items()
        }
        self._frequencies = {
            length: _SLOPE * np.log(np.array([self.counts[word] for word in words], dtype=np.float32))
            for length, words in self._words.items()
        }

    def costs(self, typed: str) -> list[Costs]:
        """Return the costs of each typed character, as `replaced` takes them."""
        return [self._slips.costs(character) for character in typed]

    def replaced(self, costs: list[Costs], most: int) -> Iterator[Meant]:
        """Yield the words of as many characters that were most probably meant."""
        characters = self._characters[len(costs)]
        if not len(characters):
            return
        each = np.stack([cost[characters[:, column]] for column, cost in enumerate(costs)])
        wrong = (each > 0).sum(axis=0)
        cost = each.sum(axis=0) + SECOND_SLIP * np.maximum(wrong - 1, 0)
        cost[wrong == 0] = np.inf
        score = self._frequencies[len(costs)] - cost
        for number in np.argpartition(-score, min(most, len(score) - 1))[:most].tolist():
            if np.isfinite(cost[number]):
                yield Meant(self._words[len(costs)][number], float(cost[number]))

    def edited(self, typed: str) -> Iterator[Meant]:
        """Yield the words that are what was typed with a character too many or too few, or two the wrong way round."""
        for word, cost in self._edited(typed):
            if word in self.counts and word != typed:
                yield Meant(word, cost)

    def _edited(self, typed: str) -> Iterator[tuple[str, float]]:
        for at in range(len(typed)):
            doubled = at > 0 and typed[at] == typed[at - 1]
            yield typed[:at] + typed[at + 1 :], _DOUBLED if doubled else _TOO_MANY
            yield typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :], EDIT
        yield from ((word, EDIT) for word in self._with_one_more(typed))

    def _with_one_more(self, typed: str) -> Iterator[str]:
        length = len(typed) + 1
        if length not in self._words or any(each not in self._positions for each in typed):
            return
        wanted = _keys(np.array([[self._positions[each] for each in typed]], dtype=np.int32))
        for keys in self._shortened[length]:
            yield from (self._words[length][number] for number in np.flatnonzero(keys == wanted).tolist())


def _keys(characters: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Return a number for each row of up to four characters of an alphabet, int32[words, characters]: different rows have different ones."""
    keys = np.zeros(len(characters), dtype=np.int64)
    for column in characters.T:
        keys = (keys << _BITS) | column
    return keys
