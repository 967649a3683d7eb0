"""A report as a list of its fields' values, for our own storage: restored without cleaning or parsing anything again.

Records of other origin go through `report.from_record`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from corpus.report import Attachment, Report
from corpus.values.document_number import DocumentNumber
from corpus.values.index_number import IndexNumber
from corpus.values.partial_date import PartialDate

_CACHED_DATES = 16_384
"""Size of the cache of dates: the days of 40 years. Checking one with the calendar takes as long as all other fields."""


def to_parts(report: Report) -> list[object]:
    """Return the fields of `report`, but for its body, as a list that JSON can hold.

    >>> to_parts(Report(id="1", source="a.txt", published=PartialDate(2024, 1)))
    ['1', 'a.txt', '', None, '', '', '', None, [2024, 1], None, [], '', []]
    """
    index_number, document_number = report.index_number, report.document_number
    return [
        report.id,
        report.source,
        report.title,
        index_number
        and [
            index_number.raw,
            index_number.form,
            index_number.issuer,
            index_number.year,
            index_number.month,
            index_number.serial,
        ],
        report.category,
        report.topic,
        report.issuer,
        document_number and [document_number.raw, document_number.agency, document_number.year, document_number.serial],
        _date_numbers(report.published),
        _date_numbers(report.written),
        list(report.keywords),
        report.status,
        [[file.name, file.url] for file in report.attachments],
    ]


def from_parts(values: Sequence[Any], body: str) -> Report:
    """Return the report that `to_parts` made into `values`. Nothing is checked again: 3 µs instead of 35."""
    (
        report_id,
        source,
        title,
        index_number,
        category,
        topic,
        issuer,
        document_number,
        published,
        written,
        keywords,
        status,
        attachments,
    ) = values
    report = object.__new__(Report)
    for field, value in (
        ("id", report_id),
        ("source", source),
        ("title", title),
        ("body", body),
        ("index_number", index_number and IndexNumber(*index_number)),
        ("category", category),
        ("topic", topic),
        ("issuer", issuer),
        ("document_number", document_number and DocumentNumber(*document_number)),
        ("published", published and _date(*published)),
        ("written", written and _date(*written)),
        ("keywords", tuple(keywords)),
        ("status", status),
        ("attachments", tuple(Attachment(*file) for file in attachments)),
    ):
        # The class is frozen, and its own constructor would clean every text again.
        object.__setattr__(report, field, value)
    return report


def _date_numbers(date: PartialDate | None) -> list[int] | None:
    return None if date is None else [number for number in (date.year, date.month, date.day) if number is not None]


_date = lru_cache(_CACHED_DATES)(PartialDate)
