"""Queries from sentences with slips: the words that were mistyped, alone or with their neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from indexer.analysis import is_chinese, normalize, tokenize, word_spans

LONGEST_QUERY = 8
"""Characters of a mistyped word with its neighbours: what somebody types, not a sentence."""


def mistyped_words(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what was typed and the word that was meant, for each word of a line `typed TAB meant` that was mistyped.

    Characters too many or too few are not told apart: both sides of a line must have as many tokens.

    >>> list(mistyped_words(["申请养老津帖。\\t申请养老津贴。"]))
    [('津帖', '津贴')]
    """
    for sentence, number in _slips(lines):
        yield sentence.words(number, number)


def with_neighbours(lines: Iterable[str], holds: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the same with the words on both sides, as many as `holds` says that some report holds together as they were meant.

    >>> list(with_neighbours(["申请养老津帖。\\t申请养老津贴。"], {"津贴", "养老津贴"}.__contains__))
    [('养老津帖', '养老津贴')]
    """
    for sentence, number in _slips(lines):
        first = last = number
        while wider := sentence.wider(first, last, holds):
            first, last = wider
        yield sentence.words(first, last)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as it was typed and as it was meant, with as many tokens, and where its words are."""

    typed: tuple[str, ...]
    meant: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def words(self, first: int, last: int) -> tuple[str, str]:
        """Return the words from one to another, as they were typed and as they were meant."""
        start, end = self.spans[first][0], self.spans[last][1]
        return "".join(self.typed[start:end]), "".join(self.meant[start:end])

    def wider(self, first: int, last: int, holds: Callable[[str], bool]) -> tuple[int, int] | None:
        """Return one word more than from `first` to `last`, to the left if that is held, or to the right; None for neither."""
        for start, end in ((first - 1, last), (first, last + 1)):
            if start >= 0 and end < len(self.spans):
                pair = self.words(start, end)
                if len(pair[1]) <= LONGEST_QUERY and _are_chinese(pair) and holds(pair[1]):
                    return start, end
        return None


def _slips(lines: Iterable[str]) -> Iterator[tuple[_Sentence, int]]:
    """Yield each sentence with the number of each of its words that was mistyped."""
    for line in lines:
        typed, _, meant = (tokenize(normalize(part)) for part in line.rstrip("\n").partition("\t"))
        sentence = _Sentence(typed, meant, tuple(word_spans(meant)))
        for number in range(len(sentence.spans) if len(typed) == len(meant) else 0):
            pair = sentence.words(number, number)
            if pair[0] != pair[1] and len(pair[1]) > 1 and _are_chinese(pair):
                yield sentence, number


def _are_chinese(pair: tuple[str, str]) -> bool:
    return all(map(is_chinese, "".join(pair)))
