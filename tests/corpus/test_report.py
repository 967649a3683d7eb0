"""Reports are clean, and come back from their records as they were."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidRecord
from corpus.report import Attachment, Report, from_record, report_id, to_record
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


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_text_of_a_report_is_utf8(text: str) -> None:
    """Surrogates, NULs and controls never get into a report."""
    report = Report(
        id=text, source=text, title=text, body=text, keywords=(text,), attachments=(Attachment(text, text),)
    )
    assert "\x00" not in json.dumps(to_record(report), ensure_ascii=False).encode("utf-8").decode("utf-8")


def test_ids_come_from_the_source_alone() -> None:
    """One source has one id of 16 hexadecimal characters, other sources have others, odd file names too."""
    assert report_id("a/b.txt") == report_id("a/b.txt")
    assert len({report_id(source) for source in ("a", "b", "a/b.txt", "\udcff.txt", "")}) == 5
    assert len(report_id("a")) == 16
    assert set(report_id("a")) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"id": 1}, "id"),
        ({"id": "1", "source": "a", "keywords": "甲"}, "keywords"),
        ({"id": "1", "source": "a", "attachments": ["甲"]}, "attachments"),
    ],
)
def test_wrong_records_are_refused(record: dict[str, object], field: str) -> None:
    """A record that was not made by `to_record` raises and names the field."""
    with pytest.raises(InvalidRecord) as caught:
        from_record(record)
    assert caught.value.field == field
