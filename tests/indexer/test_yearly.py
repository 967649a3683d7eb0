"""What the reports of each year have in common."""

from __future__ import annotations

from dataclasses import replace

from corpus.report import Report
from indexer.yearly import yearly_subject

REPORT = Report(id="1", source="s", title="2021年度节水工作报告", issuer="青禾市水务局")


def test_agency_and_subject_count_and_years_do_not() -> None:
    """Where words of form are all that a title has they count too; what has no year is of none."""
    assert yearly_subject(replace(REPORT, title="青禾市水务局推进节水情况的说明（二〇二二年）")) == yearly_subject(
        REPORT
    )
    assert yearly_subject(replace(REPORT, title="2021年度防汛工作报告")) != yearly_subject(REPORT)
    assert yearly_subject(replace(REPORT, issuer="青禾市财政局")) != yearly_subject(REPORT)
    assert yearly_subject(replace(REPORT, title="2021年工作报告")) != yearly_subject(
        replace(REPORT, title="2021年情况说明")
    )
    assert yearly_subject(replace(REPORT, title="节水工作报告")) == yearly_subject(replace(REPORT, title="")) == ""
