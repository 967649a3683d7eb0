"""The value of a field in the text beside its label: believed, or refused as what only explains the label or asks to fill it in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.labels import plain_label
from corpus.signature import is_agency

_DATES = frozenset(("published", "written", "in_force_from", "in_force_until"))
_OF_ANY_TIME = frozenset(("时间", "時間", "日期"))
"""Labels by which a text names the time of what it announces as well: 时间：3月15日上午9时."""

_HOURS = re.compile(r"[上下中]午|早上|晚上|凌晨|[至到—–~～起前止]")
_RANGE = re.compile(r"[至到起止]|(?<=[日\d])\s*[—–~～]")
_IN_BRACKETS = re.compile(r"[（(][^（）()\d]{1,40}[)）]")


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value as a field takes it. `is_whole`: nothing was said beside it that would be lost with its line."""

    text: str
    is_whole: bool = True


_REFUSED = FieldValue("")


def field_value(name: str, label: str, text: str) -> FieldValue:
    """Return the value of field `name` in the text beside `label`; its text is empty where there is none.

    >>> field_value("index_number", "索引号", "为方便查找而编的代码。").text, field_value("title", "名称", "（必填）").text
    ('', '')
    >>> field_value("published", "公示时间", "2023年3月9日至3月15日")
    FieldValue(text='2023年3月9日至3月15日', is_whole=False)
    """
    text = text.lstrip(" \u3000:：")
    if not text or text.endswith("。") or _only_asks(name, text):
        return _REFUSED
    if name == "index_number" and not any(map(str.isdecimal, text)):
        return _REFUSED
    if name not in _DATES:
        return FieldValue(text)
    if plain_label(label) in _OF_ANY_TIME and _HOURS.search(text):
        return _REFUSED
    return FieldValue(text, is_whole=_RANGE.search(text) is None)


def _only_asks(name: str, text: str) -> bool:
    """Return whether a value stands wholly in brackets, as forms ask for it: `（选填）`, `（盖章）`."""
    in_brackets = name not in _DATES and _IN_BRACKETS.fullmatch(text) is not None
    return in_brackets and not (name == "issuer" and is_agency(text[1:-1]))
