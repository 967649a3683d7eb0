"""The same report in other years."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from service.browse.other_years import other_years
from service.browse.similar import like
from tests.service.browse.related_reports import PLAN, YEARLY, filled


@pytest.mark.parametrize(
    ("report", "years"),
    [(YEARLY[0], [2023, 2022]), (YEARLY[2], [2022, 2021]), (YEARLY[3], []), (YEARLY[4], []), (PLAN, [])],
)
def test_years_and_words_of_form_may_differ(tmp_path: Path, report: Report, years: list[int]) -> None:
    """Of the same agency, about the same: a plan is no report, and another agency's is another."""
    likely = like(report)
    assert likely
    assert list(other_years(filled(tmp_path), report, likely)) == years
