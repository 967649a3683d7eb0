"""Where the marks of a query stand in texts, found as the index finds them: by atoms, so full-width or plain, traditional
or simplified, with a line break inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis import compose, spell, spell_atoms
from indexer.analysis.folding import Codes, Places
from indexer.analysis.spelling import FENCE
from indexer.compiled import compiled

Marks = Sequence[tuple[str, ...]]

_BUCKETS = 1_024
"""Marks are told apart by the low bits of their first character before they are compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """Composed texts with where marks stand in them.

    `text`: all texts, one after another. `raw`: uint32, its code points. `text_starts`: int64[texts + 1].
    `firsts`: int64[texts + 1], each text's first atom. `begins`, `closes`: int64[atoms], the span of `text` each covers.
    `before`: int64[atoms + 1], how many visible characters precede each. `hits`: int64[hits, 3], an occurrence's first
    atom, the one after its last, and the number of its mark, in order. `hit_firsts`: int64[texts + 1], each text's first hit.
    """

    text: str
    raw: Codes
    text_starts: Places
    firsts: Places
    begins: Places
    closes: Places
    before: Places
    hits: Places
    hit_firsts: Places
    marks: int


def find(texts: Sequence[str], marks: Marks) -> Found:
    """Look for the marks in several texts at once.

    >>> find(["政府信息公开", "公開"], [("公", "开")]).hits.tolist()
    [[4, 6, 0], [6, 8, 0]]
    """
    composed = [compose(text) for text in texts]
    spelled = spell(composed)
    different = dict.fromkeys(marks)
    # Hits come out in order when shorter marks are compared first.
    order = sorted((len(each), number, spell_atoms(each)) for number, each in enumerate(different) if each)
    patterns = np.frombuffer("".join(pattern for *_, pattern in order).encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.array([(length, number, len(pattern)) for length, number, pattern in order], np.int64).reshape(-1, 3)
    hits, hit_firsts = _occurrences(spelled.codes, spelled.places, spelled.firsts, patterns, sizes)
    return Found(
        text="".join(composed),
        raw=spelled.raw,
        text_starts=spelled.text_starts,
        firsts=spelled.firsts,
        begins=spelled.begins,
        closes=spelled.closes,
        before=spelled.before,
        hits=hits,
        hit_firsts=hit_firsts,
        marks=len(different),
    )


@compiled
def _occurrences(codes: Codes, places: Places, firsts: Places, patterns: Codes, sizes: Places) -> tuple[Places, Places]:
    """Give `hits` and `hit_firsts` of `Found`. `sizes` int64[marks, 3]: atoms, number and characters of each pattern."""
    starts = np.zeros(sizes.shape[0], np.int64)
    asked = np.zeros(_BUCKETS, np.bool_)
    for row in range(sizes.shape[0]):
        if row:
            starts[row] = starts[row - 1] + sizes[row - 1, 2]
        asked[_telling(patterns, starts[row]) % _BUCKETS] = True
    hits = np.empty((256, 3), np.int64)
    hit_firsts = np.zeros(firsts.size, np.int64)
    count = 0
    for text in range(firsts.size - 1):
        for atom in range(firsts[text], firsts[text + 1]):
            place = places[atom]
            if not asked[_telling(codes, place) % _BUCKETS]:
                continue
            for row in range(sizes.shape[0]):
                if _stands(codes, place, patterns, starts[row], sizes[row, 2]):
                    if count == hits.shape[0]:
                        hits = _grown(hits)
                    hits[count, 0], hits[count, 1], hits[count, 2] = atom, atom + sizes[row, 0], sizes[row, 1]
                    count += 1
        hit_firsts[text + 1] = count
    return hits[:count], hit_firsts


@compiled
def _grown(hits: Places) -> Places:
    """Give hits with as much room again; assigning slices would take a second to compile."""
    more = np.empty((2 * hits.shape[0], 3), np.int64)
    for hit in range(hits.shape[0]):
        for column in range(3):
            more[hit, column] = hits[hit, column]
    return more


@compiled
def _telling(codes: Codes, place: int) -> int:
    """Give the first character there that is not a fence."""
    return int(codes[place + 1] if codes[place] == FENCE else codes[place])


@compiled
def _stands(codes: Codes, place: int, patterns: Codes, start: int, size: int) -> bool:
    if place + size > codes.size:
        return False
    for offset in range(size):  # noqa: SIM110  # compiled loops have no generators
        if codes[place + offset] != patterns[start + offset]:
            return False
    return True
