"""Lists of words: how they are written, and what can't be read in one.

A line `甲 = 乙` says that one means the other, `甲 → 乙、丙` that who types 甲 means 乙 or 丙 as well. Characters in 〔〕 on both
sides stand one for one. A line that begins with # is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.analysis import normalize
from service.operator_files import Fault, listed_lines

SHIPPED = tuple(Path(__file__).with_name(name) for name in ("everyday.txt", "agencies.txt", "laws.txt"))
"""The lists that come with the program."""

MOST_BYTES = 4_000_000
"""Bytes of a list: a hundred thousand lines."""

SAME, ALSO = "=", "→"
_BETWEEN_MEANINGS = "、"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that people type, what it may mean as well, and the line it stands on; `both_ways`: also the other way round."""

    word: str
    meanings: tuple[str, ...]
    both_ways: bool
    line: int

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each typed word with another that it may mean."""
        for meaning in self.meanings:
            yield self.word, meaning
            if self.both_ways:
                yield meaning, self.word


def read_entries(text: str) -> Iterator[Entry | Fault]:
    """Yield what each line of a list says, or what is wrong with it.

    >>> next(read_entries("退伍 = 退役"))
    Entry(word='退伍', meanings=('退役',), both_ways=True, line=1)
    """
    for number, line in listed_lines(text):
        yield from _read(line, number)


def _read(line: str, number: int) -> Iterator[Entry | Fault]:
    sign = next((each for each in (SAME, ALSO) if each in line), "")
    left, _, right = line.partition(sign) if sign else (line, "", "")
    meanings = [each.strip() for each in right.split(_BETWEEN_MEANINGS)]
    if not left.strip() or not all(meanings):
        yield Fault(number, f"应写成“甲 {SAME} 乙”或“甲 {ALSO} 乙{_BETWEEN_MEANINGS}丙”")
        return
    if '"' in normalize(line):
        yield Fault(number, "不要写引号")
        return
    for word, *others in _spelled_out((left.strip(), *meanings)):
        yield Entry(normalize(word), tuple(map(normalize, others)), sign == SAME, number)


def _spelled_out(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the texts once for each character in their brackets.

    >>> list(_spelled_out(("人社〔局厅〕", "人力资源和社会保障〔局厅〕")))
    [('人社局', '人力资源和社会保障局'), ('人社厅', '人力资源和社会保障厅')]
    """
    _, opened, rest = texts[0].partition("〔")
    choices = rest.partition("〕")[0]
    if not opened or not choices:
        yield tuple(texts)
        return
    for choice in choices:
        yield tuple(each.replace(f"〔{choices}〕", choice) for each in texts)
