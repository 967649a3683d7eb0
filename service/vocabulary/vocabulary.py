"""What typed words may mean as well, by the lists of the program and of the operator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import pairwise, product
from operator import and_
from pathlib import Path

from indexer.analysis import normalize
from service.errors import UnreadableVocabulary
from service.operator_files import read_text
from service.vocabulary.entries import MOST_BYTES, SHIPPED, Entry, read_entries
from service.vocabulary.word_edges import WordEdges

MOST_BETWEEN = 4
"""Characters between words that are meant together in any order: 租房 and 提取 in 租房时的公积金怎么提取."""

_MOST_TIMES = 3
"""Times that a text has a word which are tried together with other words."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word in a text, from `start` to `end`, with the others that it may mean, and what stands within it that is no part of it."""

    word: str
    start: int
    end: int
    others: tuple[str, ...]
    between: str = ""

    @property
    def size(self) -> int:
        """Characters that are part of the word."""
        return self.end - self.start - len(self.between)


class Vocabulary:
    """Words with what they may mean as well."""

    def __init__(self, listed: Iterable[Entry]) -> None:
        entries = list(listed)
        self._others = _others(entry for entry in entries if not entry.parts)
        self._divided = [entry for entry in entries if entry.parts]
        self._parts = [tuple(map(frozenset, entry.parts)) for entry in self._divided]
        self._slots, self._unslotted = _slots(self._divided), _unslotted(self._divided)
        self._meanings = frozenset(other for entry in entries for other in entry.meanings)
        self._known = frozenset((*self._others, *self._slots))
        self._lengths = _lengths_by_beginning(self._known)

    def knows(self, word: str, other: str) -> bool:
        """Return whether a word may mean the other."""
        return other in self._others.get(word, ())

    def meanings(self, text: str) -> Iterator[Meaning]:
        """Yield the words of a text that may mean something else as well, of those that overlap the longest, from left to right.

        What the text says itself is no other word: 公积金 in 住房公积金. Where it says one beside the word, the word means just that, and
        has no others: 告政府 in 告政府 行政诉讼.
        """
        folded = normalize(text)
        found = self._found(folded) if len(folded) == len(text) else {}
        if not found:
            return
        edges = WordEdges(folded)
        together = self._together(folded, found, edges)
        candidates = sorted((*self._whole(found, edges), *together), key=lambda each: (-each.size, each.start))
        for each in sorted(_apart(candidates), key=lambda each: each.start):
            if is_said_beside(each, folded):
                yield Meaning(each.word, each.start, each.end, (), each.between)
            elif others := tuple(other for other in each.others if other not in folded):
                yield Meaning(each.word, each.start, each.end, others, each.between)

    def _found(self, text: str) -> dict[str, list[int]]:
        """Return where the known words begin in a text."""
        found: dict[str, list[int]] = {}
        for start, first in enumerate(text):
            if first in self._slots:
                found.setdefault(first, []).append(start)
            for length in self._lengths.get(text[start : start + 2], ()):
                word = text[start : start + length]
                if word in self._known:
                    found.setdefault(word, []).append(start)
        return found

    def _whole(self, found: Mapping[str, Sequence[int]], edges: WordEdges) -> Iterator[Meaning]:
        for word, starts in found.items():
            for start in starts if word in self._others else ():
                if len(word) > 1 and edges.is_word(start, start + len(word)):
                    yield Meaning(word, start, start + len(word), self._others[word])

    def _together(self, text: str, found: Mapping[str, Sequence[int]], edges: WordEdges) -> Iterator[Meaning]:
        """Yield what several words mean together, in any order and with little between them."""
        filled = list(self._unslotted)
        for word in found:
            for slot, entries in self._slots.get(word, ()):
                filled[slot] |= entries
        for entry in _numbers_in(reduce(and_, filled)) if filled else ():
            spans = [
                [span for word in found if word in part for span in _spans(word, found)] for part in self._parts[entry]
            ]
            others = self._divided[entry].meanings
            yield from (each for each in _joined(text, spans, others, edges) if each.word not in self._meanings)


def is_said_beside(meaning: Meaning, text: str) -> bool:
    """Return whether a text says before or behind a word what the word may mean."""
    return any(other in text[: meaning.start] or other in text[meaning.end :] for other in meaning.others)


def _spans(word: str, found: Mapping[str, Sequence[int]]) -> list[Span]:
    return [(start, start + len(word)) for start in found[word][:_MOST_TIMES]]


def _joined(text: str, parts: Sequence[Sequence[Span]], others: tuple[str, ...], edges: WordEdges) -> Iterator[Meaning]:
    for spans in map(sorted, product(*parts)):
        gaps = [(one[1], other[0]) for one, other in pairwise(spans)]
        are_near = all(start <= end <= start + MOST_BETWEEN and "\n" not in text[start:end] for start, end in gaps)
        if are_near and all(edges.is_word(*span) for span in spans):
            start, end = spans[0][0], spans[-1][1]
            yield Meaning(text[start:end], start, end, others, "".join(text[first:last] for first, last in gaps))


def _apart(candidates: Iterable[Meaning]) -> list[Meaning]:
    """Return the candidates that overlap none before them."""
    chosen: list[Meaning] = []
    for each in candidates:
        if all(each.end <= other.start or other.end <= each.start for other in chosen):
            chosen.append(each)
    return chosen


def _others(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """Return what each word may mean.

    A meaning that contains the word is none, since who looks for the short one finds the long one; and of several wordings of a
    line one that is a meaning itself stands for itself.
    """
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        if entry.word in entry.meanings:
            continue
        for word, other in entry.pairs():
            if word not in other:
                found.setdefault(word, {})[other] = None
    return {word: tuple(others) for word, others in found.items()}


def _slots(divided: Sequence[Entry]) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return the slots that a word fills, each with the entries in which it does, as a set of their numbers in the bits of an integer.

    A word such as 孩子 fills a slot of hundreds: sets of them are joined in no time.
    """
    found: dict[str, dict[int, int]] = {}
    for number, entry in enumerate(divided):
        for slot, part in enumerate(entry.parts):
            for word in part:
                slots = found.setdefault(word, {})
                slots[slot] = slots.get(slot, 0) | 1 << number
    return {word: tuple(slots.items()) for word, slots in found.items()}


def _unslotted(divided: Sequence[Entry]) -> Sequence[int]:
    """Return for each slot the entries that have no part for it, as a set of numbers likewise."""
    most = max((len(entry.parts) for entry in divided), default=0)
    return [
        sum(1 << number for number, entry in enumerate(divided) if len(entry.parts) <= slot) for slot in range(most)
    ]


def _numbers_in(bits: int) -> Iterator[int]:
    """Yield the numbers of a set of them in the bits of an integer, the smallest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _lengths_by_beginning(words: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """Return how long the words are that begin with two characters."""
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word) > 1:
            found.setdefault(word[:2], set()).add(len(word))
    return {beginning: tuple(sorted(lengths)) for beginning, lengths in found.items()}


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
