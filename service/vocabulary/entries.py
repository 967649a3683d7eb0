"""Lists of words: how they are written, and what can't be read in one.

A line `甲 = 乙` says that one means the other, `甲 → 乙、丙` that who types 甲 means 乙 or 丙 as well. Characters in 〔〕 on both
sides stand one for one. On the left `(甲|乙|)` stands for 甲, 乙 or nothing, `{孩子}` for any word of the group that a line
`{孩子} = 孩子|小孩|娃` before it names, and a blank stands between words that are meant in any order. A line that begins with # is
a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.analysis import normalize
from service.operator_files import Fault, listed_lines
from service.vocabulary.wordings import GROUP, UnreadableWordingError, one_for_one, shown, worded_parts

SHIPPED = tuple(Path(__file__).with_name(name) for name in ("everyday.txt", "agencies.txt", "laws.txt"))
"""The lists that come with the program."""

MOST_BYTES = 4_000_000
"""Bytes of a list: a hundred thousand lines."""

SAME, ALSO = "=", "→"
_BETWEEN_MEANINGS = "、"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that people type, what it may mean as well, and the line it stands on; `both_ways`: also the other way round.

    `parts` are the words of a line that are meant in any order, each in its wordings; `word` is then how the line is written.
    """

    word: str
    meanings: tuple[str, ...]
    both_ways: bool
    line: int
    parts: tuple[tuple[str, ...], ...] = ()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each typed word with another that it may mean."""
        for meaning in self.meanings:
            yield self.word, meaning
            if self.both_ways:
                yield meaning, self.word


def read_entries(text: str) -> Iterator[Entry | Fault]:
    """Yield what each line of a list says, or what is wrong with it.

    >>> next(read_entries("退伍 = 退役"))
    Entry(word='退伍', meanings=('退役',), both_ways=True, line=1, parts=())
    """
    groups: dict[str, str] = {}
    for number, line in listed_lines(text):
        yield from _read(line, number, groups)


def _read(line: str, number: int, groups: dict[str, str]) -> Iterator[Entry | Fault]:
    sign = next((each for each in (SAME, ALSO) if each in line), "")
    left, _, right = line.partition(sign) if sign else (line, "", "")
    meanings = [each.strip() for each in right.split(_BETWEEN_MEANINGS)]
    if not left.strip() or not all(meanings):
        yield Fault(number, f"应写成“甲 {SAME} 乙”或“甲 {ALSO} 乙{_BETWEEN_MEANINGS}丙”")
        return
    if '"' in normalize(line):
        yield Fault(number, "不要写引号")
        return
    named = GROUP.fullmatch(left.strip())
    if named and sign == SAME:
        groups[named[1]] = normalize(right).strip()
        return
    if "|" in normalize(right) or GROUP.search(right):
        yield Fault(number, f"“(甲|乙)”和“{{组名}}”只能写在“{sign}”左边")
        return
    for word, *others in one_for_one((left.strip(), *meanings)):
        try:
            parts = worded_parts(word, groups)
        except UnreadableWordingError as error:
            yield Fault(number, str(error))
            return
        if len(parts) > 1 and sign == SAME:
            yield Fault(number, f"空格隔开的词不分先后，只能写在“{ALSO}”左边")
            return
        normal = tuple(map(normalize, others))
        if len(parts) > 1:
            yield Entry(" ".join(map(shown, parts)), normal, both_ways=False, line=number, parts=parts)
            continue
        for each in parts[0]:
            yield Entry(each, normal, sign == SAME, number)
