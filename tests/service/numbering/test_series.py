"""What is a series, and what is none."""

from __future__ import annotations

import pytest

from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from service.numbering.series import DOCUMENT_NUMBER, INDEX_NUMBER, NumberKind, series_named, series_of


@pytest.mark.parametrize(
    ("kind", "number", "name", "year"),
    [
        (INDEX_NUMBER, "015530468/2022-41", "015530468/2022", 2022),
        (INDEX_NUMBER, "11341702486344515H/202110-00013", "11341702486344515H/202110", 2021),
        (INDEX_NUMBER, "01527918X-2020-153077", "01527918X/2020", 2020),
        (INDEX_NUMBER, "2026-02-00018", "2026-02", 2026),
        (INDEX_NUMBER, "AB-12-C/20230105-7", "AB-12-C/20230105", 2023),
        (DOCUMENT_NUMBER, "青水发[2022] 041号", "青水发〔2022〕", 2022),
        (DOCUMENT_NUMBER, "青水发〔2022〕3-15号", "青水发〔2022〕", 2022),
        (DOCUMENT_NUMBER, "国务院令第804号", "国务院令第", None),
    ],
)
def test_a_number_is_of_the_series_that_its_name_leads_to(
    kind: NumberKind, number: str, name: str, year: int | None
) -> None:
    """And stands in it under its serial."""
    parsed = parse_index_number(number) if kind is INDEX_NUMBER else parse_document_number(number)
    assert parsed
    found = series_of(kind, parsed.key)
    assert found
    assert (found.name, found.year) == (name, year)
    assert series_named(kind, name) == found
    assert found.serial_in(parsed.key) in (41, 13, 153077, 18, 7, 3, 804)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(INDEX_NUMBER, ""), (INDEX_NUMBER, "水务局"), (INDEX_NUMBER, "2022"), (DOCUMENT_NUMBER, "见附件")],
)
def test_other_texts_are_no_series(kind: NumberKind, name: str) -> None:
    """What no serial can follow is none."""
    assert series_named(kind, name) is None
