"""What stands below a few hits: reports that hold less of what was typed; and of many such reports only those near the best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indexer.engine import Matches
from indexer.query import And, MostOf, Node, Not
from service.query.steps import Step
from service.search.request import SearchRequest
from service.search.second_look import FEW, Found

SHOWN = 5
"""Further reports that are shown: with the few above them they fill a page."""

MANY = 100
"""Reports with most of the words beyond which only those near the best are listed: nobody turns ten pages of them."""

NEAR_SHARE = 0.5
"""How much of what the best of them has of the words those near it must have."""

Ask = Callable[[Node], Matches]
"""Returns what a node matches, within the filters of the search."""


def looser(found: Found, request: SearchRequest, ask: Ask) -> tuple[Step, Matches] | None:
    """Return the next looser step that finds more than the few hits of a first page, and what it finds beside them."""
    if request.step or request.page > 1 or not 0 < found.matches.total < FEW or found.query.number:
        return None
    names = [step.name for step in found.query.steps]
    behind = names.index(found.step.name) + 1 if found.step.name in names else len(names)
    for step in found.query.steps[behind:]:
        matches = ask(And((step.match, Not(found.step.match))))
        if matches.total:
            return step, matches
    return None


def near_the_best(step: Step, request: SearchRequest, matches: Matches) -> Step | None:
    """Return the step that finds only those near the best of many reports that hold most of the words; None where all may be listed."""
    if request.step or matches.total <= MANY or not isinstance(step.match, MostOf) or step.match.share >= NEAR_SHARE:
        return None
    return replace(step, match=replace(step.match, share=NEAR_SHARE), everything=matches.total)
