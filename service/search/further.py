"""Which of the reports that hold less than all of what was typed are listed: of many those near the best, and some below few hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.engine import Matches
from indexer.query import And, MostOf, Node, Not, Or
from service.query.steps import Step
from service.search.request import SearchRequest

FEW_HITS = 5
"""Hits below which more is offered under a heading of its own: fewer than a handful."""

SHOWN = 5
"""Further reports that are shown: with the few above them they fill a page."""

MANY = 100
"""Reports with most of the words beyond which only those near the best are listed: nobody turns ten pages of them."""

NEAR_SHARE = 0.3
"""How much of what the best of them has of the words those near it must have: on policy questions nDCG@10 is the same with 0.3, a thousandth less with 0.35 and 0.4, three with 0.5."""

CountWithin = Callable[[Node], int]
"""Returns how many reports a node matches, within the filters of the search."""

FirstOf = Callable[[Node, int], Matches]
"""Returns the first so many reports that a node matches, within the filters of the search."""


def near_the_best(step: Step, request: SearchRequest, count: CountWithin) -> Step:
    """Return a step or, where it finds many reports that hold most of the words, the one that finds those near the best of them."""
    near = _nearer(step.match)
    if request.step or near == step.match or (everything := count(step.match)) <= MANY:
        return step
    return replace(step, match=near, everything=everything)


def looser(steps: tuple[Step, ...], used: Step, ask: FirstOf) -> Iterator[tuple[Step, Matches]]:
    """Yield looser steps than the one that found so few reports, each with what none before finds, until a page is full."""
    names = [step.name for step in steps]
    behind = steps[names.index(used.name) + 1 :] if used.name in names else ()
    seen, room = used.match, SHOWN
    for step in behind:
        if room <= 0:
            return
        near = _nearer(step.match)
        matches = ask(And((near, Not(seen))), room)
        if matches.total:
            yield step, matches
            seen, room = Or((seen, near)), room - len(matches.hits)


def _nearer(node: Node) -> Node:
    """Return a node that matches what holds at least `NEAR_SHARE` of what the best report has of the words."""
    match node:
        case MostOf():
            return replace(node, share=max(node.share, NEAR_SHARE))
        case Or(nodes):
            return Or(tuple(map(_nearer, nodes)))
        case _:
            return node
