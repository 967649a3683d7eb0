"""Versions of one text among hits: who types the title of a law means the one that was published last."""

from __future__ import annotations

from indexer.titles import is_called, title_tokens
from service.search.result import Hit
from service.search.twins import day_of

_MORE = 20
"""Characters that a title may have more than what was typed of it: the name of the state, and signs."""


def newest_version_first(hits: tuple[Hit, ...], typed: str) -> tuple[Hit, ...]:
    """Return the hits of a page with those whose title was typed in order of their dates among themselves, the newest first.

    A page of nothing else is one of many, whose order goes on over all of them.
    """
    sought = title_tokens(typed)
    shortest = len("".join(sought))
    longest = shortest + _MORE  # most titles are longer, which is told in no time
    versions = [
        number
        for number, hit in enumerate(hits)
        if shortest <= len(hit.report.title) <= longest and is_called(hit.report.title, sought)
    ]
    if not 1 < len(versions) < len(hits):
        return hits
    ordered = iter(sorted((hits[number] for number in versions), key=lambda hit: day_of(hit.report), reverse=True))
    return tuple(next(ordered) if number in versions else hit for number, hit in enumerate(hits))
