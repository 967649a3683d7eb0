"""The field table: what of a report is searched, filtered, counted and sorted by. Schemas, query prefixes, facets
and documentation are all derived from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.ended_documents import ended_names, names_of
from corpus.identity import former_ids
from corpus.report import Report
from corpus.validity import end_in_force, published_status
from corpus.values.bound import Bound
from corpus.values.partial_date import PartialDate
from indexer.own_year import own_year
from indexer.titles import title_size
from indexer.yearly import yearly_subject

LISTED_PREFIX = "~"
"""Before each value of the fields whose values are listed whole: so they stand together among the exact values of all fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """One searchable property of a report.

    `label` is its Chinese name; `prefixes` are the names that may stand before a colon in a query. A field is any of
    *text* (matched by tokens; in ranking a term in it counts `weight` times, not at all for 0), *keyword* (exact
    values; `keywords` gives several of a report) and *number* (ranges, sorting). `facet` fields are counted; a facet keyword field has at most one value a report.
    """

    name: str
    label: str
    prefixes: tuple[str, ...] = ()
    text: Callable[[Report], str] | None = None
    weight: int = 0
    keyword: Callable[[Report], str] | None = None
    keywords: Callable[[Report], tuple[str, ...]] | None = None
    number: Callable[[Report], int | None] | None = None
    facet: bool = False

    @property
    def is_keyword(self) -> bool:
        """Whether it has exact values."""
        return self.keyword is not None or self.keywords is not None

    def exact_values(self, report: Report) -> tuple[str, ...]:
        """Return the different exact values that a report has of it."""
        if self.keywords is not None:
            return self.keywords(report)
        value = self.keyword(report) if self.keyword else ""
        return (value,) if value else ()

    @property
    def holds_years(self) -> bool:
        """Whether its numbers are years; those of number fields that aren't counted are days."""
        return self.number is not None and self.facet


def _date_number(date: PartialDate | None) -> int | None:
    """Return a date as a day number (proleptic Gregorian ordinal); one without month or day counts as its first day."""
    return date.ordinal if date else None


def _year(report: Report) -> int | None:
    return report.dated.year if report.dated else None


def _serial(report: Report) -> str:
    number = report.index_number
    return "" if number is None or number.order is None else str(number.order)


def _bound(bound: Bound | None) -> int | None:
    return bound.day.toordinal() if bound else None


def _end_in_force(report: Report) -> int | None:
    end = end_in_force(report)
    return end.toordinal() if end else None


def _published_status(report: Report) -> str:
    status = published_status(report)
    return status.value if status else ""


FIELDS: tuple[Field, ...] = (
    Field("title", "标题", ("标题", "名称", "信息名称", "title"), text=lambda report: report.title, weight=3),
    Field("body", "正文", ("正文", "内容", "body"), text=lambda report: report.body, weight=1),
    Field(
        "keywords",
        "主题词",
        ("主题词", "关键词", "keywords"),
        text=lambda report: "；".join(report.keywords),
        weight=1,
    ),
    Field(
        "issuer",
        "发布机构",
        ("机构", "发布机构", "发文机关", "单位", "issuer"),
        text=lambda report: report.issuer,
        weight=1,
        keyword=lambda report: report.issuer,
        facet=True,
    ),
    Field(
        "category",
        "信息分类",
        ("分类", "信息分类", "category"),
        text=lambda report: report.category,
        weight=1,
        keyword=lambda report: report.category,
        facet=True,
    ),
    Field(
        "topic",
        "主题分类",
        ("主题", "主题分类", "topic"),
        text=lambda report: report.topic,
        weight=1,
        keyword=lambda report: report.topic,
        facet=True,
    ),
    Field(
        "document_number",
        "文号",
        ("文号", "发文字号", "document_number"),
        text=lambda report: report.document_number.raw if report.document_number else "",
        weight=1,
        keywords=lambda report: report.document_number.keys if report.document_number else (),
    ),
    Field(
        "document_number_tail",
        "文号尾号",
        keywords=lambda report: report.document_number.tails if report.document_number else (),
    ),
    Field(
        "index_number",
        "索引号",
        ("索引号", "index_number"),
        text=lambda report: report.index_number.raw if report.index_number else "",
        weight=1,
        keyword=lambda report: report.index_number.key if report.index_number else "",
    ),
    Field(
        "index_number_tail",
        "索引号尾号",
        keyword=lambda report: (report.index_number.tail or "") if report.index_number else "",
    ),
    Field(
        "index_number_run",
        "索引号字符",
        keyword=lambda report: report.index_number.run if report.index_number else "",
    ),
    Field(
        "index_number_parts",
        "索引号各段",
        keyword=lambda report: report.index_number.parts if report.index_number else "",
    ),
    Field("index_number_serial", "索引号序号", keyword=_serial),
    Field("status", "有效性", ("有效性", "status"), text=lambda report: report.status),
    Field("published_status", "公布的有效性", keyword=_published_status),
    Field(
        "in_force_from", "施行日期", ("施行日期", "in_force_from"), number=lambda report: _bound(report.in_force_from)
    ),
    Field(
        "in_force_until",
        "失效日期",
        ("失效日期", "in_force_until"),
        number=_end_in_force,
    ),
    Field(
        "attachments",
        "附件",
        ("附件", "attachments"),
        text=lambda report: "；".join(each.name for each in report.attachments),
        weight=1,
    ),
    Field("year", "年份", ("年份", "年", "year"), number=_year, facet=True),
    Field(
        "published", "发布日期", ("发布日期", "日期", "published"), number=lambda report: _date_number(report.published)
    ),
    Field("written", "成文日期", ("成文日期", "written"), number=lambda report: _date_number(report.written)),
    Field("dated", "日期", number=lambda report: _date_number(report.dated)),
    Field("own_year", "所属年份", number=own_year),
    Field("yearly_subject", "历年同类", keyword=yearly_subject),
    Field("title_size", "标题长度", number=lambda report: title_size(report.title) or None),
    Field("id", "编号", keyword=lambda report: report.id),
    Field("former_id", "曾用编号", keywords=former_ids),
    Field("named", "所称", keywords=names_of),
    Field(
        "ends_names",
        "废止的文件",
        keywords=lambda report: tuple(f"{LISTED_PREFIX}{name}" for name in ended_names(report)),
    ),
    Field(
        "ended_by_id", "被废止于", keyword=lambda report: f"{LISTED_PREFIX}{report.ended.by}" if report.ended else ""
    ),
    Field("source", "来源文件", keyword=lambda report: report.source),
)

FIELD = {field.name: field for field in FIELDS}
TEXT_FIELDS = tuple(field.name for field in FIELDS if field.text)
KEYWORD_FIELDS = tuple(field.name for field in FIELDS if field.is_keyword)
NUMBER_FIELDS = tuple(field.name for field in FIELDS if field.number)
FACET_FIELDS = tuple(field.name for field in FIELDS if field.facet)


def field_table_fingerprint() -> str:
    """Return the fields and what each is, as one text for the fingerprint of an index."""
    return "; ".join(
        f"{field.name}:{'t' if field.text else ''}{'k' if field.is_keyword else ''}{'n' if field.number else ''}{'f' if field.facet else ''}"
        for field in FIELDS
    )
