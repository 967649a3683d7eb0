"""Versions of one text among hits: who types the title of a law, alone or beside other words, means the one that was published last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.report import Report, without_body
from corpus.values.partial_date import YEAR
from indexer.engine import Engine
from indexer.engine import Hit as EngineHit
from indexer.titles import is_called, title_tokens
from service.query.named_laws import KINDS_OF_LAWS, named_laws
from service.search.result import Hit
from service.search.twins import READ_TWINS, day_of

Tokens = tuple[str, ...]
"""Of a title, without its signs."""

_YEAR = re.compile(YEAR)

_MORE = 20
"""Characters that a title may have more than what was typed of it: the name of the state, and signs."""


def newest_version_first(hits: tuple[Hit, ...], typed: str) -> tuple[Hit, ...]:
    """Return the hits of a page with those whose title was typed, and laws and rules of one title, in order of their dates among themselves, the newest first.

    A page of nothing else is one of many, whose order goes on over all of them.
    """
    for title in _titles_in(typed):
        hits = _in_order_of_dates(hits, [number for number, hit in enumerate(hits) if _is_called(hit.report, title)])
    return _versions_in_order(hits) if not _YEAR.search(typed) else hits


def _versions_in_order(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Return hits with laws and rules of one title in order of their dates among themselves, where no year was typed that one of them is of."""
    by_title: dict[str, list[int]] = {}
    for number, hit in enumerate(hits):
        if hit.report.title.endswith(KINDS_OF_LAWS):
            by_title.setdefault(hit.report.title, []).append(number)
    for numbers in by_title.values():
        hits = _in_order_of_dates(hits, numbers)
    return hits


def _in_order_of_dates(hits: tuple[Hit, ...], versions: Sequence[int]) -> tuple[Hit, ...]:
    if not 1 < len(versions) < len(hits):
        return hits
    ordered = iter(sorted((hits[number] for number in versions), key=lambda hit: day_of(hit.report), reverse=True))
    return tuple(next(ordered) if number in versions else hit for number, hit in enumerate(hits))


def newest_of_twins(engine: Engine, hits: Sequence[EngineHit], typed: str) -> Sequence[EngineHit]:
    """Return some hits, those whose title was typed as the newest of the reports folded into them that are called so too."""
    if not any(hit.twins for hit in hits):
        return hits
    titles = _titles_in(typed)
    return [_newest(engine, hit, titles) if hit.twins else hit for hit in hits]


def _newest(engine: Engine, hit: EngineHit, titles: Sequence[Tokens]) -> EngineHit:
    title = next((each for each in titles if hit.report and _is_called(hit.report, each)), None)
    if not (hit.report and title):
        return hit
    twins = engine.get(hit.twins[:READ_TWINS]).values()
    newest = max((each for each in twins if _is_called(each, title)), key=day_of, default=hit.report)
    if day_of(newest) <= day_of(hit.report):
        return hit
    others = tuple(hit.id if each == newest.id else each for each in hit.twins)
    return replace(hit, id=newest.id, passage=None, report=without_body(newest), body=newest.body, twins=others)


def _titles_in(typed: str) -> list[Tokens]:
    """Return what of a query may be a title: all of it, and each name of a law."""
    return [title_tokens(typed), *map(title_tokens, named_laws(typed))]


def _is_called(report: Report, title: Tokens) -> bool:
    """Return whether a report is called so; most titles are longer, which is told in no time."""
    shortest = len("".join(title))
    return shortest <= len(report.title) <= shortest + _MORE and is_called(report.title, title)
