"""Working days, and what was published later than twenty of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from service.audit.lateness import late
from service.audit.working_days import BadCalendar, WorkingDays, read_calendar


def test_days_off_and_days_made_up_for_count_as_arranged() -> None:
    """The first week of October 2023 was off, and the Saturday after it a working day."""
    assert WorkingDays().between(date(2023, 9, 28), date(2023, 10, 8)) == 2
    assert WorkingDays().between(date(2023, 9, 28), date(2023, 9, 28)) == 0


def test_a_file_of_ones_own_wins_and_makes_a_year_known(tmp_path: Path) -> None:
    """Days that it doesn't name are as in an ordinary week."""
    path = tmp_path / "days.txt"
    path.write_text("# 2050\n2050-01-03 休\n2050-01-08 班\n2023-09-29 班\n", encoding="utf-8")
    days = WorkingDays(read_calendar(path))
    assert days.between(date(2049, 12, 31), date(2050, 1, 9)) is None
    assert days.between(date(2050, 1, 2), date(2050, 1, 9)) == 5
    assert days.between(date(2023, 9, 28), date(2023, 10, 8)) == 3


@pytest.mark.parametrize("line", ["2050-01-03", "2050-13-03 休", "2050-01-03 假"])
def test_a_line_that_says_nothing_is_refused(tmp_path: Path, line: str) -> None:
    """With its number."""
    path = tmp_path / "days.txt"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadCalendar, match="第 2 行"):
        read_calendar(path)


@pytest.mark.parametrize(
    ("written", "published", "is_late"),
    [
        (PartialDate(2023, 3, 1), PartialDate(2023, 3, 29), False),  # the twentieth working day
        (PartialDate(2023, 3, 1), PartialDate(2023, 3, 30), True),
        (PartialDate(2023, 9, 15), PartialDate(2023, 10, 20), True),
        (PartialDate(2023, 9, 15), PartialDate(2023, 10, 19), False),  # holidays of eight days between
        (PartialDate(2023, 3), PartialDate(2023, 6, 1), False),
        (PartialDate(2006, 3, 1), PartialDate(2007, 3, 1), False),  # there was no time to keep
    ],
)
def test_late_is_later_than_twenty_working_days(written: PartialDate, published: PartialDate, is_late: bool) -> None:
    """Counted from the day after the writing; of dates known to the month nothing is said."""
    report = Report(id="1", source="a", written=written, published=published)
    assert bool(list(late(report, WorkingDays(), set()))) == is_late


def test_an_unknown_year_is_named_and_not_guessed() -> None:
    """Nothing is late by a year whose working days nobody has said."""
    unknown: set[int] = set()
    report = Report(id="1", source="a", written=PartialDate(2090, 3, 1), published=PartialDate(2091, 3, 1))
    assert list(late(report, WorkingDays(), unknown)) == []
    assert unknown == {2090, 2091}
