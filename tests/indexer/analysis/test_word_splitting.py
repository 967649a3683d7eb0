"""Our loops split Chinese exactly as jieba does."""

from __future__ import annotations

import logging
import math
import re
import warnings
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis import split_words, words
from indexer.analysis.dictionary import tables
from indexer.analysis.trie import HAN_FIRST, HAN_LAST

_HAN = re.compile(f"[{chr(HAN_FIRST)}-{chr(HAN_LAST)}]+")

_CHARACTER = st.characters(min_codepoint=HAN_FIRST, max_codepoint=HAN_LAST)
_FREQUENT = st.sampled_from(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
)
_NAMES = st.sampled_from("王李张刘陈杨黄赵吴周小明文建国志强丽华伟芳军磊静敏杰涛娜")
_WORD = st.integers(0, 1 << 20).map(lambda number: _dictionary()[number % len(_dictionary())])
_PIECE = st.one_of(
    _CHARACTER,
    _FREQUENT,
    _NAMES,
    _WORD,
    st.tuples(_WORD, st.integers(1, 3)).map(lambda drawn: drawn[0][: drawn[1]]),
    st.tuples(_WORD, st.integers(1, 3)).map(lambda drawn: drawn[0][drawn[1] :]),
    st.tuples(_CHARACTER | _FREQUENT, st.integers(2, 40)).map(lambda repeated: repeated[0] * repeated[1]),
)
_TEXT = st.lists(_PIECE, min_size=1, max_size=12).map("".join).filter(bool)


@cache
def _jieba() -> Any:
    """Return jieba's own tokenizer, its dictionary read from the package and not from the shared temporary folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


@cache
def _dictionary() -> list[str]:
    return [word for word in _jieba().FREQ if _HAN.fullmatch(word)]


def _assert_split_alike(text: str) -> None:
    assert words(tuple(text)) == _jieba().lcut_for_search(text)
    assert split_words(tuple(text)) == _jieba().lcut(text)


@given(_TEXT)
@example(chr(HAN_FIRST))
@example(chr(HAN_LAST))
@example(chr(HAN_LAST) * 30)
@example("一" * 300)
@example("中华人民共和国国务院办公厅关于印发全国深化放管服改革着力培育和激发市场主体活力工作要点的通知")
@example("王小明来到了网易杭研大厦")
def test_chinese_is_split_as_by_jieba(text: str) -> None:
    """Characters of the whole range, words and their pieces, names and repetitions: the same words in the same order."""
    _assert_split_alike(text)


@settings(max_examples=20)
@given(st.lists(_CHARACTER | _WORD, min_size=200, max_size=400).map("".join))
def test_long_texts_are_split_as_by_jieba(text: str) -> None:
    """Nothing depends on how long a text is."""
    _assert_split_alike(text)


@given(st.lists(_CHARACTER, min_size=2, max_size=30))
def test_unlikely_characters_are_split_as_by_jieba(characters: list[str]) -> None:
    """Where the model knows no character, all its paths are equally likely, and ties fall as in jieba."""
    rare = "".join(character for character in characters if not _jieba().FREQ.get(character))
    _assert_split_alike(rare or characters[0])


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (("在", "建", "ab", "工", "程"), ["在建", "ab", "工程"]),
        (("在", "，", "建", "工", "程"), ["在", "建", "工程"]),
        (("a", "在", "建", "3"), ["a", "在建", "3"]),
        (("，",), []),
        ((), []),
    ],
)
def test_other_tokens_break_words(tokens: tuple[str, ...], expected: list[str]) -> None:
    """Runs are words by themselves; punctuation is none, and no word reaches over it."""
    assert split_words(tokens) == expected


def test_every_word_of_the_dictionary_is_there() -> None:
    """The tables hold as many characters of words as jieba does, and the sum of their frequencies is the same."""
    behind_firsts = [word for word in _dictionary() if len(word) > 1]
    slots, _, _, unknown, *_ = tables()
    assert int((slots != 0).sum()) == len(behind_firsts)
    assert unknown == -math.log(_jieba().total)
