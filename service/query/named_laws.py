"""Names of laws and rules within a query: 食品安全法 in 食品安全法 赔偿, 物业管理条例 in 物业管理条例处罚."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.analysis import split_words, tokenize
from service.query.function_words import FUNCTION_WORDS

_LAWS = ("法", "法典")
_RULES = ("条例", "办法", "规定", "规则", "细则")
KINDS_OF_LAWS = (*_LAWS, *_RULES)
"""What titles of laws and rules end in."""

_NO_LAWS = frozenset(
    [
        "方法",
        "做法",
        "算法",
        "用法",
        "说法",
        "看法",
        "想法",
        "手法",
        "疗法",
        "书法",
        "语法",
        "合法",
        "违法",
        "非法",
        "不法",
        "司法",
        "执法",
        "立法",
        "普法",
        "守法",
        "依法",
        "无法",
        "设法",
        "作法",
        "枉法",
        "政法",
    ]
)
"""Words that end like the name of a law."""

_BEFORE_NAMES = re.compile(
    "最?新版?|旧|老|现行|我国|中国|全国|(?:中华)?(?:人民)?共和国|违反|触犯|违法|依据|根据|依照|按照?|适用|查询?|查找|找|看|学习?|宣传|修[改订正]|[施执]行|贯彻|照"
)
"""Words that stand before a name and are no part of it."""

_LEAST = 2
"""Characters of a name, 刑法, and those before 条例 and the like."""


def stands_before_names(word: str) -> bool:
    """Return whether a word before the name of a law is no part of it, unlike 劳动 in 劳动合同法.

    >>> stands_before_names("违反"), stands_before_names("劳动")
    (True, False)
    """
    return word in FUNCTION_WORDS or _BEFORE_NAMES.fullmatch(word) is not None


def named_laws(text: str) -> Iterator[str]:
    """Yield the names of laws and rules in a text, from the first word of each to one that may end it.

    >>> list(named_laws("违反食品安全法实施条例处罚")), list(named_laws("刑法盗窃")), list(named_laws("合法"))
    (['食品安全法', '食品安全法实施条例'], ['刑法'], [])
    """
    words = split_words(tokenize(text)) if any(kind in text for kind in KINDS_OF_LAWS) else ()
    start = 0
    for number, word in enumerate(words):
        if stands_before_names(word):
            start = number + 1
        elif _ends_name(word, len("".join(words[start : number + 1]))):
            yield "".join(words[start : number + 1])


def _ends_name(word: str, characters: int) -> bool:
    """Return whether a word ends a name of so many characters."""
    if kind := next((kind for kind in _RULES if word.endswith(kind)), ""):
        return characters >= len(kind) + _LEAST
    return word.endswith(_LAWS) and word not in _NO_LAWS and characters >= _LEAST
