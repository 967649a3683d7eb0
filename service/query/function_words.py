"""Words that hold a sentence together or ask a question: they say little of what is looked for."""

from __future__ import annotations

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


def is_question(folded: str, words: Sequence[str]) -> bool:
    """Return whether a query, given folded (see `indexer.analysis.normalize`) and split into words, asks a question."""
    return folded.rstrip().endswith(_ENDINGS) or not QUESTION_WORDS.isdisjoint(words)
