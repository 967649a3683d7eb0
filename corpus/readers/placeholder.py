"""Texts that stand where a value is missing: what programs write for nothing, and what people type lest a field stay empty."""

from __future__ import annotations

import re

from corpus.characters import fold_width

_LONGEST = 32
"""Characters of a text that may be a word for nothing; what is longer holds something unless it is all signs and blanks."""

_BLANK = r"(?:[-—－–_/\\*.。·…\s]|&(?:nbsp|ensp|emsp|#160|#xa0|#12288);)"
_NOTHING = re.compile(
    rf"{_BLANK}*+|\[\s*\]|\{{\s*\}}|"
    r"[(（\[<#\\\"'“]?(?:(?:无|暂无|没有)(?:文号|索引号|标题|内容|信息|数据)?|空|不详|未知|待定|暂缺|未填写|待补充|不适用|null|none|n/a|na|nil|nan|nat|n|undefined)"
    r"[)）\]>\"'”]?。?|[\"'“”‘’]+|[〔\[(]\s*[〕\])]\s*第?\s*号?|\$\{.*\}|\{\{.*\}\}|<%.*%>",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    r"0{1,8}(?:\.0+)?|0{4}([-/.年])00?[-/.月]00?日?(?:[T ][\d:.]*Z?)?|0{0,3}1([-/.年])0?1[-/.月]0?1日?(?:[T ][\d:.]*(?:Z|[+-][\d:]+)?)?"
    r"|invalid\s?date|/Date\(-62135596800000(?:[+-]\d{4})?\)/",
    re.IGNORECASE,
)
"""Days that databases and programs keep for none: the day zero of MySQL, the first of Go, Java and .NET."""


def is_placeholder(text: str, *, of_day: bool = False) -> bool:
    """Return whether `text` is a mere placeholder for a value that must not be left empty; `of_day` for one that is a date.

    >>> [is_placeholder(text) for text in ("", "——", "无", "ＮＵＬＬ", "&nbsp;", "无锡市", "0000-00-00")]
    [True, True, True, True, True, False, False]
    >>> is_placeholder("0000-00-00 00:00:00", of_day=True), is_placeholder("2000-01-01", of_day=True)
    (True, False)
    """
    folded = fold_width(text).strip() if len(text) <= _LONGEST else text
    return _NOTHING.fullmatch(folded) is not None or (of_day and _NO_DAY.fullmatch(folded) is not None)
