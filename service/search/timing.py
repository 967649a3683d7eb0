"""A query that names a time from today, read by it as well as to the letter."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from indexer.query import And, Between, Bonus, Or
from service.query.bonuses import OWN_YEAR
from service.query.clauses import unique
from service.query.compile import MAX_HIGHLIGHTS, MAX_RANK_TERMS, compile_query
from service.query.compiled_query import CompiledQuery, with_looser
from service.query.relative_times import RelativeTime, relative_time

_AGES = (1, 2, 3, 5, 10)
"""Years that a report may be old; who wants the newest gains more the fewer it is."""

_NEWER = 6.0
"""What a report gains by each of the ages that it hasn't reached: together a little more than by its year."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A query that is also matched by the time that it names, and that time as it was typed."""

    query: CompiledQuery
    typed: str


def timed(text: str, literal: CompiledQuery, today: date) -> Timed | None:
    """Return the query `text`, compiled as `literal`, read by the time that it names; None where it names none.

    What holds it to the letter is found too: 最新 and 去年 stand in titles.
    """
    time = relative_time(text, today)
    if time is None or not time.read.strip() or literal.number or literal.first is not None:
        return None
    read = compile_query(time.read)
    within = Between("dated", *(day.toordinal() for day in time.days)) if time.days else None
    strict = with_looser(literal, lambda looser: replace(looser, as_words=None))
    query = replace(
        strict,
        match=Or((And((read.match, within)) if within else read.match, literal.match)),
        rank=unique((*literal.rank, *read.rank))[:MAX_RANK_TERMS],
        bonuses=(*literal.bonuses, *_bonuses(time, read, today)),
        highlights=unique((*read.highlights, *literal.highlights))[:MAX_HIGHLIGHTS],
        interpretation=replace(read.interpretation, summary=f"{read.interpretation.summary}；{_said(time)}"),
    )
    return Timed(query, time.typed)


def _bonuses(time: RelativeTime, read: CompiledQuery, today: date) -> tuple[Bonus, ...]:
    if time.is_year:
        return read.bonuses
    if time.days:
        first, last = time.days
        return (Bonus(Between("dated", first.toordinal(), last.toordinal()), OWN_YEAR),)
    since = [(today - timedelta(365 * age)).toordinal() for age in _AGES]
    return (*read.bonuses, *(Bonus(Between("dated", day, None), _NEWER) for day in since))


def _said(time: RelativeTime) -> str:
    if time.days:
        return f"“{time.typed}”按今天算，日期在 {time.means}，或写有这几个字"
    return f"“{time.typed}”按今天理解为{time.means}，写有这几个字的也在内"
