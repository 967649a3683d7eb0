"""What of a report is missing or contradictory, alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from corpus.report import Attachment, Report
from corpus.values.bound import Bound
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from service.audit.fields import (
    dates_in_the_wrong_order,
    malformed_numbers,
    missing_fields,
    years_against_dates,
)
from service.audit_settings import REQUIRED

TODAY = date(2026, 11, 1)


def _report(**given: Any) -> Report:
    return Report(id="1", source="a.txt", **given)


def test_each_missing_field_is_named() -> None:
    """Attachments stand for a text; a title that is there is not missed."""
    bare = _report(title="停水", attachments=(Attachment("a", "a.pdf"),))
    assert {each.about for each in missing_fields(bare, REQUIRED)} == {"index_number", "issuer", "published"}


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"written": PartialDate(2024, 5, 2), "published": PartialDate(2024, 5, 1)}, 1),
        ({"written": PartialDate(2024, 5, 2), "published": PartialDate(2024, 5)}, 0),
        ({"written": PartialDate(2024, 5, 1), "published": PartialDate(2024, 5, 1)}, 0),
        ({"published": PartialDate(2027)}, 1),
        ({"in_force_from": Bound(PartialDate(2024, 5)), "in_force_until": Bound(PartialDate(2023))}, 1),
        ({"written": PartialDate(2024, 5, 2), "in_force_until": Bound(PartialDate(2023, 1, 1))}, 1),
    ],
)
def test_dates_in_the_wrong_order_are_found(given: dict[str, Any], faults: int) -> None:
    """A month is given the benefit of the doubt; what is yet to come is wrong."""
    assert len(list(dates_in_the_wrong_order(_report(**given), TODAY))) == faults


@pytest.mark.parametrize(
    ("index_number", "document_number", "written", "published", "wrong"),
    [
        ("000014348/2023-00827", "青水发〔2023〕8号", PartialDate(2023, 12, 30), PartialDate(2024, 1, 5), set()),
        (
            "000014348/2024-00827",
            "青水发〔2024〕8号",
            PartialDate(2023, 12, 30),
            PartialDate(2024, 1, 5),
            {"document_number"},
        ),
        ("000014348/2021-00827", "青水发〔2023〕8号", PartialDate(2023, 3, 1), None, {"index_number"}),
        ("000014348/2022-00827", "青水发〔2022〕8号", None, PartialDate(2023, 1, 5), set()),
        (
            "000014348/2024-00827",
            "青水发〔2024〕8号",
            None,
            PartialDate(2023, 1, 5),
            {"document_number", "index_number"},
        ),
        ("000014348/2020-00827", "青水发〔2020〕8号", None, None, set()),
    ],
)
def test_years_of_numbers_are_held_against_dates(
    index_number: str, document_number: str, written: PartialDate | None, published: PartialDate | None, wrong: set[str]
) -> None:
    """What is written in December may be published in January; without dates nothing can be said."""
    report = _report(
        index_number=parse_index_number(index_number),
        document_number=parse_document_number(document_number),
        written=written,
        published=published,
    )
    assert {each.about for each in years_against_dates(report)} == wrong


def test_numbers_without_a_serial_are_malformed() -> None:
    """Those of a known form, long codes among them, are not."""
    bad = _report(index_number=parse_index_number("待编号"), document_number=parse_document_number("无文号"))
    good = _report(
        index_number=parse_index_number("000014348/2023-8"), document_number=parse_document_number("国务院令第804号")
    )
    assert len(list(malformed_numbers(bad))) == 2
    assert list(malformed_numbers(good)) == []
