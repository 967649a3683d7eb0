"""One text spelled for looking pieces up in it, with the way back to the text as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from indexer.analysis.atoms import is_run
from indexer.analysis.folding import LETTERS, SINGLE, SPACE, Places, folding

_FENCE = "\0"
"""Stands around runs, so that 5 isn't found in 15; never part of an atom, because controls are white space."""


@dataclass(frozen=True, slots=True)
class SpelledText:
    """The atoms of a text in one string without white space, a fence around each run.

    `places`: int64[atoms], where each atom starts in `spelled`. `starts`, `ends`: int64[atoms], the half-open span of
    the text that each covers. `lengths`: int64[atoms], its folded characters.
    """

    spelled: str
    places: Places
    starts: Places
    ends: Places
    lengths: Places


def spell(text: str) -> SpelledText:
    """Cut composed `text` (see `compose`) into atoms and spell them.

    >>> spelled = spell("GB 5749—2022，合格")
    >>> spelled.spelled.replace("\\0", "|"), spelled.starts.tolist()
    ('|gb||5749|-|2022|,合格', [0, 3, 7, 8, 12, 13, 14])
    """
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    folded, after = folding().fold(raw, np.arange(1, raw.size + 1, dtype=np.int64))
    origins = np.repeat(np.arange(raw.size), np.diff(after, prepend=0)) if folded.size != raw.size else None
    kinds = folding().kinds(folded)
    in_run, visible = kinds >= LETTERS, kinds != SPACE
    changes = np.ones(kinds.size + 1, dtype=bool)
    np.not_equal(kinds[1:], kinds[:-1], out=changes[1:-1])
    single = kinds == SINGLE
    begins = single | (in_run & changes[:-1])
    closes = single | (in_run & changes[1:])
    first, last = np.flatnonzero(begins), np.flatnonzero(closes)
    before, behind = begins & in_run, closes & in_run
    sizes = visible.astype(np.int64) + before + behind
    out = np.cumsum(sizes)
    codes = np.zeros(int(out[-1]) if out.size else 0, dtype=np.uint32)
    codes[(out - 1 - behind)[visible]] = folded[visible]
    return SpelledText(
        spelled=codes.tobytes().decode("utf-32-le"),
        places=(out - sizes)[first],
        starts=first if origins is None else origins[first],
        ends=(last if origins is None else origins[last]) + 1,
        lengths=last - first + 1,
    )


def spell_atoms(sequence: Iterable[str]) -> str:
    """Spell atoms so that they are found in the `spelled` of every text they stand in, and nowhere else."""
    return "".join(f"{_FENCE}{atom}{_FENCE}" if is_run(atom) else atom for atom in sequence)
