"""A report from labelled values: which of several values is believed, and what is refused with a note."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.characters import clean_text, one_line
from corpus.errors import InvalidDate
from corpus.labels import label_rank
from corpus.report import Attachment, Report
from corpus.signature import Signature, find_signature
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate, parse_partial_date

MAX_TITLE_LINE = 100
"""A first line longer than this is a paragraph, not a title that lost its label."""

_PLACEHOLDER = re.compile(r"[-—－–_/\\*.。·\s]*|无|暂无|空|null|none|n/a|nil|undefined", re.IGNORECASE)
_KEYWORD_SEPARATOR = re.compile(r"[；;，,、|\s]+")
_LEADING_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?!\d)\s*日?")
_NOT_A_TITLE_END = re.compile(r"[。！；：，、!;:,]$")


@dataclass(slots=True)
class FieldValues:
    """The texts found for one report, by field. The first value wins unless a better label comes later."""

    texts: dict[str, str] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)

    def offer(self, name: str, value: str, *, label: str = "") -> bool:
        """Take `value` for field `name` unless it is empty or a better one is there; return whether it was taken."""
        value = one_line(clean_text(value))
        rank = label_rank(name, label)
        if is_placeholder(value) or (name in self.texts and self.ranks[name] <= rank):
            return False
        self.texts[name] = value
        self.ranks[name] = rank
        return True


def is_placeholder(value: str) -> bool:
    """Return whether `value` is a mere placeholder for a field that must not be left empty.

    >>> [is_placeholder(value) for value in ("", "——", "无", "无锡市")]
    [True, True, True, False]
    """
    return _PLACEHOLDER.fullmatch(value) is not None


def split_keywords(text: str) -> tuple[str, ...]:
    """Return the keywords in `text`, each once, in their order.

    >>> split_keywords("防汛；抗旱 通知、防汛")
    ('防汛', '抗旱', '通知')
    """
    return tuple(dict.fromkeys(keyword for keyword in _KEYWORD_SEPARATOR.split(text) if keyword))


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
    return next((plausible_title(line) for line in body.split("\n") if line.strip()), "")


def build_report(
    values: FieldValues,
    *,
    id: str,
    source: str,
    body: str,
    keywords: Iterable[str] | None = None,
    attachments: Iterable[Attachment] = (),
    read_signature: bool = True,
) -> tuple[Report, list[str]]:
    """Return the report with these values, and notes in Chinese about the values refused.

    The signature of the body fills `issuer` and `written` where no label gave them, if `read_signature`;
    `keywords` are taken as they are, else split from their text.
    """
    texts = values.texts
    notes: list[str] = []
    dates: dict[str, PartialDate | None] = {}
    for name, shown in (("published", "发布日期"), ("written", "成文日期")):
        dates[name], note = _date(texts.get(name, ""), shown)
        notes += note
    index_number = parse_index_number(texts.get("index_number", ""))
    if index_number is None and texts.get("index_number"):
        notes.append(f"索引号“{texts['index_number'][:40]}”无法使用，已略去，请核对原文")
    document_number = parse_document_number(texts.get("document_number", ""))
    if document_number is None and texts.get("document_number"):
        notes.append(f"文号“{texts['document_number'][:40]}”无法使用，已略去，请核对原文")
    signature = find_signature(body) if read_signature else Signature()
    # A written date that was refused stays unknown: the page contradicts itself.
    written = dates["written"] or (None if texts.get("written") else signature.written)
    report = Report(
        id=id,
        source=source,
        title=texts.get("title", ""),
        body=body,
        index_number=index_number,
        category=texts.get("category", ""),
        topic=texts.get("topic", ""),
        issuer=texts.get("issuer", "") or signature.issuer,
        document_number=document_number,
        published=dates["published"],
        written=written,
        keywords=tuple(split_keywords(texts.get("keywords", "")) if keywords is None else keywords),
        status=texts.get("status", ""),
        attachments=tuple(attachments),
    )
    return report, notes


def _date(text: str, shown: str) -> tuple[PartialDate | None, list[str]]:
    if not text:
        return None, []
    # Pages print other things right behind the date: `2023-01-05字号：大 中 小`.
    leading = _LEADING_DATE.match(text)
    try:
        return parse_partial_date(leading[0] if leading else text), []
    except InvalidDate as error:
        return None, [f"{shown}“{text[:40]}”已略去：{error.reason}"]
