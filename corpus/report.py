"""A report of a disclosure archive, its attachments and its id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from operator import attrgetter

from corpus.characters import clean_line, clean_text
from corpus.metadata import METADATA
from corpus.values.document_number import DocumentNumber
from corpus.values.index_number import IndexNumber
from corpus.values.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file published with a report (附件); `url` is as the page gives it, often relative.

    `start` is the offset in the report's body at which its text begins, None where that is not part of the body.
    """

    name: str
    url: str
    start: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_line(self.name))
        object.__setattr__(self, "url", clean_line(self.url))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in its file the value of a report's field was found, as people say it: 落款, 标签“索引号”."""

    field: str
    place: str


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of disclosed information (一条政府信息). Every field but `id` and `source` may be missing.

    Texts are cleaned by the constructor, and all but the body put on one line, so a Report can always be shown and encoded in UTF-8.

    title 信息名称, body 正文, index_number 索引号, category 信息分类, topic 主题分类, issuer 发布机构,
    document_number 文号, published 发布日期, written 成文日期, keywords 主题词, status 有效性, original_url 原文网址, attachments 附件. `origins` are known to who reads the file, and kept nowhere.

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
    original_url: str = ""
    attachments: tuple[Attachment, ...] = ()
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("id", "source", "title"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "body", clean_text(self.body))
        for each in METADATA:
            if clean := each.kind.clean:
                object.__setattr__(self, each.name, clean(getattr(self, each.name)))


def report_id(source: str) -> str:
    """Return a stable id of 16 hexadecimal characters for the report that `source` holds.

    It never comes from the index number: two reports may share one.

    >>> report_id("2023/a.txt")
    '79a30675832da527'
    """
    # File names that are not UTF-8 reach Python as lone surrogates.
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


_FIELD_NAMES = tuple(each.name for each in fields(Report) if each.name != "body")
_values_but_body = attrgetter(*_FIELD_NAMES)


def without_body(report: Report) -> Report:
    """Return `report` with an empty body: what is known about it, in a thousandth of the memory for the longest.

    >>> without_body(Report(id="1", source="a.txt", title="关于防汛的通知", body="各县：")).body
    ''
    """
    bare = object.__new__(Report)
    # The class is frozen, and its own constructor would clean every text again.
    assign = object.__setattr__
    for name, value in zip(_FIELD_NAMES, _values_but_body(report), strict=True):
        assign(bare, name, value)
    assign(bare, "body", "")
    return bare
