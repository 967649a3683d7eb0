"""A report from labelled values: which of several values is believed, and what is refused with a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.characters import clean_line, one_line
from corpus.errors import InvalidDate, InvalidValue
from corpus.identity import id_of_source
from corpus.labels import label_rank, plain_label
from corpus.metadata import METADATA
from corpus.report import Attachment, Origin, Report
from corpus.signature import Signature, find_signature
from corpus.validity import with_bounds
from corpus.values.document_number import parse_document_number
from corpus.values.issuer import issuer_in
from corpus.values.partial_date import parse_partial_date

MAX_TITLE_LINE = 100
"""A first line longer than this is a paragraph, not a title that lost its label."""

_FIRST_LINE = re.compile(rf"\S.{{0,{20 * MAX_TITLE_LINE}}}")

_QUOTED = 40
"""Characters of a refused value that its note quotes."""

_PLACEHOLDER = re.compile(
    r"[-—－–_/\\*.。·\s]*|\[\s*\]|\{\s*\}|"
    r"[(（\[<#\\]?(?:(?:无|暂无)(?:文号|索引号|内容|信息|数据)?|空|不详|未知|待定|null|none|n/a|na|nil|nan|nat|n|undefined)[)）\]>]?",
    re.IGNORECASE,
)
_SIZE = r"(?:特大|超大|最大|[大中小]字|大|中|小|默认|标准|正常|放大|缩小|加大|增大|减小|打印|关闭|A[+-]?(?=[\W_]|$)|T(?=[\W_]|$)|\d\dpx)"
_FONT_SIZES = re.compile(
    rf"[\W_]*+(?:{_SIZE}[\W_]*+){{0,8}}|[\W_]*+(?:[1-4]\d(?:px|pt|磅)?[\W_]++){{1,8}}[1-4]\d(?:px|pt|磅)?[\W_]*",
    re.IGNORECASE,
)
"""A switch of the page, where other labels than `字号：` stand before it."""

_ALSO_A_SWITCH = frozenset(("字号", "字號"))
"""Labels of a document number by which pages also call the switch of their type size: `字号：大 中 小 浏览：12`."""

_YEAR_IN_BRACKETS = re.compile(r"[〔\[(（【［〈﹝]\s*(?:19|20)\d\d\s*年?\s*[〕\])）】］〉﹞]")

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
        value = issuer_in(clean_line(value)) if name == "issuer" else clean_line(value)
        rank = label_rank(name, label)
        is_switch = name == "document_number" and _is_switch(value, label)
        if is_placeholder(value) or is_switch or (name in self.texts and self.ranks[name] <= rank):
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


def is_placeholder(value: str) -> bool:
    """Return whether `value` is a mere placeholder for a field that must not be left empty.

    >>> [is_placeholder(value) for value in ("", "——", "无", "无锡市")]
    [True, True, True, False]
    """
    return _PLACEHOLDER.fullmatch(value) is not None


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
    """Return the first line of `body` when it may be its title, else an empty string."""
    # Neither all lines of a body nor a line of megabytes are needed for it.
    line = _FIRST_LINE.search(body)
    return plausible_title(line[0]) if line else ""


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


def _parsed(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the metadata that `texts` hold, by field, and a note in Chinese for each that was refused."""
    parsed: dict[str, Any] = {}
    notes: list[str] = []
    for each in METADATA:
        text = texts.get(each.name)
        if not text:
            continue
        try:
            parsed[each.name] = each.kind.parse(text)
        except InvalidValue as error:
            why = f"已略去：{error.reason}" if error.reason else "无法使用，已略去，请核对原文"
            notes.append(f"{each.label}“{text[:_QUOTED]}”{why}")
    return parsed, notes
