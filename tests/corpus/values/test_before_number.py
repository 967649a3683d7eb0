"""Where the agency of a document number begins."""

from __future__ import annotations

import pytest

from corpus.values.before_number import agency_start, leading_words


@pytest.mark.parametrize(
    ("before", "agency"),
    [
        ("青政发", "青政发"),
        ("文号:青政发", "青政发"),
        ("【文号】青政发", "青政发"),
        ("按照青政办发", "青政办发"),
        ("关于印发供水办法的通知青水发", "青水发"),
        ("青禾市供水办法（试行）青政规", "青政规"),
        ("《青禾市供水条例》青人发", "青人发"),
        ("关于停水的函青政函", "青政函"),
        ("青禾市规划局令", "青禾市规划局令"),
        ("青禾市计划生育委员会公告", "青禾市计划生育委员会公告"),
        ("供水的青水复", None),
    ],
)
def test_an_agency_begins_behind_what_is_no_part_of_it(before: str, agency: str | None) -> None:
    """Labels, words that lead to a number, and titles; words that agencies have in their names are none."""
    start = agency_start(before)
    assert (None if start is None else before[start:]) == agency


def test_a_label_alone_is_what_it_is() -> None:
    """Nothing would be left."""
    assert leading_words("文号") == 0
