"""A query widened by what its words may mean as well and without what frames them, for when few reports hold them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import Contains, Node, Or, RankTerm, TermKind, Wish
from service.query.bonuses import covered_title
from service.query.clauses import unique
from service.query.compile import MAX_HIGHLIGHTS, MAX_RANK_TERMS, compile_query, most_of
from service.query.compiled_query import CompiledQuery, Looser, with_looser
from service.query.rank_terms import WORD_WEIGHT
from service.query.steps import Step
from service.search.changed_words import changes_of, telling_words
from service.vocabulary.vocabulary import Meaning, Vocabulary
from service.vocabulary.word_edges import is_region

_TITLE = ("title",)

_OTHER_WEIGHT = 0.5
"""What the words that were not typed count for in the order of hits, beside those that were."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A query that also finds what its words may mean.

    `also` are those other words, `idle` the words typed that need not be there. `others` matches what has the other words, and `titled`
    what has one of them in its title. `said` is what the query looks for, without frames, as words for a title; `is_whole` whether all of
    that may mean something else.
    """

    query: CompiledQuery
    also: tuple[str, ...]
    idle: tuple[str, ...]
    others: Node
    titled: Node
    said: tuple[str, ...]
    is_whole: bool


def widened(text: str, query: CompiledQuery, vocabulary: Vocabulary) -> Widened | None:
    """Return the query `text`, compiled as `query`, widened; None where its words mean nothing else and nothing frames them.

    Reports that match as it was typed come first, but for a question, whose words are not meant one by one: on 611 policy questions nDCG@10 is 0.900 with those that hold all of them first.
    """
    excluded = query.interpretation.excluded
    changes = [each for each in changes_of(text, vocabulary) if each.word not in excluded]
    core = _replaced(text, changes, [each.word if each.others else " " for each in changes])
    if query.first is not None or not changes or not telling_words(core):
        return None
    left = _replaced(text, changes, [f" {each.between} " for each in changes])
    rest = telling_words(left)
    also = unique(other for each in changes for other in each.others)
    if not also and all(len(word) == 1 for word in rest):
        return (
            None  # what looks like a frame is more likely a slip beside a character than all that 塔电话 says beside 塔
        )
    if query.is_question and not also:
        return None
    either = compile_query(_replaced(text, changes, [_either(each) for each in changes]))
    if either.match == query.match:
        return None
    plain = compile_query(core)
    wishes = [_wish(each) for each in changes if each.others]
    relaxed = [query.relaxed, most_of(left, wishes)]
    wide = replace(
        with_looser(query, lambda looser: _widely(looser, relaxed, either.looser().as_words)),
        match=Or((query.match, either.match)),
        first=None if query.is_question else query.match,
        rank=_ranked(plain.rank, either.rank),
        highlights=unique((*query.highlights, *either.highlights))[:MAX_HIGHLIGHTS],
        bonuses=unique((*query.bonuses, *plain.bonuses, *map(covered_title, also))),
        typed=() if not rest and _are_synonyms(changes, vocabulary) else query.typed,
    )
    return Widened(
        query=wide,
        also=also,
        idle=unique(each.word for each in changes if not each.others and telling_words(each.word)),
        others=either.match,
        titled=Or(tuple(Contains(tokenize(other), _TITLE) for other in also)),
        said=plain.interpretation.words,
        is_whole=not rest,
    )


def _are_synonyms(changes: Sequence[Meaning], vocabulary: Vocabulary) -> bool:
    """Return whether all words mean just what they may mean: 低保 and 最低生活保障 do, 禽流感 is one of the 动物疫病."""
    return all(vocabulary.knows(other, each.word) for each in changes for other in each.others)


def _either(change: Meaning) -> str:
    """Return how a query asks for a word or what it may mean, or does without it; a region that stands within the word is asked for beside it."""
    if not change.others:
        return " "
    return f" {_any_of(change)} {change.between if is_region(change.between) else ''} "


def _any_of(change: Meaning) -> str:
    return f"({' OR '.join((change.word, *map(_quoted, change.others)))})"


def _wish(change: Meaning) -> Wish:
    """Return the wish for a word or what it may mean, as heavy as the pairs of characters of the word."""
    either = Or(tuple(Contains(tokenize(each), TEXT_FIELDS) for each in (change.word, *change.others)))
    return Wish(either, max(len(change.word) - 1, 1))


def _quoted(other: str) -> str:
    """Return a meaning as a query asks for it: it was written down as it stands in documents, not to be split into words."""
    return f'"{other}"'


def _replaced(text: str, changes: Sequence[Meaning], others: Sequence[str]) -> str:
    for each, other in reversed(list(zip(changes, others, strict=True))):
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
    """Return the terms that were typed, with the others at less of the weight that theirs have."""
    known = {(term.text, term.kind, term.fields) for term in typed}
    lift = (
        _OTHER_WEIGHT
        * max((term.weight for term in typed if term.kind is TermKind.WORD), default=WORD_WEIGHT)
        / WORD_WEIGHT
    )
    added = [
        replace(term, weight=term.weight * (lift if term.kind is TermKind.WORD else _OTHER_WEIGHT))
        for term in others
        if (term.text, term.kind, term.fields) not in known
    ]
    return (*typed, *added)[:MAX_RANK_TERMS]
