"""Words: where jieba cuts a run of Chinese characters. They rank reports and never decide whether one matches."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Sequence
from functools import cache
from importlib import metadata
from itertools import groupby
from typing import Any

from indexer.analysis.atoms import is_run

HAN_FIRST, HAN_LAST = 0x4E00, 0x9FD5
"""The characters jieba's dictionary covers; it treats all others as breaks."""

_HAN = re.compile(f"[{chr(HAN_FIRST)}-{chr(HAN_LAST)}]")


def words(sequence: Sequence[str]) -> list[str]:
    """Cut a text's atoms into words: runs of letters or digits as they are, Chinese in jieba's search mode.

    Search mode gives a long word's parts as well as the word itself.

    >>> words(("法", "治", "政", "府", "2023", "年"))
    ['法治', '政府', '2023', '年']
    """
    return [word for piece in _pieces(sequence) for word in (search_words(piece) if _HAN.match(piece) else (piece,))]


def search_words(text: str) -> list[str]:
    """Cut Chinese text in search mode; white space in it breaks words and is given as it is."""
    return _search_cutter()(text)


def segments(sequence: Sequence[str]) -> list[str]:
    """Cut atoms into words that follow one another without overlap: what a reader would call the words of a query."""
    return ["".join(sequence[start:end]) for start, end in segment_spans(sequence)]


def segment_spans(sequence: Sequence[str]) -> list[tuple[int, int]]:
    """Give the half-open spans of atoms that `segments` makes one word of; punctuation lies between them.

    >>> segment_spans(("关", "于", "，", "预", "算"))
    [(0, 2), (3, 5)]
    """
    spans: list[tuple[int, int]] = []
    for is_han, group in groupby(enumerate(sequence), lambda pair: len(pair[1]) == 1 and bool(_HAN.match(pair[1]))):
        places = [(place, atom) for place, atom in group]
        if not is_han:
            spans += [(place, place + 1) for place, atom in places if is_run(atom)]
            continue
        start = places[0][0]
        for word in _plain_cutter()("".join(atom for _, atom in places)):
            spans.append((start, start + len(word)))
            start += len(word)
    return spans


def cutter_version() -> str:
    """Name the dictionary and rules that cut words, for the fingerprint of an index."""
    return f"jieba-{metadata.version('jieba')}"


def _pieces(sequence: Sequence[str]) -> list[str]:
    """Join neighbouring Chinese atoms into runs; punctuation and signs only break them."""
    pieces: list[str] = []
    joined = False
    for atom in sequence:
        if len(atom) == 1 and _HAN.match(atom):
            if joined:
                pieces[-1] += atom
            else:
                pieces.append(atom)
            joined = True
            continue
        joined = False
        if is_run(atom):
            pieces.append(atom)
    return pieces


@cache
def _search_cutter() -> Callable[[str], list[str]]:
    rust = _rust_jieba()
    if rust is not None:
        return rust.cut_for_search  # type: ignore[no-any-return]
    return _python_jieba().lcut_for_search  # type: ignore[no-any-return]


@cache
def _plain_cutter() -> Callable[[str], list[str]]:
    rust = _rust_jieba()
    if rust is not None:
        return rust.cut  # type: ignore[no-any-return]
    return _python_jieba().lcut  # type: ignore[no-any-return]


def _rust_jieba() -> Any:
    """Give rjieba, the Rust port (same cuts, 11 to 37 times the speed), or None where it isn't installed."""
    try:
        import rjieba
    except ImportError:
        return None
    return rjieba


def _python_jieba() -> Any:
    """Give a jieba tokenizer with its dictionary loaded straight from the package.

    jieba's own start-up reads a marshal file from the shared temporary folder, where anybody may have put it.
    """
    with warnings.catch_warnings():
        # jieba 0.42.1 carries invalid escapes and asks for pkg_resources; both warn on new Pythons.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
