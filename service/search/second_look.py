"""A second look at a search that found little: by words that mean the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.engine import Matches
from service.query.compile import CompiledQuery
from service.query.steps import Step, StepName
from service.search.request import SearchRequest, without_filters
from service.search.widening import widened
from service.vocabulary.vocabulary import Vocabulary

FEW = 5
"""Reports with all the words of a query; with fewer than these, what was typed may not be what documents say."""


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
    """Return what was found, or more where it was little and words of the query have others that mean the same."""
    if request.step or found.literal >= FEW:
        return found
    wide = widened(request.query, found.query, vocabulary)
    if wide is None or not _is_rare(found, request, ask):
        return found
    more = Found(wide.query, *ask(wide.query, request), wide.also)
    gains = more.literal > found.literal or (not found.literal and more.matches.total > found.matches.total)
    return more if gains else found


def _is_rare(found: Found, request: SearchRequest, ask: Ask) -> bool:
    """Return whether it was not the filters that left little: narrowing a search must not widen it."""
    everywhere = without_filters(request)
    return request == everywhere or Found(found.query, *ask(found.query, everywhere)).literal < FEW
