"""A second look at a search that found little: by words that mean the same, then by what was probably meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.engine import Engine, Matches
from service.query.compile import CompiledQuery, compile_query
from service.search.request import SearchRequest
from service.search.widening import widened
from service.spelling.speller import Speller
from service.vocabulary.vocabulary import Vocabulary

FEW = 5
"""Reports with all the words of a query; with fewer than these, what was typed may not be what documents say."""


@dataclass(frozen=True, slots=True)
class Aids:
    """What an archive is asked with beside its engine: words that mean the same, and who knows what was meant."""

    vocabulary: Vocabulary
    speller: Speller


def aids(engine: Engine, vocabulary: Vocabulary) -> Aids:
    """Return the aids of an archive."""
    return Aids(vocabulary, Speller(engine))


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found. `relaxed`: see `SearchResult`.

    `also` are words that were looked for as well, `suggestion` is what was probably meant, and `corrected` says that this is
    what was looked for.
    """

    query: CompiledQuery
    matches: Matches
    relaxed: bool
    also: tuple[str, ...] = ()
    suggestion: str = ""
    corrected: bool = False

    @property
    def strict(self) -> int:
        """How many reports hold all the words."""
        return 0 if self.relaxed else self.matches.total


Ask = Callable[[CompiledQuery], tuple[Matches, bool]]


def look_again(found: Found, request: SearchRequest, known: Aids, ask: Ask) -> Found:
    """Return what was found, or more of it where that was little; all of it is literal where the request wants it so."""
    if request.literal or not request.query.strip():
        return found
    if found.strict >= FEW:
        return replace(found, suggestion=known.speller.better_known(request.query))
    wide = _widened(found, request, known, ask)
    if wide.strict:
        return wide
    suggestion = known.speller.meant(request.query)
    if not suggestion:
        return wide
    if wide.matches.total:
        return replace(wide, suggestion=suggestion)
    return _corrected(wide, suggestion, ask)


def _widened(found: Found, request: SearchRequest, known: Aids, ask: Ask) -> Found:
    wide = widened(request.query, found.query, known.vocabulary)
    if wide is None:
        return found
    matches, relaxed = ask(wide.query)
    more = Found(wide.query, matches, relaxed, wide.also)
    is_better = more.strict > found.strict or (not found.strict and matches.total > found.matches.total)
    return more if is_better else found


def _corrected(found: Found, suggestion: str, ask: Ask) -> Found:
    """Return what the suggestion finds, where it finds anything."""
    query = compile_query(suggestion)
    matches, relaxed = ask(query)
    return Found(query, matches, relaxed, suggestion=suggestion, corrected=True) if matches.total else found
