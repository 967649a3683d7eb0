"""The parameters of a page, as its address has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from flask import request

from service.parameters import BadParameters, Parameter, ParameterProblem

Asked = TypeVar("Asked")
Pairs = Sequence[tuple[str, str]]


def given_values(table: Sequence[Parameter]) -> list[tuple[str, str]]:
    """Return the parameters of the address that a page has; those that others add to links mean nothing here.

    Who copies an address out of a page's source copies `&amp;` as it stands there.
    """
    names = {each.name for each in table}
    given = ((name.removeprefix("amp;"), value) for name, value in request.args.items(multi=True))
    return [(name, value) for name, value in given if name in names]


def understood(
    given: Pairs, parse: Callable[[Iterable[tuple[str, str]]], Asked]
) -> tuple[Asked, list[ParameterProblem]]:
    """Return what is asked for as far as it can be understood, and what is left out of it for what reason. Raises BadParameters where nothing can."""
    problems: list[ParameterProblem] = []
    while True:
        try:
            return parse(given), problems
        except BadParameters as exc:
            wrong = {each.parameter for each in exc.problems}
            kept = [(name, value) for name, value in given if name not in wrong]
            if len(kept) == len(given):
                raise  # something is lacking
            problems += exc.problems
            given = kept
