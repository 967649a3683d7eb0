"""The problems that an index remembers of its sources, as JSON can hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple

from corpus.problem import Problem

PlainProblems = dict[str, list[list[object]]]
"""By source, the other values of each problem."""


def to_plain(problems: Iterable[Problem]) -> list[list[object]]:
    """Return the problems of one source as plain data."""
    return [list(astuple(problem)[1:]) for problem in problems]


def from_plain(plain: Mapping[str, Sequence[Sequence[object]]]) -> dict[str, tuple[Problem, ...]]:
    """Return the problems that `to_plain` made into plain data, by source."""
    return {source: tuple(Problem(source, *values) for values in found) for source, found in plain.items()}  # type: ignore[arg-type]  # plain data has no types


def change(plain: PlainProblems, source: str, problems: Sequence[Problem]) -> bool:
    """Put the problems of one source in the place of those before; return whether they differ."""
    before = plain.get(source, [])
    after = to_plain(problems)
    if after:
        plain[source] = after
    else:
        plain.pop(source, None)
    return before != after
