"""Words: where jieba cuts a run of Chinese characters. They rank reports and never decide whether one matches."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata

import numpy as np

from indexer.analysis.atoms import is_run
from indexer.analysis.cutting import HAN_FIRST, HAN_LAST, RUN, cut
from indexer.analysis.dictionary import tables


def words(sequence: Sequence[str]) -> list[str]:
    """Cut a text's atoms into words: runs of letters or digits as they are, Chinese in jieba's search mode.

    Search mode gives a long word's parts as well as the word itself.

    >>> words(("法", "治", "政", "府", "2023", "年"))
    ['法治', '政府', '2023', '年']
    """
    return ["".join(sequence[start:end]) for start, end in _spans(sequence, search=True)]


def segments(sequence: Sequence[str]) -> list[str]:
    """Cut atoms into words that follow one another without overlap: what a reader would call the words of a query."""
    return ["".join(sequence[start:end]) for start, end in segment_spans(sequence)]


def segment_spans(sequence: Sequence[str]) -> list[tuple[int, int]]:
    """Give the half-open spans of atoms that `segments` makes one word of; punctuation lies between them.

    >>> segment_spans(("关", "于", "，", "预", "算"))
    [(0, 2), (3, 5)]
    """
    return _spans(sequence, search=False)


def is_chinese(atom: str) -> bool:
    """Tell whether an atom is a character of those that are cut into words; every such word is a piece of the text."""
    return len(atom) == 1 and HAN_FIRST <= ord(atom) <= HAN_LAST


def cutter_version() -> str:
    """Name the dictionary and rules that cut words, for the fingerprint of an index."""
    return f"jieba-{metadata.version('jieba')}"


def _spans(sequence: Sequence[str], *, search: bool) -> list[tuple[int, int]]:
    found = cut(tables(), np.fromiter(map(_code, sequence), dtype=np.uint32), search)
    return [(start, start + length) for _, start, length in found.tolist()]


def _code(atom: str) -> int:
    if len(atom) > 1:
        return RUN
    code = ord(atom)
    return RUN if not HAN_FIRST <= code <= HAN_LAST and is_run(atom) else code
