"""What typed words may mean as well, by the lists of the program and of the operator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.analysis import normalize, tokenize, word_spans
from service.errors import UnreadableVocabulary
from service.operator_files import read_text
from service.vocabulary.entries import MOST_BYTES, SHIPPED, Entry, read_entries

LONGEST_WORD = 20
"""Characters of the longest word that is looked up."""

_AMBIGUOUS = 2
"""Characters of words that also arise across the border of two others: 高考 in 提高考核."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word in a text, from `start` to `end`, with the others that it may mean."""

    word: str
    start: int
    end: int
    others: tuple[str, ...]


class Vocabulary:
    """Words with what they may mean as well."""

    def __init__(self, listed: Iterable[Entry]) -> None:
        found: dict[str, dict[str, None]] = {}
        for entry in listed:
            for word, other in entry.pairs():
                found.setdefault(word, {})[other] = None
        self._others: Mapping[str, tuple[str, ...]] = {word: tuple(others) for word, others in found.items()}

    def knows(self, word: str, other: str) -> bool:
        """Return whether a word may mean the other."""
        return other in self._others.get(word, ())

    def meanings(self, text: str) -> Iterator[Meaning]:
        """Yield the words of a text that may mean something else as well, the longest at each place, from left to right.

        What the text says itself is no other word: 公积金 in 住房公积金.
        """
        folded = normalize(text)
        if len(folded) != len(text):
            return
        borders = _borders(folded)
        at = 0
        while at < len(folded):
            word = next((each for each in _starting(folded, at, borders) if each in self._others), "")
            others = tuple(each for each in self._others.get(word, ()) if each not in folded)
            if others:
                yield Meaning(word, at, at + len(word), others)
            at += len(word) or 1


def _starting(text: str, start: int, borders: frozenset[int]) -> Iterator[str]:
    """Yield what may be a word and begins at `start`, the longest first."""
    for end in range(min(start + LONGEST_WORD, len(text)), start + 1, -1):
        if end - start > _AMBIGUOUS or {start, end} <= borders:
            yield text[start:end]


def _borders(text: str) -> frozenset[int]:
    """Return the positions between the words of a text; all positions where it doesn't consist of single characters."""
    tokens = tokenize(text)
    if len(tokens) != len(text):
        return frozenset(range(len(text) + 1))
    return frozenset(border for span in word_spans(tokens) for border in span)


@lru_cache(maxsize=4)
def vocabulary(path: Path | None) -> Vocabulary:
    """Return the words of the shipped lists and of the operator's, once read. Raises `UnreadableVocabulary`."""
    own = readable_entries(path) if path else ()
    return Vocabulary((*shipped_entries(), *own))


def shipped_entries() -> tuple[Entry, ...]:
    """Return the entries of the lists that come with the program."""
    return tuple(entry for path in SHIPPED for entry in readable_entries(path))


def readable_entries(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a list, without lines that can't be read. Raises `UnreadableVocabulary`."""
    return tuple(each for each in read_entries(read_list(path)) if isinstance(each, Entry))


def read_list(path: Path) -> str:
    """Return the text of a list. Raises `UnreadableVocabulary`."""
    return read_text(path, MOST_BYTES, UnreadableVocabulary)
