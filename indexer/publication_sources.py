"""The sources of reports that a ledger holds: each version has one of its own, so that an index says itself which it has."""

from __future__ import annotations

ALL_PUBLICATIONS = "公开台账//"
"""What the sources of all versions begin with. No file's does, since no part of a path is empty."""


def source_of_publication(number: int) -> str:
    """Return the source of the version that an entry of the ledger brought, by the entry's number.

    >>> source_of_publication(15)
    '公开台账//15'
    """
    return f"{ALL_PUBLICATIONS}{number}"


def is_publication(source: str) -> bool:
    """Return whether a source stands for a version of the ledger rather than for a file."""
    return source.startswith(ALL_PUBLICATIONS)


def number_of_publication(source: str) -> int:
    """Return the number of the entry that `source_of_publication` made into a source."""
    return int(source.removeprefix(ALL_PUBLICATIONS))
