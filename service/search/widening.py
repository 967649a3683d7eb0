"""A query widened by what its words may mean as well, for when few reports hold them as they were typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

from indexer.query import Node, Or, RankTerm
from service.query.clauses import unique
from service.query.compile import MAX_HIGHLIGHTS, MAX_RANK_TERMS, CompiledQuery, compile_query
from service.spelling.speller import plain_words
from service.vocabulary.vocabulary import Vocabulary

MOST_ALTERNATIVES = 6
"""Queries that one is widened by; each costs a search."""

_ALTERNATIVE_WEIGHT = 0.5
"""What the words that were not typed count for beside those that were."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A query that also finds what its words may mean, and those other words."""

    query: CompiledQuery
    also: tuple[str, ...]


def widened(text: str, query: CompiledQuery, vocabulary: Vocabulary) -> Widened | None:
    """Return the query `text`, compiled as `query`, widened; None where the vocabulary says nothing of its words."""
    if query.first is not None:
        return None
    found = list(islice(_alternatives(text, vocabulary), MOST_ALTERNATIVES))
    if not found:
        return None
    others = [compile_query(alternative) for alternative, _ in found]
    looser: list[Node] = [each.relaxed for each in (query, *others) if each.relaxed]
    rank = (*query.rank, *(_lighter(term) for other in others for term in other.rank))
    wide = replace(
        query,
        match=Or(unique(each.match for each in (query, *others))),
        relaxed=Or(unique(looser)) if looser else None,
        first=query.match,
        rank=unique(rank)[:MAX_RANK_TERMS],
        highlights=unique(each for one in (query, *others) for each in one.highlights)[:MAX_HIGHLIGHTS],
    )
    return Widened(wide, unique(word for _, words in found for word in words))


def _lighter(term: RankTerm) -> RankTerm:
    return replace(term, weight=term.weight * _ALTERNATIVE_WEIGHT)


def _alternatives(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the query with words replaced by others, and those others."""
    meanings = [
        (word.start + each.start, word.start + each.end, each.others)
        for word in plain_words(text)
        for each in vocabulary.meanings(word.text)
    ]
    if not meanings:
        return
    for chosen in product(*(others for _, _, others in meanings)):
        other = text
        for (start, end, _), word in reversed(list(zip(meanings, chosen, strict=True))):
            other = other[:start] + word + other[end:]
        yield other, chosen
