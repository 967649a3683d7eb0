"""The ways in which a query is matched, from as it was typed to most of its words: each is tried when those before it find nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from indexer.analysis import opened
from indexer.query import And, Contains, Node, Or
from service.query.clauses import Clause, Kind, Requirement
from service.query.interpretation import Interpretation


class StepName(Enum):
    """How loosely a query is matched."""

    TYPED = "typed"
    PIECES = "pieces"
    WORDS = "words"
    MOST = "most"


class Notice(NamedTuple):
    """What is said above the answer of a step: that nothing was found before it, or that it was asked for."""

    found_nothing: str
    asked_for: str


NOTICES = {
    StepName.PIECES: Notice(
        "没有报告把这些字母或数字单独写出，以下报告在更长的号码或字母里含有它们。",
        "更长的号码或字母里含有这些字母、数字的，也列在下面。",
    ),
    StepName.WORDS: Notice(
        "没有报告照原样含有所写的文字，以下报告含有其中全部的词，单个的字和单位不一定有。",
        "以下报告含有其中全部的词，单个的字和单位不一定有。",
    ),
    StepName.MOST: Notice(
        "没有报告同时包含全部词语，以下报告包含其中一部分，含得越多的越靠前。",
        "以下报告包含全部或一部分词语，含得越多的越靠前。",
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One way of matching: what must match, how the query is understood by it, and which token sequences to highlight.

    `everything` is how many reports match by it where `match` keeps only those near the best; else 0.
    """

    name: StepName
    match: Node
    interpretation: Interpretation
    highlights: tuple[tuple[str, ...], ...]
    everything: int = 0


def with_open_runs(node: Node) -> Node:
    """Return a node that also matches where the runs of letters or digits at the ends of texts are pieces of longer ones.

    What is excluded stays as it is: nobody who excludes 2020 means 120203.
    """
    match node:
        case Contains(tokens, fields):
            return Contains(opened(tokens), fields)
        case And(nodes):
            return And(tuple(map(with_open_runs, nodes)))
        case Or(nodes):
            return Or(tuple(map(with_open_runs, nodes)))
        case _:
            return node


_DATE = re.compile(r"(\d{4}年?)?(\d{1,2}月份?)?(\d{1,2}[日号])?")


def holds_number(requirements: Sequence[Requirement]) -> bool:
    """Return whether texts are asked for that may be pieces of longer numbers: a year or a date beside words is meant as one."""
    alone = len(requirements) == 1
    return any(
        _with_piece_shown(each) != each and (alone or not all(map(_DATE.fullmatch, each.words)))
        for each in requirements
    )


def with_pieces_shown(clause: Clause) -> Clause:
    """Return a clause that shows which of its texts may be pieces of longer runs."""
    return replace(clause, requirements=tuple(map(_with_piece_shown, clause.requirements)))


def _with_piece_shown(requirement: Requirement) -> Requirement:
    is_text = requirement.kind in (Kind.WORD, Kind.EXACT) and not requirement.negated
    if not is_text or with_open_runs(requirement.node) == requirement.node:
        return requirement
    return replace(requirement, shown=f"片段{requirement.shown}")


def open_highlights(highlights: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return highlights that are found inside longer runs too."""
    return tuple(map(opened, highlights))
