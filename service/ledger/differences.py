"""What differs between two texts, line by line, and within changed lines character by character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

CONTEXT = 2
"""Lines that are shown around a change."""

_LONGEST_COMPARED = 5_000
"""Characters of a line that is compared with another one character by character; that takes the square of them."""


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


def differences(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in their order.

    >>> [(each.kind.value, each.text) for each in differences("东桥封闭", "东桥不封闭")]
    [('same', '东桥'), ('added', '不'), ('same', '封闭\\n')]
    """
    old, new = before.split("\n"), after.split("\n")
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    pieces: list[Piece] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pieces += _same(old[start:end], is_first=start == 0, is_last=end == len(old))
        else:
            pieces += _changed(old[start:end], new[new_start:new_end])
    return pieces


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
        elif max(len(before), len(after)) > _LONGEST_COMPARED:
            yield from (Piece(Kind.REMOVED, f"{before}\n"), Piece(Kind.ADDED, f"{after}\n"))
        else:
            yield from _within(f"{before}\n", f"{after}\n")


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
