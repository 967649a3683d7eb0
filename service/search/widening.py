"""A query widened by what its words may mean as well, for when no report holds them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.query import Node, Or, RankTerm
from service.query.clauses import unique
from service.query.compile import MAX_HIGHLIGHTS, MAX_RANK_TERMS, CompiledQuery, Looser, compile_query, with_looser
from service.query.plain_words import plain_words
from service.query.steps import Step
from service.vocabulary.vocabulary import Meaning, Vocabulary

MOST_MEANINGS = 6
"""What a word is taken for, of all that it may mean; each costs about as much as a typed word."""

MOST_WIDENED = 6
"""Words of a query that are widened."""

_OTHER_WEIGHT = 0.5
"""What the words that were not typed count for in the order of hits, beside those that were."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A query that also finds what its words may mean, and those other words."""

    query: CompiledQuery
    also: tuple[str, ...]


def widened(text: str, query: CompiledQuery, vocabulary: Vocabulary) -> Widened | None:
    """Return the query `text`, compiled as `query`, widened; None where the vocabulary says nothing of its words.

    Reports that match as it was typed come first.
    """
    meanings = list(islice(_meanings(text, vocabulary), MOST_WIDENED))
    if query.first is not None or not meanings:
        return None
    either = compile_query(
        _replaced(text, meanings, [f" ({each.word} OR {' OR '.join(map(_quoted, each.others))}) " for each in meanings])
    )
    relaxed = [query.relaxed, *(compile_query(other).relaxed for other in _rewritten(text, meanings))]
    wide = replace(
        with_looser(query, lambda looser: _widely(looser, relaxed, either.looser().as_words)),
        match=Or((query.match, either.match)),
        first=query.match,
        rank=_ranked(query.rank, either.rank),
        highlights=unique((*query.highlights, *either.highlights))[:MAX_HIGHLIGHTS],
    )
    return Widened(wide, unique(other for each in meanings for other in each.others))


def _meanings(text: str, vocabulary: Vocabulary) -> Iterator[Meaning]:
    """Yield what the words of a query may mean, `start` and `end` counted in the query."""
    for word in plain_words(text):
        for each in vocabulary.meanings(word.text):
            start, end = word.start + each.start, word.start + each.end
            yield replace(each, start=start, end=end, others=each.others[:MOST_MEANINGS])


def _rewritten(text: str, meanings: Sequence[Meaning]) -> Iterator[str]:
    """Yield the query with all its words replaced, by the first that each may mean, by the second, and so on."""
    for rank in range(max(len(each.others) for each in meanings)):
        yield _replaced(text, meanings, [_quoted(each.others[rank % len(each.others)]) for each in meanings])


def _quoted(other: str) -> str:
    """Return a meaning as a query asks for it: it was written down as it stands in documents, not to be split into words."""
    return f'"{other}"'


def _replaced(text: str, meanings: Sequence[Meaning], others: Sequence[str]) -> str:
    for each, other in reversed(list(zip(meanings, others, strict=True))):
        text = text[: each.start] + other + text[each.end :]
    return text


def _widely(looser: Looser, relaxed: Iterable[Node | None], as_words: Step | None) -> Looser:
    """Return the looser ways to match a query with those of what it may mean."""
    return replace(
        looser,
        relaxed=_any(each for each in relaxed if each),
        as_words=_either_step(looser.as_words, as_words),
    )


def _either_step(typed: Step | None, other: Step | None) -> Step | None:
    """Return the step that asks for what was typed, or else for what it may mean."""
    return replace(typed, match=Or((typed.match, other.match))) if typed and other else typed


def _any(nodes: Iterable[Node]) -> Node | None:
    different = unique(nodes)
    return Or(different) if different else None


def _ranked(typed: Sequence[RankTerm], others: Sequence[RankTerm]) -> tuple[RankTerm, ...]:
    known = {(term.text, term.kind, term.fields) for term in typed}
    added = [term for term in others if (term.text, term.kind, term.fields) not in known]
    return (*typed, *(replace(term, weight=term.weight * _OTHER_WEIGHT) for term in added))[:MAX_RANK_TERMS]
