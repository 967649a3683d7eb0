"""How likely a correction is meant beside what was typed."""

from __future__ import annotations

import pytest

from service.spelling.odds import odds, odds_as_typed

KNOWN = {"公积金": 9, "提取": 15}


@pytest.mark.parametrize(
    ("likelier", "other"),
    [
        (odds("公积金", "工积金", cost=1.3, is_held=True), odds("公积金", "工积金", cost=1.3, is_held=False)),
        (odds("公积金", "工积金", cost=1.3, is_held=True), odds("公积金", "工积金", cost=3.5, is_held=True)),
        (odds("公积金", "工积金", cost=1.3, is_held=True), odds("公鸡金", "工积金", cost=1.3, is_held=True)),
    ],
    ids=["held by a report", "easily mistyped", "likely as a text"],
)
def test_what_makes_a_correction_likelier(likelier: float, other: float) -> None:
    """What reports hold, what sounds the same, and what people write."""
    assert likelier > other


def test_what_was_typed_is_likelier_where_reports_hold_it_or_its_words() -> None:
    """Few corrections are as likely as what stands in the archive already."""
    alone = odds_as_typed("公积金提取", {}, is_held=False)
    assert odds_as_typed("公积金提取", KNOWN, is_held=False) > alone
    assert odds_as_typed("公积金提取", {}, is_held=True) > alone
