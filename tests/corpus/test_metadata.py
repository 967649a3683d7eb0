"""Metadata of a report are what one table says, everywhere."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator

import pytest

from corpus import metadata as table
from corpus import record, report
from corpus.metadata import METADATA, MetadataField, Metadatum, metadata
from corpus.readers import labelled_values
from corpus.readers.labelled_values import FieldValues, build_report
from corpus.record import from_record, from_stored, to_record, to_stored
from corpus.report import Attachment, Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.kind import DATE, TEXT
from corpus.values.partial_date import PartialDate


@dataclasses.dataclass(frozen=True, slots=True)
class _LongerReport(Report):
    """A report with two fields that do not exist."""

    effective: PartialDate | None = None
    access: str = ""


@pytest.fixture
def longer_table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the table longer by these two fields, as two lines added to it would."""
    longer = (*METADATA, MetadataField("effective", "施行日期", DATE), MetadataField("access", "公开方式", TEXT))
    for module in (table, report, record, labelled_values):
        monkeypatch.setattr(module, "METADATA", longer)
    for module in (record, labelled_values):
        monkeypatch.setattr(module, "Report", _LongerReport)
    record._assignments.cache_clear()
    yield
    record._assignments.cache_clear()


@pytest.fixture
def longer_report(longer_table: None) -> Report:
    """Return a report that a reader made of labelled values, two of them in the new fields."""
    values = FieldValues({"title": "条例", "status": "有效", "effective": "2024年3月1日起", "access": " 主动公开 "})
    built, notes = build_report(values, id="1", source="a.txt", body="")
    assert not notes
    return built


def test_metadata_are_in_the_order_people_read_them() -> None:
    """Numbers are shown as published, dates in ISO 8601, keywords in one line."""
    full = Report(
        id="1",
        source="a.txt",
        title="关于防汛的通知",
        index_number=parse_index_number("015530441／2023－11"),
        category="通知",
        topic="水利",
        issuer="青禾市水务局",
        document_number=parse_document_number("青水发[2023]1号"),
        published=PartialDate(2023, 3, 2),
        written=PartialDate(2023, 3),
        keywords=("防汛", "通知"),
        status="有效",
        attachments=(Attachment("表.xlsx", "./b.xlsx"),),
    )
    assert [(each.label, each.text) for each in metadata(full)] == [
        ("索引号", "015530441／2023－11"),
        ("信息分类", "通知"),
        ("主题分类", "水利"),
        ("发布机构", "青禾市水务局"),
        ("文号", "青水发[2023]1号"),
        ("发布日期", "2023-03-02"),
        ("成文日期", "2023-03"),
        ("主题词", "防汛；通知"),
        ("有效性", "有效"),
    ]


def test_only_what_is_known_is_metadata() -> None:
    """A field without a value is left out."""
    assert metadata(Report(id="1", source="a.txt")) == ()
    assert metadata(Report(id="1", source="a.txt", status="有效")) == (Metadatum("status", "有效性", "有效"),)


def test_every_attribute_is_metadata_or_has_a_form_of_its_own() -> None:
    """The table and the fields it leaves out are all of a report."""
    own = {"id", "source", "title", "body", "attachments", "former_ids", "origins", "ended"}
    assert own | {field.name for field in METADATA} == {field.name for field in dataclasses.fields(Report)}


def test_a_field_added_to_the_table_is_read(longer_report: Report) -> None:
    """A reader's texts are parsed and cleaned by the kind that the table gives."""
    assert isinstance(longer_report, _LongerReport)
    assert (longer_report.effective, longer_report.access) == (PartialDate(2024, 3, 1), "主动公开")


def test_a_field_added_to_the_table_that_is_refused_has_a_note(longer_table: None) -> None:
    """The note names the field as the table does."""
    _, notes = build_report(FieldValues({"effective": "明年"}), id="1", source="a.txt", body="")
    assert [note.split("“")[0] for note in notes] == ["施行日期"]


def test_a_field_added_to_the_table_is_shown(longer_report: Report) -> None:
    """Whoever shows metadata shows it."""
    assert [each.label for each in metadata(longer_report)] == ["有效性", "施行日期", "公开方式"]


def test_a_field_added_to_the_table_is_exported(longer_report: Report) -> None:
    """It is in the record, as JSON, and comes back."""
    exported = to_record(longer_report)
    assert exported["effective"] == "2024-03-01"
    assert exported["access"] == "主动公开"
    assert from_record(json.loads(json.dumps(exported))) == longer_report


def test_a_field_added_to_the_table_is_stored(longer_report: Report) -> None:
    """It is in the stored form, as JSON, and comes back; indexes without it are told apart."""
    assert from_stored(json.loads(json.dumps(to_stored(longer_report))), longer_report.body) == longer_report
    assert record.stored_form().endswith("status in_force_from in_force_until original_url effective access")
