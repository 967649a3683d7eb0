"""What may be asked of the ledger of numbers."""

from __future__ import annotations

import pytest

from service.numbering.parameters import SeriesListRequest, parse_series, parse_series_list
from service.numbering.series import DOCUMENT_NUMBER
from service.parameters import BadParameters


def test_what_is_not_given_is_everything() -> None:
    """The first page of the series of index numbers; blank values count as none."""
    assert parse_series_list([]) == parse_series_list([("year", ""), ("q", " ")]) == SeriesListRequest()
    asked = parse_series([("kind", "document"), ("name", "青水发〔2022〕"), ("from", "41")])
    assert (asked.series.kind, asked.series.year, asked.serial) == (DOCUMENT_NUMBER, 2022, 41)


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ([("kind", "x")], "kind"),
        ([("year", "二〇二二")], "year"),
        ([("page", "-1")], "page"),
        ([("order", "1")], "order"),
    ],
)
def test_a_bad_value_of_the_list_is_named(pairs: list[tuple[str, str]], named: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(BadParameters) as raised:
        parse_series_list(pairs)
    assert [each.parameter for each in raised.value.problems] == [named]


@pytest.mark.parametrize(
    ("pairs", "named"),
    [
        ([], "name"),
        ([("name", "015530468/2022"), ("from", "1" * 13)], "from"),
    ],
)
def test_a_bad_value_of_a_series_is_named(pairs: list[tuple[str, str]], named: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(BadParameters) as raised:
        parse_series(pairs)
    assert [each.parameter for each in raised.value.problems] == [named]
