"""What may be selected of a facet, and what that does."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.fields import FACET_FIELDS
from indexer.query import Filter
from service.parameters import MAX_VALUE_LENGTH, BadValue
from service.search.facets import FACETS, parse_selections

ISSUER, YEAR = FACETS["issuer"], FACETS["year"]


def test_every_facet_field_has_a_kind() -> None:
    """The facets are those of the field table, in its order, and whether reports are in force."""
    assert tuple(FACETS) == (*FACET_FIELDS, "validity")


@pytest.mark.parametrize(
    ("name", "texts", "selections"),
    [
        ("issuer", ["甲", "乙", "甲"], ("甲", "乙")),
        ("validity", ["不详", "已废止"], ("不详", "已废止")),
        ("year", ["２０２１", "2021", "2020..", "..2019"], ((2021, 2021), (2020, None), (None, 2019))),
    ],
)
def test_values_are_selected_once_each(name: str, texts: list[str], selections: tuple[object, ...]) -> None:
    """What is given twice, in whatever spelling, is selected once."""
    assert parse_selections(FACETS[name], texts) == selections


@pytest.mark.parametrize("name", FACETS)
def test_there_is_a_limit(name: str) -> None:
    """A value that is too long can't be selected."""
    with pytest.raises(BadValue, match=str(MAX_VALUE_LENGTH)):
        parse_selections(FACETS[name], ["1" * (MAX_VALUE_LENGTH + 1)])


@pytest.mark.parametrize(
    ("name", "value", "before", "after"),
    [
        ("issuer", "甲", (), ("甲",)),
        ("issuer", "甲", ("乙",), ("乙", "甲")),
        ("issuer", "甲", ("甲", "乙"), ("乙",)),
        ("year", "2021", ((2015, 2015),), ((2015, 2015), (2021, 2021))),
        ("year", "2021", ((2015, 2015), (2021, 2021)), ((2015, 2015),)),
        ("year", "2021", ((2015, 2015), (2020, None)), ((2021, 2021),)),
    ],
)
def test_a_click_toggles_a_value(name: str, value: str, before: tuple[object, ...], after: tuple[object, ...]) -> None:
    """A value is added or taken away; a year within a selected range narrows the search to itself."""
    assert FACETS[name].toggle(value, before) == after


@pytest.mark.parametrize(
    ("value", "selected"), [("2014", False), ("2015", True), ("2016", True), ("2017", False), ("2020", True)]
)
def test_years_within_a_range_are_selected(value: str, selected: bool) -> None:
    """Both ends of a range count, and an open range has no other end."""
    assert YEAR.is_selected(value, [(2015, 2016), (2020, None)]) is selected


def test_selected_values_stay_in_sight() -> None:
    """A selected value that nothing matches any more is counted as 0; a range of years is not a value."""
    assert ISSUER.with_unmatched((("甲", 2),), ["乙", "甲"]) == (("甲", 2), ("乙", 0))
    assert YEAR.with_unmatched((("2021", 2),), [(2015, None)]) == (("2021", 2),)


def test_selections_become_filters() -> None:
    """Engines filter by values of a keyword field and by ranges of a number field."""
    assert ISSUER.filter(["甲", "乙"], date(2024, 1, 1)) == Filter("issuer", values=("甲", "乙"))
    assert YEAR.filter([(2015, None)], date(2024, 1, 1)) == Filter("year", ranges=((2015, None),))
