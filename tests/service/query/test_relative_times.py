"""Times that a query names from today."""

from __future__ import annotations

from datetime import date

import pytest

from service.query.relative_times import relative_time

TODAY = date(2026, 11, 27)
"""A Friday."""


@pytest.mark.parametrize(
    ("typed", "means", "read"),
    [
        ("今年财政预算", "2026年", "2026年财政预算"),
        ("财政预算 去年", "2025年", "财政预算 2025年"),
        ("前年的决算", "2024年", "2024年决算"),
        ("上年度决算", "2025年", "2025年决算"),
        ("上周招聘", "2026-11-16 至 2026-11-22", "招聘"),
        ("本周招聘", "2026-11-23 至 2026-11-27", "招聘"),
        ("上个月的招聘", "2026-10-01 至 2026-10-31", "招聘"),
        ("本月招聘", "2026-11-01 至 2026-11-27", "招聘"),
        ("昨天的通知", "2026-11-26", "通知"),
        ("近一年招聘", "2025-11-27 至 2026-11-27", "招聘"),
        ("最近30天 招聘", "2026-10-28 至 2026-11-27", "招聘"),
        ("最近三个月的招聘", "2026-08-29 至 2026-11-27", "招聘"),
        ("近半年招聘", "2026-05-29 至 2026-11-27", "招聘"),
        ("最新低保标准", "越新的越靠前", "低保标准"),
        ("低保标准最近", "越新的越靠前", "低保标准"),
    ],
)
def test_times_from_today_are_understood(typed: str, means: str, read: str) -> None:
    """Each is said in numbers, and the rest of the query is kept."""
    found = relative_time(typed, TODAY)
    assert found is not None
    assert (found.means, found.read) == (means, read)


@pytest.mark.parametrize(
    "typed", ["过去年度", '"去年"预算', "标题:去年", "-去年 预算", "财政预算", "2025年预算", "", "我家水管去年裂了"]
)
def test_what_is_no_time_is_left_alone(typed: str) -> None:
    """Neither what crosses a word's border, nor what is quoted, excluded or below a prefix."""
    assert relative_time(typed, TODAY) is None


def test_a_month_ago_is_right_at_the_turn_of_a_year() -> None:
    """In January the month before is December."""
    found = relative_time("上个月招聘", date(2026, 1, 3))
    assert found is not None
    assert found.days == (date(2025, 12, 1), date(2025, 12, 31))
