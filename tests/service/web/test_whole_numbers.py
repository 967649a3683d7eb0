"""Whole numbers of requests."""

from __future__ import annotations

import pytest

from service.web.whole_numbers import MOST, number


@pytest.mark.parametrize(
    ("text", "read"),
    [("", 0), ("0", 0), ("7", 7), ("007", 7), ("-7", 0), ("1e3", 0), ("٣", 0), ("9" * 19, MOST), ("9" * 100_000, MOST)],
)
def test_every_text_is_a_number_of_the_ledger_or_none(text: str, read: int) -> None:
    """However long it is; what Python reads as digits of other scripts is none."""
    assert number(text) == read
