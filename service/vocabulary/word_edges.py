"""Where a word of the vocabulary may begin and end in a text: not across the words of the text, and not at the end of another name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.analysis import is_chinese, likelihood, tokenize, word_spans
from service.query.named_laws import stands_before_names

AMBIGUOUS = 2
"""Characters of words that also arise across the border of two others: 高考 in 提高考核."""

_HELD = 3.0
"""How much likelier, as a logarithm, a word is than its two halves if it is not to be divided: 科学 is by 8.8, 网络安全 by 4.4, 我家 by 1.6."""

_LAWS = ("法", "条例")
"""How the names of laws end. What stands before them makes another law of them: 劳动合同法 is no 合同法."""

_REGION = re.compile(
    ".+[省市县区州镇乡]|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
    "|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
"""What a law holds for."""


def is_region(word: str) -> bool:
    """Return whether a word names a part of the country, as far as its form or the names of provinces tell.

    >>> is_region("青禾市"), is_region("北京"), is_region("机器")
    (True, True, False)
    """
    return _REGION.fullmatch(word) is not None


class WordEdges:
    """The words of a text, by which a piece of it is told to be a word."""

    def __init__(self, text: str) -> None:
        tokens = tokenize(text)
        starts = _starts(text, tokens)
        self._text = text
        self._words = [(starts[first], starts[last - 1] + len(tokens[last - 1])) for first, last in word_spans(tokens)]
        self._borders = frozenset(border for word in self._words for border in word)
        self._inside = {at: word for word in self._words for at in range(word[0] + 1, word[1])}

    def is_word(self, start: int, end: int) -> bool:
        """Return whether a piece of the text may be a word by itself."""
        if end - start <= AMBIGUOUS and not {start, end} <= self._borders:
            return False
        if self._crosses(start, end) or self._is_within_number(start):
            return False
        return not self._text.endswith(_LAWS, start, end) or self._may_begin_a_name(start)

    def _crosses(self, start: int, end: int) -> bool:
        """Return whether a piece begins or ends with half a word and goes on beside it: 安全法 in 网络安全法, but not 省政府 in 陕西省政府."""
        first, after = self._inside.get(start, (start, start))
        before, last = self._inside.get(end, (end, end))
        return (after < end and self._is_held(first, start, after)) or (
            before > start and self._is_held(before, end, last)
        )

    def _is_held(self, first: int, border: int, last: int) -> bool:
        """Return whether a word that a border divides is much likelier than its halves."""
        return first < border < last and is_held_together(self._text[first:border], self._text[border:last])

    def _is_within_number(self, start: int) -> bool:
        """Return whether a piece begins with the last digits of a longer number: 80岁 in 180岁."""
        return start > 0 and self._text[start].isdecimal() and self._text[start - 1].isdecimal()

    def _may_begin_a_name(self, start: int) -> bool:
        """Return whether what stands before the name of a law is no part of it."""
        if start == 0 or not is_chinese(self._text[start - 1]):
            return True
        before = next((self._text[first:start] for first, last in self._words if first < start <= last), "")
        return stands_before_names(before) or is_region(before)


@lru_cache(maxsize=4096)
def is_held_together(one: str, other: str) -> bool:
    """Return whether two pieces are one word rather than two.

    >>> is_held_together("科", "学"), is_held_together("毒", "豆芽")
    (True, False)
    """
    return likelihood(one + other) - likelihood(one) - likelihood(other) > _HELD


def _starts(text: str, tokens: Sequence[str]) -> list[int]:
    """Return where each token of a text begins."""
    starts, at = [], 0
    for token in tokens:
        at = text.index(token, at)
        starts.append(at)
        at += len(token)
    return starts
