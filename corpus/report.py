"""A report of a disclosure archive, its attachments and its id."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter

from corpus.characters import clean_line, clean_text
from corpus.metadata import METADATA
from corpus.values.bound import Bound
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
class Ended:
    """That another report ends one: the id of that report, the sentence that says so, and from when on, None where nothing tells it."""

    by: str
    sentence: str
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One piece of disclosed information (一条政府信息). Every field but `source` may be missing.

    Texts are cleaned by the constructor, and all but the body put on one line, so a Report can always be shown and encoded in UTF-8.

    title 信息名称, body 正文, index_number 索引号, category 信息分类, topic 主题分类, issuer 发布机构,
    document_number 文号, published 发布日期, written 成文日期, keywords 主题词, status 有效性, in_force_from 施行日期, in_force_until 失效日期 (the first day no longer in force), original_url 原文网址, attachments 附件. `id` is empty as long as nothing has given it one (see `identity.py`); `former_ids` are ids that links to it may still have. `origins` are known to who reads the file, and kept nowhere; `ended` is known to an index, and no part of what the report says.

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
    in_force_from: Bound | None = None
    in_force_until: Bound | None = None
    original_url: str = ""
    attachments: tuple[Attachment, ...] = ()
    former_ids: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)
    ended: Ended | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        for name in ("id", "source", "title"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "body", clean_text(self.body))
        for each in METADATA:
            if (clean := each.kind.clean) and (value := getattr(self, each.name)):
                object.__setattr__(self, each.name, clean(value))

    @property
    def dated(self) -> PartialDate | None:
        """The date that people look for it by: when it was published or, where nothing says that, written."""
        return self.published or self.written

    @property
    def made(self) -> PartialDate | None:
        """The date by which it is older or newer than what it names: when it was written or, where nothing says that, published."""
        return self.written or self.published


_FIELD_NAMES = tuple(each.name for each in fields(Report))
_values = attrgetter(*_FIELD_NAMES)
_SETTERS = tuple(getattr(Report, each).__set__ for each in _FIELD_NAMES)


def without_body(report: Report) -> Report:
    """Return `report` with an empty body: what is known about it, in a thousandth of the memory for the longest.

    >>> without_body(Report(id="1", source="a.txt", title="关于防汛的通知", body="各县：")).body
    ''
    """
    return _copied(report, body="")


def with_ids(report: Report, id: str, former_ids: tuple[str, ...] | None = None) -> Report:
    """Return `report` under another id; without `former_ids` it keeps its own.

    >>> with_ids(Report(id="1", source="a.txt"), "2", ("1",)).former_ids
    ('1',)
    """
    return _copied(report, id=id, former_ids=report.former_ids if former_ids is None else former_ids)


def with_source(report: Report, source: str) -> Report:
    """Return `report` with another source."""
    return _copied(report, source=source)


def with_origins(report: Report, origins: tuple[Origin, ...]) -> Report:
    """Return `report` with what is known of where its values were found."""
    return _copied(report, origins=origins)


def with_bounds_in_force(report: Report, begin: Bound | None, end: Bound | None) -> Report:
    """Return `report` with the days from which it is, and is no longer, in force."""
    return _copied(report, in_force_from=begin, in_force_until=end)


def with_ended(report: Report, ended: Ended | None) -> Report:
    """Return `report` with what an index knows of another that ends it."""
    return _copied(report, ended=ended)


def _copied(report: Report, **changed: object) -> Report:
    copied = object.__new__(Report)
    # The class is frozen, and its own constructor would clean every text again; its slots take what they are given.
    for assign, value in zip(_SETTERS, _values(report), strict=True):
        assign(copied, value)
    for name, value in changed.items():
        object.__setattr__(copied, name, value)
    return copied
