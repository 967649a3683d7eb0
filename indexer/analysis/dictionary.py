"""jieba's dictionary and its model of unlisted words, as arrays for `word_splitting`; read from the package's own files.

jieba itself would read a marshal file from the shared temporary folder, where anybody may have put it.
"""

from __future__ import annotations

import math
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np

from indexer.analysis.array_types import Floats, Int64s
from indexer.analysis.trie import FREQUENCY_BITS, HAN_FIRST, HAN_LAST, fill_trie
from indexer.analysis.word_splitting import WordTables

_CHARACTERS = HAN_LAST - HAN_FIRST + 1
_TAGS = "BEMS"
_NEVER = -3.14e100
"""What jieba takes for the logarithm of zero."""

_BYTES_PER_SLOT = 5
"""Bytes of the dictionary per slot of the hash table: half of the slots stay empty."""


@cache
def tables() -> WordTables:
    """Return the tables of this process."""
    folder = _folder()
    lines = np.fromfile(folder / "dict.txt", dtype=np.uint8)
    slots = np.zeros(1 << (lines.size // _BYTES_PER_SLOT).bit_length(), dtype=np.int64)
    singles = np.zeros(_CHARACTERS, dtype=np.int32)
    occurring = np.zeros(1 << FREQUENCY_BITS, dtype=bool)
    total = fill_trie(lines, slots, singles, occurring)
    starts = _probabilities(folder, "start")
    transitions = _probabilities(folder, "trans")
    return (
        slots,
        singles,
        _weights(np.flatnonzero(occurring), total),
        math.log(1) - math.log(total),
        np.array([starts[tag] for tag in _TAGS]),
        np.array([[transitions[start].get(end, _NEVER) for end in _TAGS] for start in _TAGS]),
        _emissions(_probabilities(folder, "emit")),
    )


def _folder() -> Path:
    """Return jieba's folder without importing it, which takes longer than all of this."""
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _weights(frequencies: Int64s, total: int) -> Floats:
    """Return a word's log probability by its frequency, with jieba's own logarithm: NumPy's may round the last bit otherwise."""
    weights = np.full(int(frequencies[-1]) + 1, -np.inf)
    weights[frequencies] = [math.log(frequency or 1) - math.log(total) for frequency in frequencies.tolist()]
    return weights


def _probabilities(folder: Path, name: str) -> dict[str, Any]:
    """Return the table that makes up a module of jieba's, without importing the package around it."""
    spec = spec_from_file_location(f"jieba.finalseg.prob_{name}", folder / "finalseg" / f"prob_{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[str, Any] = module.P
    return table


def _emissions(table: dict[str, dict[str, float]]) -> Floats:
    emissions = np.full((_CHARACTERS, len(_TAGS)), _NEVER)
    for column, tag in enumerate(_TAGS):
        spelled = "".join(table[tag]).encode("utf-32-le")
        characters = np.frombuffer(spelled, dtype="<u4").astype(np.int64) - HAN_FIRST
        likely = np.fromiter(table[tag].values(), dtype=np.float64)
        han = (characters >= 0) & (characters < _CHARACTERS)
        emissions[characters[han], column] = likely[han]
    return emissions
