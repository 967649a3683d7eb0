"""Pairs for a list of words that the reports of an archive name themselves: 人力资源和社会保障局（以下简称人社局）."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.characters import HAN
from corpus.report import Report
from indexer.analysis import normalize
from service.vocabulary.entries import SAME
from service.vocabulary.vocabulary import Vocabulary

LONGEST_NAME = 40
"""Characters before a bracket that may be a name."""

FEWEST_REPORTS = 2
"""Reports that have to name a pair: what only one says is mostly meant for that one."""

_BRACKETED = re.compile(
    rf"(?P<before>[{HAN}]{{4,{LONGEST_NAME}}})\((?P<said>(?:以下)?(?:统一)?简称[为:]*)?\"?(?P<short>[{HAN}]{{2,12}})\"?\)"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A short name, what it stands for, in how many reports, and the title of one of them."""

    short: str
    name: str
    reports: int
    example: str

    @property
    def lines(self) -> tuple[str, str]:
        """The proposal as lines of a list of words."""
        return f"# {self.reports} 份信息，如：{self.example}", f"{self.short} {SAME} {self.name}"


def proposals(reports: Iterable[Report], known: Vocabulary) -> list[Proposal]:
    """Return the pairs that several reports name and that the vocabulary doesn't know, those of most reports first."""
    counts: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for report in reports:
        for pair in set(named_pairs(report.body)):
            counts[pair] += 1
            examples.setdefault(pair, report.title)
    return [
        Proposal(*pair, count, examples[pair])
        for pair, count in counts.most_common()
        if count >= FEWEST_REPORTS and not known.knows(*pair)
    ]


def named_pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield short names with the names that stand before them.

    >>> list(named_pairs("由市人力资源和社会保障局（以下简称“人社局”）负责，市场监督管理局（市监局）配合。"))
    [('人社局', '人力资源和社会保障局'), ('市监局', '市场监督管理局')]
    """
    for found in _BRACKETED.finditer(normalize(text)):
        short = found["short"]
        name = _name(found["before"], short)
        if name and short not in name and (found["said"] or name[-1] == short[-1]):
            yield short, name


def _name(before: str, short: str) -> str:
    """Return the shortest end of a text that has the characters of a short name in their order; "" where none has."""
    end = len(before)
    for character in reversed(short):
        end = before.rfind(character, 0, end)
        if end < 0:
            return ""
    return before[end:]
