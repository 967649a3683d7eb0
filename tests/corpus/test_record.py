"""Reports come back from both their forms as they were."""

import json

import pytest
from hypothesis import given

from corpus.errors import InvalidRecord
from corpus.record import from_record, from_stored, to_record, to_stored
from corpus.report import Attachment, Ended, Report, with_ended
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from tests.corpus.strategies import reports


@given(reports())
def test_records_round_trip(report: Report) -> None:
    """A report, its record, JSON and the record read back are one and the same."""
    record = json.loads(json.dumps(to_record(report), ensure_ascii=False).encode("utf-8"))
    assert from_record(record) == report


def test_record_has_english_keys_and_plain_values() -> None:
    """A record holds ISO dates, numbers as published and attachments as objects."""
    report = Report(
        id="a1",
        source="a.txt",
        title="关于防汛的通知",
        index_number=parse_index_number("015530441／2023－11"),
        document_number=parse_document_number("青水发[2023]1号"),
        published=PartialDate(2023, 3),
        attachments=(Attachment("表.xlsx", "./b.xlsx"),),
    )
    assert to_record(report) == {
        "id": "a1",
        "source": "a.txt",
        "title": "关于防汛的通知",
        "index_number": "015530441／2023－11",
        "document_number": "青水发[2023]1号",
        "published": "2023-03",
        "attachments": [{"name": "表.xlsx", "url": "./b.xlsx"}],
    }


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"id": 1}, "id"),
        ({"id": "1", "source": "a", "keywords": "甲"}, "keywords"),
        ({"id": "1", "source": "a", "attachments": ["甲"]}, "attachments"),
        ({"id": "1", "source": "a", "published": "明年"}, "published"),
        ({"id": "1", "source": "a", "index_number": "——"}, "index_number"),
    ],
)
def test_wrong_records_are_refused(record: dict[str, object], field: str) -> None:
    """A record that was not made by `to_record` raises and names the field."""
    with pytest.raises(InvalidRecord) as caught:
        from_record(record)
    assert caught.value.field == field


@given(reports())
def test_stored_forms_round_trip(report: Report) -> None:
    """A report is equal to the one made of its stored form, as JSON, and its body."""
    stored = json.loads(json.dumps(to_stored(report), ensure_ascii=False).encode("utf-8"))
    assert from_stored(stored, report.body) == report


def test_who_ends_a_report_is_stored_and_not_exported() -> None:
    """An index tells it, from all that its reports say; an export says what one report does."""
    report = with_ended(Report(id="1", source="a"), Ended("2", "《办法》同时废止。", PartialDate(2021, 3)))
    assert from_stored(json.loads(json.dumps(to_stored(report)))).ended == report.ended
    assert to_record(report) == {"id": "1", "source": "a"}


def test_keys_of_a_record_keep_their_order() -> None:
    """Exported files can be compared line by line with earlier ones."""
    report = Report(
        id="1",
        source="a.txt",
        title="关于防汛的通知",
        body="请储水。",
        index_number=parse_index_number("015530441/2023-11"),
        category="通知",
        topic="水利",
        issuer="青禾市水务局",
        document_number=parse_document_number("青水发〔2023〕1号"),
        published=PartialDate(2023, 3),
        written=PartialDate(2023),
        keywords=("防汛",),
        status="有效",
        attachments=(Attachment("表.xlsx", "./b.xlsx"),),
    )
    assert " ".join(to_record(report)) == (
        "id source title index_number document_number issuer category topic published written keywords status attachments body"
    )
