"""How characters fold and what kind they are, as arrays over code points: `normalize` and `atoms` for whole texts at once."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from indexer.analysis.atoms import is_run
from indexer.analysis.normalize import folded_characters

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Tables = tuple[Codes, Kinds, Kinds, Codes, Codes]

SPACE, SINGLE, LETTERS, DIGITS = range(4)
"""Kinds of folded characters: white space, an atom by itself, part of a run of letters, part of a run of digits."""

UNKNOWN = 255
"""In a table of counts or kinds: nobody has asked for this character yet."""

_CODES = 0x110000


class Folding:
    """How every character folds and of which kind it is, as arrays over code points, filled as characters are met."""

    def __init__(self) -> None:
        self._first = np.zeros(_CODES, dtype=np.uint32)
        self._counts = np.full(_CODES, UNKNOWN, dtype=np.uint8)
        self._kinds = np.full(_CODES, UNKNOWN, dtype=np.uint8)
        self._several: dict[int, list[int]] = {}
        self._several_tables = np.zeros(0, dtype=np.uint32), np.zeros((0, 1), dtype=np.uint32)

    def fold(self, codes: Codes, ends: Places) -> tuple[Codes, Places]:
        """Fold code points; gives them with where each text ends now."""
        counts = self._counts[codes]
        if (counts == UNKNOWN).any():
            for code in np.unique(codes[counts == UNKNOWN]).tolist():
                self._learn(code)
            counts = self._counts[codes]
        if (counts == 1).all():
            return self._first[codes], ends
        after = np.cumsum(counts, dtype=np.int64)
        folded = np.repeat(self._first[codes], counts)
        several = np.flatnonzero(counts > 1)
        for code in np.unique(codes[several]).tolist():
            at = several[codes[several] == code]
            for offset, character in enumerate(self._several[code]):
                folded[after[at] - counts[at] + offset] = character
        return folded, np.concatenate(([0], after))[ends]

    def kinds(self, folded: Codes) -> npt.NDArray[np.uint8]:
        """Give the kind of each folded character."""
        kinds = self._kinds[folded]
        if (kinds == UNKNOWN).any():
            for code in np.unique(folded[kinds == UNKNOWN]).tolist():
                self._kinds[code] = _kind(chr(code))
            kinds = self._kinds[folded]
        return kinds

    def tables(self) -> Tables:
        """Give the tables for compiled loops: by code point, what each folds to if it is one character, how many it folds
        to, and of which kind a folded character is; then the code points, in order, that fold to several, and what to,
        uint32[these, most].
        """
        return self._first, self._counts, self._kinds, *self._several_tables

    def learned(self, codes: Codes) -> Tables:
        """Give the tables when they have all of `codes`."""
        for code in np.unique(codes[self._counts[codes] == UNKNOWN]).tolist():
            self._learn(code)
        simple = self._first[codes]
        self.kinds(simple[self._kinds[simple] == UNKNOWN])
        several = dict(self._several)
        if len(several) > self._several_tables[0].size:
            both = np.zeros((len(several), max(map(len, several.values()))), dtype=np.uint32)
            for row, code in enumerate(sorted(several)):
                both[row, : len(several[code])] = several[code]
            self.kinds(both.ravel())
            self._several_tables = np.array(sorted(several), dtype=np.uint32), both
        return self.tables()

    def _learn(self, code: int) -> None:
        folded = [ord(character) for character in folded_characters(chr(code))]
        self._counts[code] = len(folded)
        if folded:
            self._first[code] = folded[0]
        if len(folded) > 1:
            self._several[code] = folded


@cache
def folding() -> Folding:
    """Give the tables of this process."""
    return Folding()


_WHITE = re.compile(r"\s")
_DIGIT = re.compile(r"\d")


def _kind(character: str) -> int:
    if _WHITE.match(character):
        return SPACE
    if _DIGIT.match(character):
        return DIGITS
    return LETTERS if is_run(character) else SINGLE
