"""A second look at a search that found little to the letter: by words that mean the same, then by what was probably meant.

What is found to the letter is never mixed with what is not: who types exact words is told how many reports hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.engine import Matches
from indexer.titles import title_tokens
from service.query.compile import CompiledQuery, compile_query
from service.query.steps import Step, StepName
from service.search.request import SearchRequest, without_filters
from service.search.widening import widened
from service.spelling.speller import Speller
from service.vocabulary.vocabulary import Vocabulary

TITLED = 3
"""First hits among which a report stands whose whole title was typed: nothing but a number gains more."""

FEW = 5
"""Reports with all the words of a query; with fewer than these, what was typed may be a slip."""


@dataclass(frozen=True, slots=True)
class Aids:
    """What a search that found little is looked at with: words that mean the same, and who knows what was meant."""

    vocabulary: Vocabulary
    speller: Speller


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, by which step. `also`, `suggestion` and `corrected`: see `SearchResult`."""

    query: CompiledQuery
    matches: Matches
    step: Step
    also: tuple[str, ...] = ()
    suggestion: str = ""
    corrected: bool = False

    def is_title(self, text: str) -> bool:
        """Return whether a text is the whole title of one of the first hits: who typed it found what was meant."""
        sought = title_tokens(text)
        return any(title_tokens(hit.report.title) == sought for hit in self.matches.hits[:TITLED] if hit.report)

    @property
    def literal(self) -> int:
        """How many reports hold all the words."""
        return self.matches.total if self.step.name is StepName.TYPED else 0


Ask = Callable[[CompiledQuery, SearchRequest], tuple[Matches, Step]]
"""Returns the matches, and the step that found them."""


def look_again(found: Found, request: SearchRequest, aids: Aids, ask: Ask) -> Found:
    """Return what was found, with what was probably meant where few reports hold all the words or hold them as a phrase, or more where none does.

    What holds words that mean the same comes before what was probably meant; a request that names a step is taken at its word, and so
    is a title.
    """
    if request.step or found.is_title(request.query):
        return found
    if found.literal >= FEW or not _is_rare(found, request, ask):
        return replace(found, suggestion="" if found.query.is_question else aids.speller.confused(request.query))
    wide = found if found.literal else _widened(found, request, aids.vocabulary, ask)
    if wide.also and wide.literal:
        return wide
    suggestion = aids.speller.meant(request.query)
    if suggestion and not found.literal:
        query = compile_query(suggestion)
        corrected = Found(query, *ask(query, request), suggestion=suggestion, corrected=True)
        if corrected.literal:
            return corrected
    return replace(wide, suggestion=suggestion)


def _is_rare(found: Found, request: SearchRequest, ask: Ask) -> bool:
    """Return whether it was not the filters that left little: narrowing a search must not widen it."""
    everywhere = without_filters(request)
    return request == everywhere or Found(found.query, *ask(found.query, everywhere)).literal < FEW


def _widened(found: Found, request: SearchRequest, vocabulary: Vocabulary, ask: Ask) -> Found:
    wide = widened(request.query, found.query, vocabulary)
    if wide is None:
        return found
    more = Found(wide.query, *ask(wide.query, request), wide.also)
    return more if more.literal or more.matches.total > found.matches.total else found
