"""A query widened by what its words may mean as well and without what frames them, for when few reports hold them as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.analysis import split_words, tokenize
from indexer.query import Bonus, Contains, Node, Or, RankTerm
from indexer.titles import title_size
from service.query.bonuses import COVERED_TITLE
from service.query.clauses import unique
from service.query.compile import MAX_HIGHLIGHTS, MAX_RANK_TERMS, CompiledQuery, Looser, compile_query, with_looser
from service.query.frames import frames
from service.query.function_words import FUNCTION_WORDS
from service.query.plain_words import plain_words
from service.query.steps import Step
from service.query.syntax import Word
from service.vocabulary.vocabulary import Meaning, Vocabulary

MOST_MEANINGS = 6
"""What a word is taken for, of all that it may mean; each costs about as much as a typed word."""

MOST_WIDENED = 6
"""Words of a query that are widened."""

MOST_ASKED = 4
"""Words of a question that is widened: longer ones say enough. Of 611 policy questions, most of them longer, nDCG@10 is 0.906 with all of them widened."""

_TITLE = ("title",)

_OTHER_WEIGHT = 0.5
"""What the words that were not typed count for in the order of hits, beside those that were."""


_OTHER_TITLE = COVERED_TITLE
"""What a title gains that a meaning covers whole."""


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

    Reports that match as it was typed come first.
    """
    changes = _changes(text, vocabulary)
    core = _replaced(text, changes, [each.word if each.others else " " for each in changes])
    if query.first is not None or not changes or not _telling_words(core):
        return None
    rest = _telling_words(_replaced(text, changes, [" "] * len(changes)))
    also = unique(other for each in changes for other in each.others)
    if not also and all(len(word) == 1 for word in rest):
        return (
            None  # what looks like a frame is more likely a slip beside a character than all that 塔电话 says beside 塔
        )
    if query.is_question and not (also and len(rest) + sum(bool(each.others) for each in changes) <= MOST_ASKED):
        return None
    either = compile_query(_replaced(text, changes, list(map(_either, changes))))
    plain = compile_query(core)
    relaxed = [query.relaxed, *(compile_query(other).relaxed for other in _rewritten(text, changes))]
    wide = replace(
        with_looser(query, lambda looser: _widely(looser, relaxed, either.looser().as_words)),
        match=Or((query.match, either.match)),
        first=Or((query.match, either.match)) if query.is_question else query.match,
        rank=_ranked(query.rank, either.rank),
        highlights=unique((*query.highlights, *either.highlights))[:MAX_HIGHLIGHTS],
        bonuses=unique((*query.bonuses, *plain.bonuses, *map(_bonus, also))),
    )
    return Widened(
        query=wide,
        also=also,
        idle=unique(each.word for each in changes if not each.others and _telling_words(each.word)),
        others=either.match,
        titled=Or(tuple(Contains(tokenize(other), _TITLE) for other in also)),
        said=plain.interpretation.words,
        is_whole=not rest,
    )


def _telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that say more than how it hangs together."""
    return tuple(word for word in split_words(tokenize(text)) if word not in FUNCTION_WORDS)


def _bonus(other: str) -> Bonus:
    return Bonus(Contains(tokenize(other), _TITLE), _OTHER_TITLE * title_size(other), "title_size")


def _changes(text: str, vocabulary: Vocabulary) -> list[Meaning]:
    """Return the words of a query that mean something else as well, and those that frame them, which mean nothing; in their order."""
    changes = [each for word in plain_words(text) for each in _changes_within(text, word, vocabulary)]
    surplus = [each for each in changes if each.others][MOST_WIDENED:]
    return [each for each in changes if each not in surplus]


def _changes_within(text: str, word: Word, vocabulary: Vocabulary) -> list[Meaning]:
    """Return those within an unquoted word, with what is left between them and says nothing by itself: 了能 in 社保断了能补交吗."""
    framing = [(word.start + start, word.start + end) for start, end in frames(word.text)]
    stretches = _stretches_between(framing, word.start, word.end)
    meanings = [each for start, end in stretches for each in _meanings(text, start, end, vocabulary)]
    changed = sorted((*framing, *((each.start, each.end) for each in meanings)))
    idle = [
        (start, end)
        for start, end in (_stretches_between(changed, word.start, word.end) if changed else ())
        if tokenize(text[start:end]) and not _telling_words(text[start:end])
    ]
    dropped = [Meaning(text[start:end], start, end, ()) for start, end in (*framing, *idle)]
    return sorted((*meanings, *dropped), key=lambda each: each.start)


def _stretches_between(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of a text between its `start` and `end` that some of its spans, in order, leave."""
    borders = [start, *(border for span in spans for border in span), end]
    return [pair for pair in zip(borders[::2], borders[1::2], strict=True) if pair[0] < pair[1]]


def _meanings(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[Meaning]:
    """Yield what the words of a stretch of a query may mean, `start` and `end` counted in the query, which says none of the others itself."""
    for each in vocabulary.meanings(text[start:end]):
        others = tuple(other for other in each.others[:MOST_MEANINGS] if other not in text)
        if others:
            yield Meaning(each.word, start + each.start, start + each.end, others)


def _either(change: Meaning) -> str:
    """Return how a query asks for a word or what it may mean, or does without it."""
    return f" ({' OR '.join((change.word, *map(_quoted, change.others)))}) " if change.others else " "


def _rewritten(text: str, changes: Sequence[Meaning]) -> Iterator[str]:
    """Yield the query with all its words replaced, by the first that each may mean, by the second, and so on."""
    for rank in range(max(1, *(len(each.others) for each in changes))):
        chosen = (each.others[rank % len(each.others)] if each.others else "" for each in changes)
        yield _replaced(text, changes, [_quoted(other) if other else " " for other in chosen])


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
    known = {(term.text, term.kind, term.fields) for term in typed}
    added = [term for term in others if (term.text, term.kind, term.fields) not in known]
    return (*typed, *(replace(term, weight=term.weight * _OTHER_WEIGHT) for term in added))[:MAX_RANK_TERMS]
