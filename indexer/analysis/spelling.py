"""Texts spelled for looking pieces up in them, with the way back to the texts as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis.atoms import is_run
from indexer.analysis.folding import LETTERS, SINGLE, SPACE, Places, folding

_FENCE = "\0"
"""Stands around runs, so that 5 isn't found in 15, and between texts; never part of an atom, as controls are white space."""


@dataclass(frozen=True, slots=True)
class SpelledTexts:
    """The atoms of several texts in one string without white space, a fence around each run and two between texts.

    `firsts`: int64[texts + 1]; text number t has the atoms from `firsts[t]` to `firsts[t + 1]`. `places`: int64[atoms],
    where each atom starts in `spelled`. `starts`, `ends`: int64[atoms], the half-open span of its own text that each
    covers. `lengths`: int64[atoms], its folded characters.
    """

    spelled: str
    firsts: Places
    places: Places
    starts: Places
    ends: Places
    lengths: Places


def spell(texts: Sequence[str]) -> SpelledTexts:
    """Cut composed texts (see `compose`) into atoms and spell them.

    >>> spelled = spell(["GB 5749—2022，合格", "合格"])
    >>> spelled.spelled.replace("\\0", "|"), spelled.starts.tolist(), spelled.firsts.tolist()
    ('|gb||5749|-|2022|,合格||合格', [0, 3, 7, 8, 12, 13, 14, 0, 1], [0, 7, 9])
    """
    raw = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    text_starts = np.cumsum([0, *map(len, texts)])
    folded, after = folding().fold(raw, np.arange(1, raw.size + 1, dtype=np.int64))
    origins = np.repeat(np.arange(raw.size), np.diff(after, prepend=0)) if folded.size != raw.size else None
    bounds = np.concatenate(([0], after))[text_starts]
    kinds = folding().kinds(folded)
    in_run, visible = kinds >= LETTERS, kinds != SPACE
    changes = np.ones(kinds.size + 1, dtype=bool)
    np.not_equal(kinds[1:], kinds[:-1], out=changes[1:-1])
    changes[bounds] = True
    single = kinds == SINGLE
    begins, closes = single | (in_run & changes[:-1]), single | (in_run & changes[1:])
    first, last = np.flatnonzero(begins), np.flatnonzero(closes)
    behind = closes & in_run
    sizes = visible.astype(np.int64) + (begins & in_run) + behind
    out = np.cumsum(sizes)
    text_of = np.searchsorted(bounds[1:-1], first, side="right")
    places = (out - sizes)[first] + 2 * text_of
    codes = np.zeros((int(out[-1]) if out.size else 0) + 2 * max(len(texts) - 1, 0), dtype=np.uint32)
    shown = np.flatnonzero(visible)
    codes[(out - 1 - behind)[shown] + 2 * np.searchsorted(bounds[1:-1], shown, side="right")] = folded[shown]
    offsets = text_starts[text_of]
    return SpelledTexts(
        spelled=codes.tobytes().decode("utf-32-le"),
        firsts=np.searchsorted(first, bounds),
        places=places,
        starts=(first if origins is None else origins[first]) - offsets,
        ends=(last if origins is None else origins[last]) + 1 - offsets,
        lengths=last - first + 1,
    )


def spell_atoms(sequence: Iterable[str]) -> str:
    """Spell atoms so that they are found in the `spelled` of every text they stand in, and nowhere else."""
    return "".join(f"{_FENCE}{atom}{_FENCE}" if is_run(atom) else atom for atom in sequence)
