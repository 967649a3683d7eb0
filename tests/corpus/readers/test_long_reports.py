"""Reports too long to be indexed."""

from __future__ import annotations

from corpus.problem import Problem
from corpus.readers.long_reports import without_long_reports
from corpus.report import Report

SHORT = Report(id="1", source="a.jsonl", title="通知", body="水" * 1000)
LONG = Report(id="2", source="a.jsonl", title="年鉴", body="水" * 1001)


def test_a_long_report_costs_itself() -> None:
    """Its neighbours and the problems with them stay, in their order."""
    note = Problem("a.jsonl", "没有标题", skipped=False)
    first, second, third = without_long_reports([SHORT, LONG, note], 1000)
    assert (first, third) == (SHORT, note)
    assert isinstance(second, Problem)
    assert second.skipped
    assert not second.cut_short


def test_it_is_named_with_its_size_and_the_limit() -> None:
    """Whoever reads it knows which report it is, by how much it is too long, and what to do."""
    (problem,) = without_long_reports([LONG], 1000)
    assert (
        str(problem)
        == "a.jsonl：“年鉴”有 1,001 个字，超过 1,000 个，没有收录，请拆分文件，或调大 archive.report_characters"
    )


def test_a_long_title_counts_and_is_named_by_its_beginning() -> None:
    """A title may be as long as a file."""
    (problem,) = without_long_reports([Report(id="1", source="a.txt", title="水" * 2000)], 1000)
    assert f"“{'水' * 40}”有 2,000 个字" in str(problem)
