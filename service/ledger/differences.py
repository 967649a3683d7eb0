"""What differs between two texts, line by line, and within changed lines character by character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile, zip_longest

CONTEXT = 2
"""Lines that are shown around a change."""

MOST_LINES = 2_000
"""Lines between the beginning and the end that two texts share which are compared; of lines that repeat each other that takes the square of them, a second."""

MOST_PAIRS = 10_000_000
"""Pairs of characters that are compared in all changed lines together; two seconds, in the worst texts."""


class Kind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    OMITTED = "omitted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; of lines that are the same and far from every change only how many there are."""

    kind: Kind
    text: str = ""
    lines: int = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one text, and those of the other in their place."""

    old: Sequence[str]
    new: Sequence[str]
    is_same: bool = False

    @property
    def pairs(self) -> int:
        """How many pairs of characters are compared."""
        return 0 if self.is_same else sum(len(one) * len(other) for one, other in zip(self.old, self.new, strict=False))


def differences(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in their order.

    >>> [(each.kind.value, each.text) for each in differences("东桥封闭", "东桥不封闭")]
    [('same', '东桥'), ('added', '不'), ('same', '封闭\\n')]
    """
    blocks = [each for each in _blocks(before.split("\n"), after.split("\n")) if each.old or each.new]
    are_compared = sum(each.pairs for each in blocks) <= MOST_PAIRS
    pieces: list[Piece] = []
    for block in blocks:
        if block.is_same:
            pieces += _same(block.old, is_first=block is blocks[0], is_last=block is blocks[-1])
        elif are_compared and max(len(block.old), len(block.new)) <= MOST_LINES:
            pieces += _changed(block.old, block.new)
        else:
            pieces += _replaced(block.old, block.new)
    return pieces


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    """Yield the lines of both texts, block by block: what they begin and end with, and what lies between."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    end, new_end = len(old) - tail, len(new) - tail
    yield _Block(old[:head], new[:head], is_same=True)
    yield from _compared(old[head:end], new[head:new_end])
    yield _Block(old[end:], new[new_end:], is_same=True)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many lines both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[_Block]:
    if max(len(old), len(new)) > MOST_LINES:
        yield _Block(old, new)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield _Block(old[start:end], new[new_start:new_end], is_same=tag == "equal")


def _same(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    head = 0 if is_first else CONTEXT
    tail = 0 if is_last else CONTEXT
    if len(lines) <= head + tail + 1:
        yield Piece(Kind.SAME, _joined(lines))
        return
    if head:
        yield Piece(Kind.SAME, _joined(lines[:head]))
    yield Piece(Kind.OMITTED, lines=len(lines) - head - tail)
    if tail:
        yield Piece(Kind.SAME, _joined(lines[-tail:]))


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for before, after in zip_longest(old, new):
        if before is None or after is None:
            yield Piece(Kind.REMOVED if after is None else Kind.ADDED, f"{before if after is None else after}\n")
        else:
            yield from _within(f"{before}\n", f"{after}\n")


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield all lines as they were, then as they are."""
    if old:
        yield Piece(Kind.REMOVED, _joined(old))
    if new:
        yield Piece(Kind.ADDED, _joined(new))


def _within(before: str, after: str) -> Iterator[Piece]:
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Kind.SAME, before[start:end])
            continue
        if end > start:
            yield Piece(Kind.REMOVED, before[start:end])
        if new_end > new_start:
            yield Piece(Kind.ADDED, after[new_start:new_end])


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{each}\n" for each in lines)
