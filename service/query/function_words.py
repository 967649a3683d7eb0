"""Words that hold a sentence together or ask a question: they say little of what is looked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

QUESTION_WORDS = frozenset(
    [
        "什么",
        "怎么",
        "怎样",
        "怎么样",
        "怎么办",
        "哪些",
        "哪个",
        "哪几个",
        "哪几",
        "哪里",
        "哪儿",
        "哪",
        "哪种",
        "哪家",
        "哪位",
        "哪项",
        "哪类",
        "哪年",
        "何",
        "何时",
        "何地",
        "何种",
        "何处",
        "如何",
        "多少",
        "几",
        "几个",
        "几种",
        "几天",
        "几年",
        "几岁",
        "几月",
        "几号",
        "几点",
        "几次",
        "多久",
        "多长",
        "多大",
        "多长时间",
        "为什么",
        "为何",
        "是否",
        "能否",
        "可否",
        "有没有",
        "是不是",
        "能不能",
        "可不可以",
        "请问",
        "吗",
        "呢",
        "谁",
    ]
)
"""A text that has one of these as a word is a question."""

FUNCTION_WORDS = QUESTION_WORDS | frozenset(
    [
        "吧",
        "的",
        "了",
        "是",
        "有",
        "在",
        "和",
        "与",
        "对",
        "于",
        "对于",
        "给",
        "把",
        "被",
        "由",
        "从",
        "向",
        "到",
        "为",
        "为了",
        "及",
        "以及",
        "或",
        "或者",
        "都",
        "也",
        "就",
        "还",
        "又",
        "会",
        "能",
        "要",
        "将",
        "使",
        "让",
        "这",
        "那",
        "该",
        "其",
        "之",
        "所",
        "等",
        "上",
        "下",
        "中",
        "里",
        "我",
        "你",
        "您",
        "他",
        "我们",
        "请",
        "关于",
    ]
)

_ENDINGS = ("?", "?”", '?"', "吗", "呢")
"""How folded questions end; a full-width question mark folds to the plain one."""

_EITHER_OR = re.compile("([算能是要会该行用好给])不\\1|有没有|可不可以|合不合|需不需要|违不违法|划不划算|犯不犯法")
"""What asks whether: 算不算工伤, 合不合法."""


def is_question(folded: str, words: Sequence[str]) -> bool:
    """Return whether a query, given folded (see `indexer.analysis.normalize`) and split into words, asks a question.

    >>> is_question("外卖受伤算不算工伤", ["外卖", "受伤", "算", "不", "算", "工伤"]), is_question("工伤认定", ["工伤", "认定"])
    (True, False)
    """
    asks = folded.rstrip().endswith(_ENDINGS) or not QUESTION_WORDS.isdisjoint(words)
    return asks or _EITHER_OR.search(folded) is not None
