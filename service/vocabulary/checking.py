"""What is wrong with a list of words: lines that can't be read, add nothing, or contradict one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from service.operator_files import Fault
from service.vocabulary.entries import Entry, read_entries

Holds = Callable[[str], bool]
"""Tells whether some report of the archive holds a word."""


def faults(text: str, shipped: Iterable[Entry], holds: Holds) -> Iterator[Fault]:
    """Yield what is wrong with each line of a list that stands beside the `shipped` entries, and is used with an archive.

    Of a line with several wordings it is said only if all of them are of no use.
    """
    known = {pair for entry in shipped for pair in entry.pairs()}
    first_lines: dict[tuple[str, str], int] = {}
    for line, group in groupby(read_entries(text), key=lambda each: each.line):
        read = list(group)
        yield from (each for each in read if isinstance(each, Fault))
        entries = [each for each in read if isinstance(each, Entry)]
        useless = [list(_useless(each, known, first_lines)) for each in entries]
        if all(useless):  # alternatives of a line may overlap those of others, or one of them stand in a meaning
            yield from (Fault(line, message) for messages in useless for message in messages)
        yield from dict.fromkeys(Fault(line, message) for each in entries for message in _unheld(each, holds))
        for each in entries:
            for pair in each.pairs():
                first_lines.setdefault(pair, line)


def _useless(entry: Entry, known: set[tuple[str, str]], first_lines: Mapping[tuple[str, str], int]) -> Iterator[str]:
    if len(entry.word) == 1:
        yield f"“{entry.word}”只有一个字，不会用上"
    for meaning in dict.fromkeys(entry.meanings):
        pair, reverse = (entry.word, meaning), (meaning, entry.word)
        if _contains(meaning, entry) or (entry.both_ways and meaning in entry.word):
            yield f"“{entry.word}”和“{meaning}”一个包含另一个：查短的已查到长的，只有“长 → 短”有用"
        elif pair in first_lines:
            yield f"与第 {first_lines[pair]} 行重复：“{entry.word}”已指“{meaning}”"
        elif reverse in first_lines:
            yield f"与第 {first_lines[reverse]} 行方向相反：两词互通应写成一行“{meaning} = {entry.word}”"
        elif pair in known:
            yield f"随程序提供的词表里“{entry.word}”已指“{meaning}”"


def _contains(meaning: str, entry: Entry) -> bool:
    """Return whether a meaning has a word, whatever its wording."""
    return all(each in meaning for part in entry.parts or ((entry.word,),) for each in part)


def _unheld(entry: Entry, holds: Holds) -> Iterator[str]:
    for meaning in dict.fromkeys(entry.meanings):
        if not holds(meaning) and not (entry.both_ways and holds(entry.word)):
            yield f"没有信息含有“{meaning}”，查不到更多"
