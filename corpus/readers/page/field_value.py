"""The value of a field in the text beside its label: without what pages print behind it, and none where that only explains the label."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.characters import HAN
from corpus.labels import plain_label
from corpus.readers.labelled_values import is_of_event
from corpus.signature import is_agency
from corpus.values.partial_date import YEAR

_DATES = frozenset(("published", "written", "in_force_from", "in_force_until"))
_OF_ANY_TIME = frozenset(("时间", "時間", "日期"))
"""Labels by which a text names the time of what it announces as well: 时间：3月15日上午9时."""

_RANGE = re.compile(r"[至到起止]|(?<=[日\d])\s*[—–~～]")
_NUMBERS = frozenset(("index_number", "document_number"))
_IN_WORDS = frozenset(("category", "topic", "status", "keywords"))
_TOOL = (
    r"(?:字体|字号|打印|关闭|收藏|分享|我要纠错|纠错|朗读|语音|复制|下载|返回|保护视力|视力保护|背景色|扫一扫|浏览|阅读|点击|访问|人气)"
    r"(?:本页|本文|此页|窗口|全文|链接|列表|播报|次数|量|数|率|色|到|至)?"
)
_SIGNS = r"[\s|｜/;；,，]"
_OTHER_LABEL = re.compile(rf"{_SIGNS}(?P<label>[{HAN}]{{2,8}})\s?[:：]")
_TOOLS = re.compile(rf"[\s|｜/【〖\[［(（]{_TOOL}(?!\w)")
_LAST_TOOLS = re.compile(rf"(?:[\s|｜/】〗\]］)）]*[\s|｜/【〖\[［(（]{_TOOL})+[\s】〗\]］)）]*$")
_GLUED_TOOL = re.compile(rf"{_TOOL}$")
_NEXT_DAY = re.compile(rf"\s(?={YEAR}[-年/.]\d)")
_EDGES = " \u3000|｜/;；,，【〖[［(（>＞»›→"
_ARROWS = " >＞»›→"
_COUNTERS = re.compile(r"(?:浏览|阅读|点击|访问|人气|字体|字号|打印|分享|背景色|保护视力|视力保护)")

_NOT_FILLED = re.compile(
    r"(?:正在|数据)?加载中?[.…。]*|\$\{.{0,80}\}|\{\{?.{0,80}\}?\}|<[%?].{0,80}[%?]>|\[object Object\]|undefined|[\W_年第字号]*",
    re.IGNORECASE,
)
"""What a script or a template would have replaced, and forms of numbers with nothing in them: `${source}`, `〔〕号`."""

_SPANS = frozenset(("时效", "公文时效"))
_STATE = re.compile(r"[有失生]效|废止|停止|终止|施行|执行|修[改订]")
"""What a state of validity says; behind 公文时效 may stand a day or a span instead."""

_ELSEWHERE = re.compile(r"(?:详?见|请见|参见)(?:附件|正文|原文|全文)")
_NO_AGENCIES = frozenset(("本站", "本网", "本网站", "本站原创", "原创", "转载", "网络", "互联网"))
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*", re.IGNORECASE)

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
    if text.endswith("。") or is_unfilled(name, text) or _only_asks(name, text):
        return _REFUSED
    if name in _NUMBERS:
        return _number(name, text)
    if name == "status" and plain_label(label) in _SPANS and not _STATE.search(text):
        return _REFUSED
    if name in _IN_WORDS:
        value, is_whole = _before_other_label(text)
        return FieldValue(_LAST_TOOLS.sub("", value).strip(_EDGES), is_whole)
    if name not in _DATES:
        return FieldValue(text.rstrip(_ARROWS))
    if plain_label(label) in _OF_ANY_TIME and is_of_event(name, label, text):
        return _REFUSED
    return FieldValue(text, is_whole=_RANGE.search(text) is None)


def is_unfilled(name: str, text: str) -> bool:
    """Return whether a text stands where a value of field `name` is missing: a template's, a word that leads elsewhere, no agency.

    >>> is_unfilled("issuer", "${source}"), is_unfilled("published", "见附件"), is_unfilled("issuer", "青禾发布")
    (True, True, False)
    """
    if _NOT_FILLED.fullmatch(text):
        return True
    if name == "issuer":
        return text.strip() in _NO_AGENCIES or _ADDRESS.fullmatch(text) is not None
    return name in _DATES and _ELSEWHERE.fullmatch(text) is not None


def _number(name: str, text: str) -> FieldValue:
    """Return the number that a text begins with; the one of an index has a digit, and none is what the next label says."""
    # A text that begins with a label is what another field says.
    value, is_whole = _before_other_label(f" {text}")
    value = value.strip()
    for end in (_TOOLS, _GLUED_TOOL, _NEXT_DAY):
        if found := end.search(value):
            value = value[: found.start()]
    value = value.strip(_EDGES) if name == "index_number" else value.strip().rstrip(_EDGES)
    has_digit = any(map(str.isdecimal, value))
    return _REFUSED if name == "index_number" and not has_digit else FieldValue(value, is_whole)


def _before_other_label(text: str) -> tuple[str, bool]:
    """Return a text up to a label that no field has, and whether only a counter or a tool of the page stands behind it."""
    found = _OTHER_LABEL.search(text)
    return (text[: found.start()], is_counter(found["label"])) if found else (text, True)


def is_counter(label: str) -> bool:
    """Return whether a label is that of a counter or a tool of the page, whose value nobody misses.

    >>> is_counter("浏览次数"), is_counter("签发人")
    (True, False)
    """
    return _COUNTERS.match(label) is not None


def _only_asks(name: str, text: str) -> bool:
    """Return whether a value stands wholly in brackets, as forms ask for it: `（选填）`, `（盖章）`."""
    in_brackets = name not in _DATES and _IN_BRACKETS.fullmatch(text) is not None
    return in_brackets and not (name == "issuer" and is_agency(text[1:-1]))
