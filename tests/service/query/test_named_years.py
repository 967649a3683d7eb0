"""Years that a query names."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from indexer.query import Between, Bonus
from service.query.bonuses import OWN_YEAR
from service.query.compile import compile_query
from service.query.named_years import year_of


@pytest.mark.parametrize(
    "typed",
    [
        "2022年政府工作报告",
        "二〇二二年政府工作报告",
        "二零二二年政府工作报告",
        "政府工作报告 2022",
        "2022政府工作报告",
        "2022年度政府工作报告",
    ],
)
def test_every_spelling_asks_for_reports_of_the_year(typed: str) -> None:
    """The report's own year is a signal, and stands in for the text."""
    compiled = compile_query(typed)
    assert Bonus(Between("own_year", 2022, 2022), OWN_YEAR) in compiled.bonuses
    assert "“2022" in compiled.interpretation.summary


@pytest.mark.parametrize(
    "typed", ["2022年3月", "第2022号", "2022级", "202212年", "2022-00827", "2021—2025年", "2021至2025年"]
)
def test_dates_and_numbers_are_no_years(typed: str) -> None:
    """What goes on in digits is something else."""
    assert year_of([tokenize(typed)]) is None
