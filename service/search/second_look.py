"""A second look at a search that found nothing to the letter: by words that mean the same.

What is found to the letter is never mixed with what is not: who types exact words is told how many reports hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.engine import Matches
from service.query.compile import CompiledQuery
from service.query.steps import Step, StepName
from service.search.request import SearchRequest, without_filters
from service.search.widening import widened
from service.vocabulary.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, by which step, and the words that were looked for as well."""

    query: CompiledQuery
    matches: Matches
    step: Step
    also: tuple[str, ...] = ()

    @property
    def literal(self) -> int:
        """How many reports hold all the words."""
        return self.matches.total if self.step.name is StepName.TYPED else 0


Ask = Callable[[CompiledQuery, SearchRequest], tuple[Matches, Step]]
"""Returns the matches, and the step that found them."""


def look_again(found: Found, request: SearchRequest, vocabulary: Vocabulary, ask: Ask) -> Found:
    """Return what was found or, where nothing holds all the words and some of them have others that mean the same, more."""
    if request.step or found.literal:
        return found
    wide = widened(request.query, found.query, vocabulary)
    if wide is None or not _is_unknown(found, request, ask):
        return found
    more = Found(wide.query, *ask(wide.query, request), wide.also)
    return more if more.literal or more.matches.total > found.matches.total else found


def _is_unknown(found: Found, request: SearchRequest, ask: Ask) -> bool:
    """Return whether it was not the filters that left nothing: narrowing a search must not widen it."""
    everywhere = without_filters(request)
    return request == everywhere or not Found(found.query, *ask(found.query, everywhere)).literal
