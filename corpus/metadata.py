"""The table of a report's metadata: what is known about a report beside what it says, in the order people read it.

Not in it are what every report is made of, each with a form of its own: `id` and `source` say which report it is, `title`,
`body` and `attachments` are what it says. To add metadata, add a line here, an attribute to `Report`, names to
`corpus.labels.ALIASES` where sources label it, and code to a reader where they don't; records, the stored form, pages,
terminal and API follow; `docs/json-lines.md` and `docs/api.md` name it, which tests see to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.values.kind import BOUND, DATE, DOCUMENT_NUMBER, INDEX_NUMBER, KEYWORDS, TEXT, Kind

if TYPE_CHECKING:
    from corpus.report import Report


@dataclass(frozen=True, slots=True)
class MetadataField:
    """One of a report's metadata: the attribute of `Report`, its Chinese name and the kind of its values."""

    name: str
    label: str
    kind: Kind[Any]


@dataclass(frozen=True, slots=True)
class Metadatum:
    """A value of one report as people read it, with the name and label of its field."""

    name: str
    label: str
    text: str


METADATA = (
    MetadataField("index_number", "索引号", INDEX_NUMBER),
    MetadataField("category", "信息分类", TEXT),
    MetadataField("topic", "主题分类", TEXT),
    MetadataField("issuer", "发布机构", TEXT),
    MetadataField("document_number", "文号", DOCUMENT_NUMBER),
    MetadataField("published", "发布日期", DATE),
    MetadataField("written", "成文日期", DATE),
    MetadataField("keywords", "主题词", KEYWORDS),
    MetadataField("status", "有效性", TEXT),
    MetadataField("in_force_from", "施行日期", BOUND),
    MetadataField("in_force_until", "失效日期", BOUND),
    MetadataField("original_url", "原文网址", TEXT),
)


def metadata(report: Report) -> tuple[Metadatum, ...]:
    """Return the metadata that `report` has, in the order of the table."""
    return tuple(
        Metadatum(field.name, field.label, field.kind.show(value))
        for field in METADATA
        if (value := getattr(report, field.name))
    )
