"""The switches beside results: where the words must stand, how exactly, of which years and how recent reports must be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from indexer.fields import FIELD
from service.query.plain_words import plain_words, plain_words_of
from service.query.scoped import SCOPES, Scoped, scoped
from service.query.steps import StepName
from service.query.syntax import Exact, Tree
from service.search.facets import FACETS, Years
from service.search.request import SearchRequest

RECENT = (("近一周", 7), ("近一月", 30), ("近一年", 365))
"""Spans of days up to today."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A position of a switch: the search it leads to, and whether that is the one asked for."""

    label: str
    leads_to: SearchRequest
    is_current: bool


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch with its positions."""

    label: str
    choices: tuple[Choice, ...]


def switches(asked: SearchRequest) -> tuple[Switch, ...]:
    """Return the switches of what was typed, as far as they make sense for it."""
    query = scoped(asked.query)
    found = (Switch("范围", _scopes(asked, query)), Switch("匹配", _exactness(asked, query.whole)))
    return tuple(each for each in found if each.choices)


def recent(asked: SearchRequest, today: date) -> tuple[Choice, ...]:
    """Return the spans of time up to `today`; the one chosen leads back to any time."""
    choices = []
    for label, days in RECENT:
        first = (today - timedelta(days)).toordinal()
        is_current = (asked.published_from, asked.published_to) == (first, None)
        leads_to = replace(asked, published_from=None if is_current else first, published_to=None, page=1)
        choices.append(Choice(label, leads_to, is_current))
    return tuple(choices)


def years_between(first: str, last: str) -> Years | None:
    """Return the range of years that the form beside the histogram sends, however its ends are ordered; None without one. Raises BadValue.

    >>> years_between("2023", "2020"), years_between("", "2020"), years_between("", "")
    ((2020, 2023), (None, 2020), None)
    """
    if not (first or last):
        return None
    years: Years = FACETS["year"].parse("..".join(sorted((first, last)) if first and last else (first, last)))
    return years


def _scopes(asked: SearchRequest, query: Scoped) -> tuple[Choice, ...]:
    if not query.text or ":" in query.text or "：" in query.text:
        return ()
    return tuple(
        Choice(FIELD[scope].label if scope else "全部", _asking(asked, query.asked_of(scope)), scope == query.scope)
        for scope in SCOPES
    )


def _exactness(asked: SearchRequest, tree: Tree | None) -> tuple[Choice, ...]:
    is_exact = isinstance(tree, Exact)
    text = tree.text if isinstance(tree, Exact) else " ".join(asked.query.split())
    words = [word.text for word in (plain_words(text) if is_exact else plain_words_of(tree))]
    if not words or " ".join(words) != text:
        return ()
    is_loose = asked.step is StepName.MOST
    return (
        Choice("按词", _asking(asked, text), not is_exact and not is_loose),
        Choice("整句一致", _asking(asked, f'"{text}"'), is_exact),
        Choice("宽松", replace(_asking(asked, text), step=StepName.MOST), is_loose and not is_exact),
    )


def _asking(asked: SearchRequest, query: str) -> SearchRequest:
    return replace(asked, query=query, page=1, step=None)
