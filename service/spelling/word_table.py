"""The words of an archive, to be compared with what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from service.spelling.shortened_words import LONGEST_LEFT, ShortenedWords
from service.spelling.slips import Costs, Slips
from service.spelling.words_of_length import Meant, WordsOfLength

SHORTEST, LONGEST = 2, LONGEST_LEFT + 1
"""Characters of the words that are compared: jieba's dictionary has few longer ones, and the pieces of those beside them."""

EDIT = 5.0
"""The cost of a character too few, or of two that changed places."""

_TOO_MANY, _DOUBLED = 9.0, 4.0
"""The costs of a character too many, and of one that is there twice: shorter texts are likelier by themselves."""

_CHARACTERS = 64
"""Typed characters whose costs are kept: some 20 kB each."""

_PARTS = 2_048
"""Parts of what was typed whose likeliest words are kept, some 1.5 kB each: a text and its corrections have most of them in common, and so have queries."""


class WordTable:
    """Words of Chinese characters with about how many reports have each."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = {word: count for word, count in counts.items() if SHORTEST <= len(word) <= LONGEST}
        alphabet = "".join(sorted(set("".join(self.counts))))
        costs = lru_cache(maxsize=_CHARACTERS)(Slips(alphabet).costs)
        by_length: dict[int, dict[str, int]] = {}
        for word, count in self.counts.items():
            by_length.setdefault(len(word), {})[word] = count
        words = {length: WordsOfLength(own, alphabet) for length, own in by_length.items()}
        # Of what refers to this table itself, memory would be freed by the garbage collector alone.
        self._replaced = lru_cache(maxsize=_PARTS)(partial(_replaced, words, costs))
        self._shortened = ShortenedWords(sorted(self.counts, key=self.counts.__getitem__, reverse=True))

    def replaced(self, typed: str, *, within: float, most: int) -> Sequence[Meant]:
        """Return up to `most` words of as many characters that were most probably meant, at a cost of at most `within`, the best first."""
        return self._replaced(typed, within, most)

    def edited(self, typed: str, *, most: int) -> Iterator[Meant]:
        """Yield the words that are what was typed with a character too many, with two the wrong way round, or one too few, of these up to `most`."""
        for word, cost in self._edited(typed, most):
            if word in self.counts and word != typed:
                yield Meant(word, cost)

    def _edited(self, typed: str, most: int) -> Iterator[tuple[str, float]]:
        for at in range(len(typed)):
            doubled = at > 0 and typed[at] == typed[at - 1]
            yield typed[:at] + typed[at + 1 :], _DOUBLED if doubled else _TOO_MANY
            yield typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :], EDIT
        yield from ((word, EDIT) for word in self._shortened.leaving(typed, most))


def _replaced(
    by_length: Mapping[int, WordsOfLength], costs: Callable[[str], Costs], typed: str, within: float, most: int
) -> Sequence[Meant]:
    words = by_length.get(len(typed))
    return words.near([costs(character) for character in typed], within, most) if words else []
