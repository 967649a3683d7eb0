"""A query as it is asked: what must match, what ranks, and how it is matched when nothing matches as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.query import Bonus, Node, Or, RankTerm
from service.query.interpretation import Interpretation
from service.query.numbers import AskedNumber
from service.query.steps import Step, StepName, open_highlights, with_open_runs


@dataclass(frozen=True, slots=True)
class Looser:
    """How a query is matched, or how it is understood, when nothing matches as it was typed; None where there is no such way.

    `relaxed` asks for most of the words; `as_most` is how it is understood. `as_pieces` is how the query is
    understood when its letters and digits may be pieces of longer runs; `as_words` is for when nothing has single characters next to
    words as they were typed, or a number in one piece.
    """

    relaxed: Node | None = None
    as_most: Interpretation | None = None
    as_pieces: Interpretation | None = None
    as_words: Step | None = None


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """A query ready to be put into a `Plan`.

    `looser` returns what is needed when `match` finds nothing, or little; most queries are never asked for it. A question is answered by
    `relaxed` at once: its words are not meant one by one. `highlights` are the token sequences to highlight. `number` is
    what the whole query is, if it is a number. `offers_pieces` says whether anybody who finds its letters and digits whole would want
    what has them inside longer ones. `typed` are its tokens, in their order.
    """

    match: Node
    rank: tuple[RankTerm, ...]
    first: Node | None
    highlights: tuple[tuple[str, ...], ...]
    interpretation: Interpretation
    looser: Callable[[], Looser]
    is_question: bool = False
    bonuses: tuple[Bonus, ...] = ()
    number: AskedNumber | None = None
    offers_pieces: bool = False
    typed: tuple[str, ...] = ()

    @property
    def relaxed(self) -> Node | None:
        """What to search for when `match` finds nothing; None where there is nothing to relax."""
        return self.looser().relaxed

    @property
    def steps(self) -> tuple[Step, ...]:
        """The ways to match it, each to be tried when those before it find nothing."""
        return tuple(self.each_step())

    def each_step(self) -> Iterator[Step]:
        """Yield the ways to match it; the looser ones are made when they are asked for."""
        yield Step(StepName.TYPED, self.wanted, self.interpretation, self.highlights)
        looser = self.looser()
        if looser.as_pieces:
            yield Step(StepName.PIECES, with_open_runs(self.match), looser.as_pieces, open_highlights(self.highlights))
        if looser.as_words:
            yield looser.as_words
        if looser.relaxed is not None and not self.is_question:
            yield Step(StepName.MOST, looser.relaxed, looser.as_most or self.interpretation, self.highlights)

    @property
    def wanted(self) -> Node:
        """What to search for first."""
        return Or((self.match, self.relaxed)) if self.is_question and self.relaxed else self.match


def with_looser(query: CompiledQuery, change: Callable[[Looser], Looser]) -> CompiledQuery:
    """Return a query whose looser ways are changed, once they are asked for."""
    return replace(query, looser=cache(lambda: change(query.looser())))
