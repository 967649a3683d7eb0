"""How characters fold and what kind they are, as arrays over code points: `normalize` and `tokens` for whole texts at once."""

from __future__ import annotations

import re
import threading
from functools import cache

import numpy as np
import numpy.typing as npt

from indexer.analysis.normalize import folded_characters
from indexer.analysis.tokens import is_run

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int64]
Tables = tuple[Codes, Codes]

SPACE, SINGLE, LETTERS, DIGITS = range(4)
"""Kinds of folded characters: white space, a token by itself, part of a run of letters, part of a run of digits."""

KIND_BIT, COUNT_BIT = 21, 24
NONE, ONE, SEVERAL = 1, 2, 3
"""How many characters one folds to, and where an entry says so; see `Folding.tables`."""

_UNKNOWN = 255
_CODES = 0x110000


class Folding:
    """How every character folds and of which kind it is, as arrays over code points, filled as characters are met."""

    def __init__(self) -> None:
        self._first = np.zeros(_CODES, dtype=np.uint32)
        self._counts = np.full(_CODES, _UNKNOWN, dtype=np.uint8)
        self._kinds = np.full(_CODES, _UNKNOWN, dtype=np.uint8)
        self._several: dict[int, list[int]] = {}
        self._lock = threading.Lock()
        self._entries = np.zeros(_CODES, dtype=np.uint32)
        self._expansions = np.zeros((0, 1), dtype=np.uint32)

    def fold(self, codes: Codes, ends: Offsets) -> tuple[Codes, Offsets]:
        """Return folded code points and where each text ends among them."""
        counts = self._counts[codes]
        if (counts == _UNKNOWN).any():
            for code in np.unique(codes[counts == _UNKNOWN]).tolist():
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
        """Return the kind of each folded character."""
        kinds = self._kinds[folded]
        if (kinds == _UNKNOWN).any():
            for code in np.unique(folded[kinds == _UNKNOWN]).tolist():
                self._kinds[code] = _kind(chr(code))
            kinds = self._kinds[folded]
        return kinds

    def tables(self) -> Tables:
        """Return the tables for compiled loops: an entry by code point, and expansions, which are arrays of entries.

        An entry is a folded character, its kind from `KIND_BIT` on, and from `COUNT_BIT` on how many characters: `ONE`,
        `NONE` or `SEVERAL`, and then an expansion's index instead of the character. An expansion has its length first.
        An entry of 0, or one whose expansion is missing, has to be learned.
        """
        return self._entries, self._expansions

    def learned(self, codes: Codes) -> Tables:
        """Return the tables once they have all of `codes`, after learning those that are missing."""
        with self._lock:
            unknown = np.unique(codes[self._entries[codes] == 0]).tolist()
            expansions = self._expansions
            for code in unknown:
                folded = list(map(ord, folded_characters(chr(code))))
                entries = (
                    np.array(folded, np.uint32) | self.kinds(np.array(folded, np.uint32)).astype(np.uint32) << KIND_BIT
                )
                if len(folded) == 1:
                    self._entries[code] = entries[0] | ONE << COUNT_BIT
                elif not folded:
                    self._entries[code] = NONE << COUNT_BIT
                else:
                    size = len(folded) + 1
                    expansions = np.pad(expansions, ((0, 1), (0, max(size - expansions.shape[1], 0))))
                    expansions[-1, :size] = [len(folded), *entries]
                    self._entries[code] = len(expansions) - 1 | SEVERAL << COUNT_BIT
            self._expansions = expansions
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
    """Return the folding of this process."""
    return Folding()


_WHITE = re.compile(r"\s")
_DIGIT = re.compile(r"\d")


def _kind(character: str) -> int:
    if _WHITE.match(character):
        return SPACE
    if _DIGIT.match(character):
        return DIGITS
    return LETTERS if is_run(character) else SINGLE
