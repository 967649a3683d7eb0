"""A second look at a search: by words that mean the same where few reports hold what was typed or none is about it, then by what was probably meant.

What holds what was typed is always counted apart: who types exact words is told how many reports hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.analysis import normalize
from indexer.engine import Matches
from indexer.query import And, Contains, Node, Or
from indexer.titles import title_tokens
from service.query.compile import CompiledQuery, compile_query
from service.query.steps import Step, StepName
from service.search.request import SearchRequest, without_filters
from service.search.widening import Widened, widened
from service.spelling.speller import Speller
from service.vocabulary.vocabulary import Vocabulary

FEW = 5
"""Reports with all the words of a query; with fewer than these, what was typed may be a slip."""


@dataclass(frozen=True, slots=True)
class Aids:
    """What a search that found little is looked at with: words that mean the same, and who knows what was meant."""

    vocabulary: Vocabulary
    speller: Speller


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found, by which step. `also`, `idle`, `as_typed`, `apart`, `suggestion` and `corrected`: see `SearchResult`."""

    query: CompiledQuery
    matches: Matches
    step: Step
    also: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    as_typed: int = 0
    apart: int = 0
    suggestion: str = ""
    corrected: bool = False

    def is_title(self, text: str) -> bool:
        """Return whether a text is the whole title of a hit: who typed it found what was meant."""
        sought = title_tokens(text)
        return any(title_tokens(hit.report.title) == sought for hit in self.matches.hits if hit.report)

    def is_about(self, words: tuple[tuple[str, ...], ...]) -> bool:
        """Return whether a hit has all words in its title."""
        titles = (normalize(hit.report.title) for hit in self.matches.hits if hit.report)
        return any(all("".join(word) in title for word in words) for title in titles)

    @property
    def literal(self) -> int:
        """How many reports hold all the words."""
        return self.matches.total if self.step.name is StepName.TYPED else 0


Ask = Callable[[CompiledQuery, SearchRequest], tuple[Matches, Step]]
"""Returns the matches, and the step that found them."""

Count = Callable[[Node], int]
"""Returns how many reports a node matches, whatever the filters."""


def look_again(found: Found, request: SearchRequest, aids: Aids, ask: Ask, count: Count) -> Found:
    """Return what was found, with more where few reports hold all the words or none is about them, or with what was probably meant.

    What holds words that mean the same comes before what was probably meant; a request that names a step is taken at its word, and so
    is a title.
    """
    if request.step or found.is_title(request.query):
        return found
    wide = widened(request.query, found.query, aids.vocabulary)
    literal = _literal(found, request, count)
    if literal >= FEW:
        about = _about(found, wide, count) if wide else None
        if wide and about and (more := _found_widely(about, wide, found, request, ask)).matches.total:
            return more
        return replace(found, suggestion="" if found.query.is_question else aids.speller.confused(request.query))
    more = _found_widely(wide.query, wide, found, request, ask) if wide else found
    if more.literal > found.literal:
        return more
    suggestion = aids.speller.meant(request.query)
    if suggestion and not literal:
        query = compile_query(suggestion)
        corrected = Found(query, *ask(query, request), suggestion=suggestion, corrected=True)
        if corrected.literal:
            return corrected
    return replace(found if literal else more, suggestion=suggestion)


def _literal(found: Found, request: SearchRequest, count: Count) -> int:
    """Return how many reports hold all the words, whatever the filters: narrowing a search must not widen it."""
    is_sure = request == without_filters(request) and not found.query.is_question
    return found.literal if is_sure else count(found.query.match)


def _about(found: Found, wide: Widened, count: Count) -> CompiledQuery | None:
    """Return a query that also finds what has other words for what was typed in its title, where no title has those that were typed."""
    if not wide.also or found.is_about(wide.said):
        return None
    said = And(tuple(Contains(word, ("title",)) for word in wide.said))
    if count(And((wide.query.match, said))):
        return None
    match = Or((found.query.match, And((wide.others, wide.titled))))
    return replace(wide.query, match=match, first=None)


def _found_widely(query: CompiledQuery, wide: Widened, found: Found, request: SearchRequest, ask: Ask) -> Found:
    """Return what a widened query finds, and how much of that the one that was typed, word for word."""
    more = Found(query, *ask(query, request), also=wide.also, idle=wide.idle)
    if found.query.is_question:
        return more
    typed = found.literal and found.matches.total - found.matches.folded
    return replace(more, as_typed=found.literal, apart=typed if query.first else 0)
