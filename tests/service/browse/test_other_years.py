"""The same report in other years."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from service.browse.other_years import other_years
from tests.service.browse.related_reports import PLAN, YEARLY, filled


@pytest.mark.parametrize(
    ("report", "years"),
    [(YEARLY[0], [2023, 2022]), (YEARLY[2], [2022, 2021]), (YEARLY[3], []), (YEARLY[4], []), (PLAN, [])],
)
def test_years_and_words_of_form_may_differ(tmp_path: Path, report: Report, years: list[int]) -> None:
    """Of the same agency, about the same: a plan is no report, and another agency's is another."""
    assert list(other_years(filled(tmp_path), report)) == years


def test_of_several_of_one_year_the_one_with_the_same_words_counts(tmp_path: Path) -> None:
    """Though another one be newer; a report without a year has no others."""
    newer = replace(YEARLY[1], id="newer", title="2022年度节水工作说明", published=PartialDate(2024, 1, 1))
    same = replace(YEARLY[1], id="same", title="青禾市水务局2022年度节水工作报告")
    engine = filled(tmp_path)
    with engine.write() as writer:
        writer.put(newer)
        writer.put(same)
    assert other_years(engine, YEARLY[0])[2022].id == "same"
    assert other_years(engine, Report(id="x", source="s", title="节水工作报告", issuer=YEARLY[0].issuer)) == {}
