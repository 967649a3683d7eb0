"""Pieces of text that begin or end inside a run of letters or digits: 2020 of 20200101, 于2020 of 关于20200101."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.analysis.kinds import is_run

OPEN = ""
"""Stands before the first or after the last of some tokens, where that is a run: in a text the run may go on there."""


def opened(sequence: Sequence[str]) -> tuple[str, ...]:
    """Return tokens with `OPEN` before a run at their start and after one at their end.

    >>> opened(("于", "2020")), opened(("2020",)), opened(("法",))
    (('于', '2020', ''), ('', '2020', ''), ('法',))
    """
    before = (OPEN,) if sequence and is_run(sequence[0]) else ()
    after = (OPEN,) if sequence and is_run(sequence[-1]) else ()
    return (*before, *sequence, *after)


def is_open(sequence: Sequence[str]) -> bool:
    """Return whether a run at an end of some tokens may go on."""
    return OPEN in sequence


def without_open(sequence: Sequence[str]) -> tuple[str, ...]:
    """Return the tokens themselves."""
    return tuple(token for token in sequence if token != OPEN)
