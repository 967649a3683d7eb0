"""How likely a correction is meant beside what was typed."""

from __future__ import annotations

import pytest

from service.spelling.odds import ACROSS_BORDERS, HELD_AS_TYPED, odds, odds_as_typed, odds_at_most


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


def test_what_was_typed_is_likelier_where_reports_hold_it() -> None:
    """As a word more than across the border of two words."""
    assert HELD_AS_TYPED > ACROSS_BORDERS > 0


@pytest.mark.parametrize(("common", "rare"), [("主旨", "主只"), ("日元", "日园"), ("眼力", "演力")])
def test_a_common_word_is_meant_though_no_report_holds_it(common: str, rare: str) -> None:
    """The dictionary knows most words that an archive lacks."""
    assert odds_as_typed(common) > odds_as_typed(rare) + 1.5


def test_what_is_likelier_as_two_words_is_no_common_word() -> None:
    """Two of the commonest words side by side are likely, and no word."""
    assert odds_as_typed("的了") < odds_as_typed("日元")


def test_nothing_is_likelier_than_said() -> None:
    """The commonest words by themselves, and a text of them."""
    texts = ("的", "一", "了", "是", "的的", "公积金", "政府")
    assert all(odds(text, "工积金", cost=0.0, is_held=True) <= odds_at_most("工积金") for text in texts)
