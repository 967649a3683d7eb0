"""Words: where jieba splits Chinese text. They rank reports and never decide whether one matches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata

from indexer.analysis.dictionary import tables
from indexer.analysis.token_codes import token_codes
from indexer.analysis.tokenizer import SHORT
from indexer.analysis.trie import HAN_FIRST, HAN_LAST
from indexer.analysis.word_splitting import split


def words(sequence: Sequence[str]) -> list[str]:
    """Return the words of a text's tokens: runs of letters or digits as they are, Chinese in jieba's search mode.

    In search mode the shorter words in a long word precede the word itself.

    >>> words(("法", "治", "政", "府", "2023", "年"))
    ['法治', '政府', '2023', '年']
    """
    return ["".join(sequence[start:end]) for start, end in word_spans(sequence, search=True)]


def split_words(sequence: Sequence[str]) -> list[str]:
    """Return the words of tokens without overlap: what a person would call the words of a query."""
    return ["".join(sequence[start:end]) for start, end in word_spans(sequence)]


def word_spans(sequence: Sequence[str], *, search: bool = False) -> Sequence[tuple[int, int]]:
    """Return the half-open spans of tokens that are the words of `split_words`, or with `search` of `words`.

    Punctuation lies between words.

    >>> word_spans(("关", "于", "，", "预", "算"))
    ((0, 2), (3, 5))
    """
    if len(sequence) <= SHORT:
        return _spans_of_short(tuple(sequence), search)
    return _spans(sequence, search)


def _spans(sequence: Sequence[str], search: bool) -> tuple[tuple[int, int], ...]:
    found = split(tables(), token_codes(sequence), search)
    return tuple([(start, start + length) for _, start, length in found.tolist()])


_spans_of_short = lru_cache(maxsize=512)(_spans)


def is_chinese(token: str) -> bool:
    """Return whether a token is a Chinese character that words are made of; every such word is a piece of the text."""
    return len(token) == 1 and HAN_FIRST <= ord(token) <= HAN_LAST


def word_splitter_version() -> str:
    """Return the name of the dictionary and rules that split words, for the fingerprint of an index."""
    return f"jieba-{metadata.version('jieba')}"
