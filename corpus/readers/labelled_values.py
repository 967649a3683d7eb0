"""A report from labelled values: which of several values is believed, and what is refused with a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.characters import INVISIBLE_EDGES, clean_line, one_line
from corpus.errors import InvalidDate, InvalidValue
from corpus.identity import id_of_source
from corpus.labels import is_label, is_weak_label, label_rank, plain_label
from corpus.metadata import METADATA, MetadataField
from corpus.readers.placeholder import is_placeholder
from corpus.report import Attachment, Origin, Report
from corpus.signature import Signature, find_signature
from corpus.validity import with_bounds
from corpus.values.document_number import YEAR_CLOSING, YEAR_OPENING, parse_document_number
from corpus.values.issuer import issuer_in
from corpus.values.kind import BOUND, DATE
from corpus.values.partial_date import YEAR, parse_partial_date

MAX_TITLE_LINE = 100
"""A first line longer than this is a paragraph, not a title that lost its label."""

_HEADING_MARK = re.compile(r"^#{1,6}\s+")
"""What stands before a heading in Markdown."""

_FIRST_LINE = re.compile(rf"\S.{{0,{20 * MAX_TITLE_LINE}}}")

DAYS = frozenset(each.name for each in METADATA if each.kind is DATE or each.kind is BOUND)
"""Fields whose values are days."""

_EDGES = f" {INVISIBLE_EDGES}"
_QUOTED = 40
"""Characters of a refused value that its note quotes."""

_SIZE = r"(?:特大|超大|最大|[大中小]字|大|中|小|默认|标准|正常|放大|缩小|加大|增大|减小|打印|关闭|A[+-]?(?=[\W_]|$)|T(?=[\W_]|$)|\d\dpx)"
_FONT_SIZES = re.compile(
    rf"[\W_]*+(?:{_SIZE}[\W_]*+){{0,8}}|[\W_]*+(?:[1-4]\d(?:px|pt|磅)?[\W_]++){{1,8}}[1-4]\d(?:px|pt|磅)?[\W_]*",
    re.IGNORECASE,
)
"""A switch of the page, where other labels than `字号：` stand before it."""

_ALSO_A_SWITCH = frozenset(("字号", "字號"))
"""Labels of a document number by which pages also call the switch of their type size: `字号：大 中 小 浏览：12`."""

_YEAR_IN_BRACKETS = re.compile(rf"{YEAR_OPENING}\s*{YEAR}\s*年?\s*{YEAR_CLOSING}")

_OF_EVENT = re.compile(r"[上下中]午|[早晚]上?|凌晨|至|到|起|止|前|[~～—–－]\s*\d|-[\d\s]*[日月:：时点]|地\s*点\s*[:：]")
"""What follows the day of a meeting or a deadline."""

_HOURS = re.compile(r"\d\s?[:：时点]\d{0,2}\s?分?\s?[-~～—–－至到]+\s?\d")
"""From when until when, which a time of publication never tells."""

_ATTACHMENT_LABEL = re.compile(
    r"[\W_]*(?:附[件表录]?|大纲|清单|表)\s*[\d一二三四五六七八九十]{0,3}[\W_]*(?:下载)?[\W_]*"
)
"""What stands above an attachment, or on the link to it, and says only that it is one."""

_NOT_A_TITLE_END = re.compile(r"[。！；：，、!;:,]$")


@dataclass(slots=True)
class FieldValues:
    """The texts found for one report, by field. The first value wins unless a better label comes later."""

    texts: dict[str, str] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def offer(self, name: str, value: str, *, label: str = "", place: str = "") -> bool:
        """Take `value` for field `name` unless it is empty or a better one is there; return whether it was taken.

        `place` says where it stands; without it, it is the value of `label`.
        """
        value = clean_line(value).strip(_EDGES)
        value = issuer_in(value) if name == "issuer" else value
        rank = label_rank(name, label)
        is_switch = name == "document_number" and _is_switch(value, label)
        if says_nothing(name, value) or is_switch or (name in self.texts and self.ranks[name] <= rank):
            return False
        self.texts[name] = value
        self.ranks[name] = rank
        self.places[name] = place or f"标签“{label}”"
        return True

    def fill(self, name: str, value: str, *, place: str) -> None:
        """Take `value` for a field that has none."""
        if value and not self.texts.get(name):
            self.texts[name] = value
            self.places[name] = place


def says_nothing(name: str, value: str) -> bool:
    """Return whether `value` is a placeholder for field `name`.

    >>> says_nothing("published", "0000-00-00"), says_nothing("index_number", "0000-00-00")
    (True, False)
    """
    return is_placeholder(value, of_day=name in DAYS)


def _is_switch(value: str, label: str) -> bool:
    if plain_label(label) in _ALSO_A_SWITCH:
        return not _is_numbered(value)
    return _FONT_SIZES.fullmatch(value) is not None


def _is_numbered(value: str) -> bool:
    """Return whether a document number has a serial or a year, as those have that agencies write."""
    number = parse_document_number(value)
    return number is not None and (number.serial is not None or _YEAR_IN_BRACKETS.search(value) is not None)


def is_attachment_label(text: str) -> bool:
    """Return whether a text only numbers an attachment.

    >>> [is_attachment_label(text) for text in ("附件1", "大纲 2：", "【附件下载】", "附件1：岗位表", "")]
    [True, True, True, False, False]
    """
    return bool(text) and _ATTACHMENT_LABEL.fullmatch(text) is not None


def is_of_event(name: str, label: str, value: str) -> bool:
    """Return whether a day is that of a meeting or a deadline, not of the report: behind 时间 or 日期, with a part of a day.

    >>> is_of_event("published", "时间", "2023年3月15日上午9时"), is_of_event("published", "时间", "2023-03-15 09:00")
    (True, False)
    >>> is_of_event("published", "时间", "2023年3月15日 9:00-11:00"), is_of_event("published", "发布时间", "3月15日至20日")
    (True, False)
    """
    if name not in DAYS or not is_weak_label(label):
        return False
    return _HOURS.search(value) is not None or (not is_whole(name, value) and _OF_EVENT.search(value) is not None)


def plausible_title(line: str) -> str:
    """Return `line` as a title, or an empty string when it looks like a sentence, a form of address or a date.

    >>> plausible_title("关于防汛工作的通知"), plausible_title("各县（市、区）人民政府：")
    ('关于防汛工作的通知', '')
    """
    line = one_line(line)
    if not 2 <= len(line) <= MAX_TITLE_LINE or _NOT_A_TITLE_END.search(line) or not re.search(r"[^\W\d_]", line):
        return ""
    try:
        parse_partial_date(line)
    except InvalidDate:
        return line
    return ""


def first_title(body: str) -> str:
    """Return the first line of `body` when it may be its title, else an empty string: a label alone, 正文, is none.

    >>> first_title("# 关于防汛的通知\\n各县："), first_title("正文\\n各县：")
    ('关于防汛的通知', '')
    """
    # Neither all lines of a body nor a line of megabytes are needed for it.
    found = _FIRST_LINE.search(body)
    line = _HEADING_MARK.sub("", found[0]) if found else ""
    return plausible_title(line) if line and not is_label(line) else ""


def build_report(
    values: FieldValues,
    *,
    id: str = "",
    source: str,
    body: str,
    keywords: Iterable[str] | None = None,
    attachments: Iterable[Attachment] = (),
    former_ids: tuple[str, ...] | None = None,
    read_signature: bool = True,
) -> tuple[Report, list[str]]:
    """Return the report with these values, and notes in Chinese about the values refused.

    `former_ids` are those by which links may know it; without them, the one that versions before made of its source, which holds
    no other report then.
    The signature of the body fills `issuer` and `written` where no label gave them, if `read_signature`;
    `keywords` are taken as they are, else split from their text.
    """
    parsed, notes = _parsed(values.texts)
    places = dict(values.places)
    if keywords is not None:
        parsed["keywords"] = tuple(keywords)
    signature = find_signature(body) if read_signature else Signature()
    for name in ("issuer", "written"):
        # A written date that was refused stays unknown: the page contradicts itself.
        if not values.texts.get(name):
            parsed[name] = getattr(signature, name)
            places[name] = "落款"
    title = values.texts.get("title", "")
    origins = tuple(Origin(name, place) for name, place in places.items() if name == "title" or parsed.get(name))
    report = Report(
        id=id,
        source=source,
        title=title,
        body=body,
        attachments=tuple(attachments),
        former_ids=(id_of_source(source),) if former_ids is None else former_ids,
        origins=origins,
        **parsed,
    )
    return with_bounds(report), notes


def refusal_of(name: str, text: str) -> str:
    """Return why `text` can't be used for field `name`, in Chinese; "" where it can.

    >>> refusal_of("published", "2023-02-30"), refusal_of("published", "2023-03-01")
    ('发布日期“2023-02-30”已略去：2023年2月只有 28 天', '')
    """
    return next((_parse(each, text)[1] for each in METADATA if each.name == name), "")


def is_whole(name: str, text: str) -> bool:
    """Return whether field `name` holds all that `text` says; a day with its time is all, an agency with what is printed behind it not.

    >>> is_whole("issuer", "青禾市水务局 阅读：12"), is_whole("published", "2023-03-09 10:30"), is_whole("published", "3月9日上午")
    (False, True, False)
    """
    if name == "issuer":
        return not any(map(str.isalnum, text.replace(issuer_in(text), "", 1)))
    if name in DAYS:
        try:
            parse_partial_date(text)
        except InvalidDate:
            return False
    return not refusal_of(name, text)


def _parsed(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the metadata that `texts` hold, by field, and a note in Chinese for each that was refused."""
    parsed: dict[str, Any] = {}
    notes: list[str] = []
    for each in METADATA:
        text = texts.get(each.name)
        if not text:
            continue
        value, refusal = _parse(each, text)
        if refusal:
            notes.append(refusal)
        else:
            parsed[each.name] = value
    return parsed, notes


def _parse(each: MetadataField, text: str) -> tuple[Any, str]:
    """Return the value that a text has for a field, or why it has none."""
    try:
        return each.kind.parse(text), ""
    except InvalidValue as error:
        why = f"已略去：{error.reason}" if error.reason else "无法使用，已略去，请核对原文"
        return None, f"{each.label}“{text[:_QUOTED]}”{why}"
