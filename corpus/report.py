"""A report of a disclosure archive, and the plain record it is exported as."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.characters import clean_text, one_line
from corpus.errors import InvalidRecord
from corpus.values.document_number import DocumentNumber, parse_document_number
from corpus.values.index_number import IndexNumber, parse_index_number
from corpus.values.partial_date import PartialDate, parse_partial_date

_TEXT_FIELDS = ("id", "source", "title", "category", "topic", "issuer", "status")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file published with a report (附件); `url` is as the page gives it, often relative."""

    name: str
    url: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", one_line(clean_text(self.name)))
        object.__setattr__(self, "url", one_line(clean_text(self.url)))


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of disclosed information (一条政府信息). Every field but `id` and `source` may be missing.

    Texts are cleaned by the constructor, and all but the body put on one line, so a Report can always be shown and encoded in UTF-8.

    title 信息名称, body 正文, index_number 索引号, category 信息分类, topic 主题分类, issuer 发布机构,
    document_number 文号, published 发布日期, written 成文日期, keywords 主题词, status 有效性, attachments 附件.

    >>> Report(id="1", source="a.txt", title="关于防汛的通知\\x00 ").title
    '关于防汛的通知'
    """

    id: str
    source: str
    title: str = ""
    body: str = ""
    index_number: IndexNumber | None = None
    category: str = ""
    topic: str = ""
    issuer: str = ""
    document_number: DocumentNumber | None = None
    published: PartialDate | None = None
    written: PartialDate | None = None
    keywords: tuple[str, ...] = ()
    status: str = ""
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        for field in _TEXT_FIELDS:
            object.__setattr__(self, field, one_line(clean_text(getattr(self, field))))
        object.__setattr__(self, "body", clean_text(self.body))
        keywords = (one_line(clean_text(keyword)) for keyword in self.keywords)
        object.__setattr__(self, "keywords", tuple(keyword for keyword in keywords if keyword))


def report_id(source: str) -> str:
    """Return a stable id of 16 hexadecimal characters for the report that `source` holds.

    It never comes from the index number: two reports may share one.

    >>> report_id("2023/a.txt")
    '79a30675832da527'
    """
    # File names that are not UTF-8 reach Python as lone surrogates.
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def to_record(report: Report) -> dict[str, object]:
    """Return `report` as a dict that JSON can hold: English keys, ISO dates, numbers as published, empty fields left out.

    >>> to_record(Report(id="1", source="a.txt", published=PartialDate(2024, 1)))
    {'id': '1', 'source': 'a.txt', 'published': '2024-01'}
    """
    record: dict[str, object] = {
        "id": report.id,
        "source": report.source,
        "title": report.title,
        "index_number": report.index_number.raw if report.index_number else "",
        "document_number": report.document_number.raw if report.document_number else "",
        "issuer": report.issuer,
        "category": report.category,
        "topic": report.topic,
        "published": report.published.isoformat() if report.published else "",
        "written": report.written.isoformat() if report.written else "",
        "keywords": list(report.keywords),
        "status": report.status,
        "attachments": [{"name": file.name, "url": file.url} for file in report.attachments],
        "body": report.body,
    }
    return {key: value for key, value in record.items() if value or key in ("id", "source")}


def from_record(record: Mapping[str, object]) -> Report:
    """Return the report that `to_record` made into `record`. Raises InvalidRecord; for JSON of other origin use `readers.jsonl`."""
    published, written = _text(record, "published"), _text(record, "written")
    return Report(
        id=_text(record, "id"),
        source=_text(record, "source"),
        title=_text(record, "title"),
        body=_text(record, "body"),
        index_number=parse_index_number(_text(record, "index_number")),
        category=_text(record, "category"),
        topic=_text(record, "topic"),
        issuer=_text(record, "issuer"),
        document_number=parse_document_number(_text(record, "document_number")),
        published=parse_partial_date(published) if published else None,
        written=parse_partial_date(written) if written else None,
        keywords=tuple(str(keyword) for keyword in _list(record, "keywords")),
        status=_text(record, "status"),
        attachments=tuple(_attachment(file) for file in _list(record, "attachments")),
    )


def _text(record: Mapping[str, object], field: str) -> str:
    value = record.get(field, "")
    if not isinstance(value, str):
        raise InvalidRecord(field, "应为字符串")
    return value


def _list(record: Mapping[str, object], field: str) -> list[object]:
    value = record.get(field, [])
    if not isinstance(value, list):
        raise InvalidRecord(field, "应为数组")
    return value


def _attachment(value: object) -> Attachment:
    if not isinstance(value, dict):
        raise InvalidRecord("attachments", "每个附件应为对象，含 name 和 url")
    return Attachment(name=str(value.get("name", "")), url=str(value.get("url", "")))
