"""Where words of the vocabulary begin and end in a text."""

from __future__ import annotations

import pytest

from service.vocabulary.word_edges import WordEdges


@pytest.mark.parametrize(
    ("text", "word", "is_word"),
    [
        ("参加高考", "高考", True),
        ("提高考核标准", "高考", False),
        ("2024提高考核标准", "高考", False),
        ("网上申报税务率", "申报税", False),
        ("卖毒豆芽", "毒豆芽", True),
        ("安全法处罚", "安全法", True),
        ("网络安全法", "安全法", False),
        ("矿山安全法", "安全法", False),
        ("劳动合同法", "合同法", False),
        ("违反合同法", "合同法", True),
        ("新婚姻法", "婚姻法", True),
        ("上海市消防条例", "消防条例", True),
        ("上海消防条例", "消防条例", True),
        ("陕西省政府", "省政府", True),
        ("80岁老人", "80岁", True),
        ("180岁老人", "80岁", False),
    ],
)
def test_a_word_is_none_at_the_end_of_another(text: str, word: str, is_word: bool) -> None:
    """Two characters need the borders of words, the short name of a law nothing before it that makes another of it, digits no more digits."""
    start = text.index(word)
    assert WordEdges(text).is_word(start, start + len(word)) == is_word
