"""Bounds of being in force."""

from __future__ import annotations

import pytest

from corpus.errors import InvalidDate
from corpus.values.bound import Bound, parse_bound
from corpus.values.partial_date import PartialDate


@pytest.mark.parametrize(
    "bound",
    [
        Bound(PartialDate(2020, 1, 1)),
        Bound(PartialDate(2020, 1, 1), "本办法自2020年1月1日起施行（暂行）。"),
        Bound(PartialDate(2020, 1), "他说“本办法”（“本通知”）有效。"),
    ],
)
def test_what_is_shown_can_be_read_back(bound: Bound) -> None:
    """With its sentence, whatever signs it has."""
    assert parse_bound(str(bound)) == bound


def test_labels_say_many_things() -> None:
    """A day, no day at all, or what can't be a day."""
    assert parse_bound("2025年12月31日 24时") == Bound(PartialDate(2025, 12, 31))
    assert parse_bound("长期") is None
    with pytest.raises(InvalidDate):
        parse_bound("2025年13月1日")
