"""Whether reports are in force."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.report import Report
from corpus.validity import Status, published_status, status_on, with_bounds
from corpus.values.bound import Bound
from corpus.values.partial_date import PartialDate

DAY = date(2024, 6, 1)
MAY, JULY = Bound(PartialDate(2024, 5, 1)), Bound(PartialDate(2024, 7, 1))


@pytest.mark.parametrize(
    ("label", "status"),
    [
        ("现行有效", Status.IN_FORCE),
        ("有 效", Status.IN_FORCE),
        ("是", Status.IN_FORCE),
        ("部分失效", Status.IN_FORCE),
        ("已废止", Status.ENDED),
        ("失效", Status.ENDED),
        ("否", Status.ENDED),
        ("尚未生效", Status.NOT_YET),
        ("已被修改", Status.AMENDED),
        ("主动公开", None),
        ("", None),
    ],
)
def test_labels_are_understood(label: str, status: Status | None) -> None:
    """In the words that portals have for it; others say nothing."""
    assert published_status(Report(id="1", source="s", status=label)) is status


def test_titles_say_it_too() -> None:
    """At their end or at their beginning, and only in brackets."""
    titles = ["水库管理办法（已废止）", "【失效】水库管理办法", "关于废止水库管理办法的决定"]
    said = [published_status(Report(id="1", source="s", title=title)) for title in titles]
    assert said == [Status.ENDED, Status.ENDED, None]


@pytest.mark.parametrize(
    ("begin", "end", "label", "status"),
    [
        (None, None, "", Status.UNKNOWN),
        (MAY, None, "", Status.IN_FORCE),
        (JULY, None, "", Status.NOT_YET),
        (None, JULY, "", Status.IN_FORCE),
        (None, MAY, "", Status.ENDED),
        (JULY, MAY, "", Status.ENDED),
        (MAY, MAY, "现行有效", Status.IN_FORCE),
        (MAY, None, "已废止", Status.ENDED),
    ],
)
def test_published_states_are_never_overruled(
    begin: Bound | None, end: Bound | None, label: str, status: Status
) -> None:
    """Days decide where nothing was published."""
    report = Report(id="1", source="s", status=label, in_force_from=begin, in_force_until=end)
    assert status_on(report, DAY) is status


def test_published_days_stay() -> None:
    """Only what is missing is read from the text."""
    report = Report(
        id="1", source="s", title="办法", body="本办法自2020年1月1日起施行，有效期一年。", in_force_from=MAY
    )
    read = with_bounds(report)
    assert read.in_force_from == MAY
    assert read.in_force_until == Bound(PartialDate(2025, 5, 1), "本办法自2020年1月1日起施行，有效期一年。")
