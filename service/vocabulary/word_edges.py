"""Where a word of the vocabulary may begin and end in a text: not across the words of the text, and not at the end of another name."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.analysis import is_chinese, tokenize, word_spans
from service.query.function_words import FUNCTION_WORDS

AMBIGUOUS = 2
"""Characters of words that also arise across the border of two others: 高考 in 提高考核."""

_HALF = 2
"""Characters of half a word that is a word by itself: 安全 of 网络安全, but not 新 of 新婚姻法."""

_LAWS = ("法", "条例")
"""How the names of laws end. What stands before them makes another law of them: 劳动合同法 is no 合同法."""

_NO_PART_OF_A_NAME = FUNCTION_WORDS | frozenset(
    [
        "新",
        "旧",
        "老",
        "最新",
        "现行",
        "国家",
        "我国",
        "中国",
        "全国",
        "违反",
        "触犯",
        "违法",
        "依据",
        "根据",
        "依照",
        "按照",
        "按",
        "照",
        "查",
        "查询",
        "查找",
        "找",
        "看",
        "学",
        "学习",
        "宣传",
        "普及",
        "修改",
        "修订",
        "施行",
        "执行",
        "贯彻",
        "中华人民共和国",
        "人民共和国",
        "共和国",
        *"北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州".split(),
        *"云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门".split(),
    ]
)
"""Words before the name of a law that are no part of it, places among them."""

_PLACES = "省市县区州镇乡"
"""How the names of places end."""


class WordEdges:
    """The words of a text, by which a piece of it is told to be a word."""

    def __init__(self, text: str) -> None:
        tokens = tokenize(text)
        starts = _starts(text, tokens)
        self._text = text
        self._words = [(starts[first], starts[last - 1] + len(tokens[last - 1])) for first, last in word_spans(tokens)]
        self._borders = frozenset(border for word in self._words for border in word)
        self._middles = {at: word for word in self._words for at in range(word[0] + _HALF, word[1] - _HALF + 1)}

    def is_word(self, start: int, end: int) -> bool:
        """Return whether a piece of the text may be a word by itself."""
        if end - start <= AMBIGUOUS and not {start, end} <= self._borders:
            return False
        if self._crosses(start, end) or self._is_within_number(start):
            return False
        return not self._text.endswith(_LAWS, start, end) or self._may_begin_a_name(start)

    def _crosses(self, start: int, end: int) -> bool:
        """Return whether a piece begins or ends with half a word and goes on beside it: 安全法 in 网络安全法, but not 省政府 in 陕西省政府."""
        return self._middles.get(start, (start, end))[1] < end or self._middles.get(end, (start, end))[0] > start

    def _is_within_number(self, start: int) -> bool:
        """Return whether a piece begins with the last digits of a longer number: 80岁 in 180岁."""
        return start > 0 and self._text[start].isdecimal() and self._text[start - 1].isdecimal()

    def _may_begin_a_name(self, start: int) -> bool:
        """Return whether what stands before a place is no part of a name that goes on there."""
        if start == 0 or not is_chinese(self._text[start - 1]):
            return True
        before = next((self._text[first:start] for first, last in self._words if first < start <= last), "")
        return before in _NO_PART_OF_A_NAME or before.endswith(tuple(_PLACES))


def _starts(text: str, tokens: Sequence[str]) -> list[int]:
    """Return where each token of a text begins."""
    starts, at = [], 0
    for token in tokens:
        at = text.index(token, at)
        starts.append(at)
        at += len(token)
    return starts
