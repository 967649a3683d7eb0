"""Texts spelled for looking pieces up in them, with the way back to the texts as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.analysis.atoms import is_run
from indexer.analysis.folding import COUNT_BIT, KIND_BIT, LETTERS, NONE, ONE, SEVERAL, SPACE, Codes, Places, folding
from indexer.compiled import compiled

FENCE = 0
"""Stands around runs, so that 5 isn't found in 15, and between texts; never part of an atom, as controls are white space."""

_CHARACTER = (1 << KIND_BIT) - 1
_KIND = (1 << COUNT_BIT - KIND_BIT) - 1


@dataclass(frozen=True)
class SpelledTexts:
    """The atoms of several texts in one string without white space, a fence around each run and two between texts.

    `raw`: uint32, the code points of all texts. `codes`: uint32, those of `spelled`. `text_starts`: int64[texts + 1],
    where each text starts in `raw`. `firsts`: int64[texts + 1]; text number t has the atoms from `firsts[t]` to
    `firsts[t + 1]`. `places`: int64[atoms], where each atom starts in `codes`. `begins`, `closes`: int64[atoms], the
    half-open span of `raw` that each covers. `before`: int64[atoms + 1], how many folded characters precede each.
    """

    raw: Codes
    codes: Codes
    text_starts: Places
    firsts: Places
    places: Places
    begins: Places
    closes: Places
    before: Places

    @cached_property
    def spelled(self) -> str:
        """The spelling as a string."""
        return self.codes.tobytes().decode("utf-32-le")

    @property
    def starts(self) -> Places:
        """Where each atom starts in its own text, int64[atoms]."""
        return self.begins - np.repeat(self.text_starts[:-1], np.diff(self.firsts))

    @property
    def ends(self) -> Places:
        """Where each atom ends in its own text, int64[atoms]."""
        return self.closes - np.repeat(self.text_starts[:-1], np.diff(self.firsts))

    @property
    def lengths(self) -> Places:
        """How many folded characters each atom has, int64[atoms]."""
        return np.diff(self.before)


def spell(texts: Sequence[str]) -> SpelledTexts:
    """Cut composed texts (see `compose`) into atoms and spell them.

    >>> spelled = spell(["GB 5749—2022，合格", "合格"])
    >>> spelled.spelled.replace("\\0", "|"), spelled.starts.tolist(), spelled.firsts.tolist()
    ('|gb||5749|-|2022|,合格||合格', [0, 3, 7, 8, 12, 13, 14, 0, 1], [0, 7, 9])
    """
    raw = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    text_starts = np.array([0, *map(len, texts)], dtype=np.int64).cumsum()
    tables = folding().tables()
    while (size := _folded_size(raw, *tables)) < 0:
        tables = folding().learned(raw)
    codes, firsts, places, begins, closes, before = _cut(raw, text_starts, size, *tables)
    return SpelledTexts(raw, codes, text_starts, firsts, places, begins, closes, before)


def spell_atoms(sequence: Iterable[str]) -> str:
    """Spell atoms so that they are found in the `spelled` of every text they stand in, and nowhere else."""
    return "".join(f"{chr(FENCE)}{atom}{chr(FENCE)}" if is_run(atom) else atom for atom in sequence)


@compiled
def _folded_size(raw: Codes, entries: Codes, rows: Codes) -> int:
    """Give how many characters `raw` folds to, or -1 when one of them is not in the tables yet."""
    size = 0
    for code in raw:
        entry = entries[code]
        count = entry >> COUNT_BIT
        if count == ONE:
            size += 1
        elif count != NONE:
            row = entry & _CHARACTER
            if not entry or row >= rows.shape[0]:
                return -1
            size += rows[row, 0]
    return size


@compiled
def _cut(
    raw: Codes, text_starts: Places, size: int, entries: Codes, rows: Codes
) -> tuple[Codes, Places, Places, Places, Places, Places]:
    """Fold and cut; gives `codes`, `firsts`, `places`, `begins`, `closes` and `before` of `SpelledTexts`."""
    texts = text_starts.size - 1
    # At worst every character is a run, with its two fences.
    codes = np.empty(3 * size + 2 * texts, np.uint32)
    firsts = np.zeros(texts + 1, np.int64)
    places, begins, closes = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    before = np.zeros(size + 1, np.int64)
    out = atoms = 0
    for text in range(texts):
        if text:
            codes[out] = codes[out + 1] = FENCE
            out += 2
        open_kind = SPACE
        for place in range(text_starts[text], text_starts[text + 1]):
            entry = entries[raw[place]]
            count = entry >> COUNT_BIT
            if count == NONE:
                continue
            row = entry & _CHARACTER
            for offset in range(1, 2 if count == ONE else rows[row, 0] + 1):
                if count == SEVERAL:
                    entry = rows[row, offset]
                character, kind = entry & _CHARACTER, entry >> KIND_BIT & _KIND
                if open_kind >= LETTERS and kind != open_kind:
                    codes[out] = FENCE
                    out += 1
                if kind >= LETTERS and kind == open_kind:
                    closes[atoms - 1] = place + 1
                    before[atoms] += 1
                elif kind != SPACE:
                    places[atoms] = out
                    begins[atoms], closes[atoms] = place, place + 1
                    atoms += 1
                    before[atoms] = before[atoms - 1] + 1
                    if kind >= LETTERS:
                        codes[out] = FENCE
                        out += 1
                open_kind = kind
                if kind != SPACE:
                    codes[out] = character
                    out += 1
        if open_kind >= LETTERS:
            codes[out] = FENCE
            out += 1
        firsts[text + 1] = atoms
    return codes[:out], firsts, places[:atoms], begins[:atoms], closes[:atoms], before[: atoms + 1]
