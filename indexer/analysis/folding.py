"""How characters fold and of what kind they are, as one table for compiled loops: `normalize` and `kinds` in numbers."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np

from indexer.analysis.array_types import Codes
from indexer.analysis.kinds import kind
from indexer.analysis.normalize import folded_characters
from indexer.compiled import compiled

_CODES = 0x110000

_KIND_BIT, _COUNT_BIT = 21, 24
_VALUE = (1 << _KIND_BIT) - 1
_KIND = (1 << _COUNT_BIT - _KIND_BIT) - 1
_UNKNOWN, _NONE, _ONE, _SEVERAL = range(4)
"""What an entry says from `_COUNT_BIT` on: whether its code point is known, and how many characters it folds to."""


class Folding:
    """How every character folds and of what kind that is, filled as characters are met.

    The table, uint32, has an entry for every code point: the folded character, and its kind from `_KIND_BIT` on. Where a
    character folds to several, the entry holds an offset behind all these instead: there are their number and an entry for each.
    """

    def __init__(self) -> None:
        self._table = np.zeros(_CODES, dtype=np.uint32)
        self._lock = threading.Lock()

    @property
    def known(self) -> Codes:
        """The table as it is."""
        return self._table

    def table(self, codes: Codes) -> Codes:
        """Return the table, with an entry for each of these code points."""
        if not has_all(self._table, codes):
            with self._lock:
                self._learn(np.unique(codes[self._table[codes] == _UNKNOWN]).tolist())
        return self._table

    def _learn(self, unknown: list[int]) -> None:
        known = {code: [_entry(each) for each in folded_characters(chr(code))] for code in unknown}
        several = {code: entries for code, entries in known.items() if len(entries) > 1}
        table = self._table
        if several:
            # Whoever still has the table from before finds these characters missing there, never half of them.
            appended = np.array([each for entries in several.values() for each in (len(entries), *entries)], np.uint32)
            table = np.concatenate((table, appended))
        offset = self._table.size
        for code, entries in known.items():
            if code in several:
                table[code] = offset | _SEVERAL << _COUNT_BIT
                offset += 1 + len(entries)
            else:
                table[code] = entries[0] if entries else _NONE << _COUNT_BIT
        self._table = table


@cache
def folding() -> Folding:
    """Return the folding of this process."""
    return Folding()


# These take entries and not the table, so that no call for a character has references to an array to count.


@compiled
def is_several(entry: int) -> bool:
    """Return whether a character folds to several; `entry_value` is then the offset of their number, their entries follow it."""
    return entry >> _COUNT_BIT == _SEVERAL


@compiled
def is_none(entry: int) -> bool:
    """Return whether an entry is that of a character that is ignored."""
    return entry >> _COUNT_BIT == _NONE


@compiled
def entry_value(entry: int) -> int:
    """Return the code point of an entry's folded character, or the offset of several."""
    return entry & _VALUE


@compiled
def entry_kind(entry: int) -> int:
    """Return the kind of an entry's folded character."""
    return entry >> _KIND_BIT & _KIND


@compiled
def has_all(table: Codes, codes: Codes) -> bool:
    """Return whether the table has an entry for each of these code points."""
    for code in codes:  # noqa: SIM110  # compiled loops have no generators
        if table[code] == _UNKNOWN:
            return False
    return True


def _entry(character: str) -> int:
    return ord(character) | kind(character) << _KIND_BIT | _ONE << _COUNT_BIT
