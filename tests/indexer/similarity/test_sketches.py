"""Sketches of texts."""

from __future__ import annotations

import random

import numpy as np

from indexer.analysis.batch import tokenize_texts
from indexer.similarity.sketches import SKETCH, sketches

_CHARACTERS = [chr(code) for code in range(0x4E00, 0x5000)]


def _similarity(one: str, other: str) -> float:
    tokenized = tokenize_texts([one, other])
    found = sketches(tokenized.codes, tokenized.starts, np.arange(len(tokenized.runs), dtype=np.int64))
    return float((found[0] == found[1]).mean())


def test_equal_bytes_tell_how_much_texts_share() -> None:
    """The share of equal bytes is near that of common pieces, also where texts have fewer pieces than a sketch has bytes."""
    drawn = random.Random(1)
    for size in (40, 400, 4_000):
        text = drawn.choices(_CHARACTERS, k=size)
        changed = [*text[: size * 3 // 4], *drawn.choices(_CHARACTERS, k=size // 4)]
        assert _similarity("".join(text), "".join(text)) == 1
        assert abs(_similarity("".join(text), "".join(changed)) - 0.6) < 0.25
        assert _similarity("".join(text), "".join(drawn.choices(_CHARACTERS, k=size))) < 0.1


def test_a_sketch_does_not_depend_on_other_texts() -> None:
    """A text has one sketch, whatever stands before it; texts without a piece have empty ones."""
    texts = ["防汛值班安排2023", "", "水库", "防汛值班安排2023"]
    tokenized = tokenize_texts(texts)
    found = sketches(tokenized.codes, tokenized.starts, np.array([7], dtype=np.int64))
    assert (found[0] == found[3]).all()
    assert not found[1:3].any()
    assert found.shape == (4, SKETCH)
