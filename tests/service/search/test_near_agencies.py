"""Agencies near what a search in vain says of one."""

from __future__ import annotations

import pytest

from service.search.near_agencies import LONGEST, nearest

AGENCIES = ["青禾市财政局", "青禾市水务局", "青禾市水务局城东分局", "青禾市教育体育局"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("水利局", ["青禾市水务局", "青禾市水务局城东分局"]),
        ("财政居", ["青禾市财政局"]),
        ("青禾水务局", ["青禾市水务局", "青禾市水务局城东分局"]),
        ("教体局", ["青禾市教育体育局"]),
        ("公安厅", []),
        ("局", []),
        ("", []),
        ("水务局" * LONGEST, []),
    ],
)
def test_the_nearest_come_first(typed: str, found: list[str]) -> None:
    """By how many characters they have in the same order, then the shorter name."""
    assert nearest(typed, AGENCIES) == found


def test_a_word_that_may_be_no_agency_ends_as_they_do() -> None:
    """Most words share some characters with one."""
    assert nearest("水务费", AGENCIES, is_agency=False) == []
    assert nearest("水利局", AGENCIES, is_agency=False)[0] == "青禾市水务局"
