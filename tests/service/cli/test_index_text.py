"""The report of a build in lines: bounded, by kind, and nothing uncounted."""

from __future__ import annotations

from dataclasses import replace

from corpus.problem import Problem
from corpus.readers import PassedOver
from indexer.build_report import BuildReport, FormatCount
from service.cli.index_text import SHOWN_KINDS, build_lines, problem_lines


def _report(*problems: Problem, passed_over: tuple[PassedOver, ...] = ()) -> BuildReport:
    return BuildReport(
        reports=1, added=1, changed=0, unchanged=0, removed=0, files=1, problems=problems, passed_over=passed_over
    )


def test_problems_of_one_kind_are_shown_up_to_ten() -> None:
    """Ten have a line each, the others one with their number; the summary has the kind with its total."""
    problems = [Problem(f"{number}.txt", f"有 {number} 处字节损坏") for number in range(30)]
    report = _report(*problems, Problem("z.txt", "文件是空的"))
    lines = problem_lines(report)
    assert len(lines) == 12
    assert "另有 20 处同类问题" in lines[10]
    assert lines[11] == "未收录：z.txt：文件是空的"
    assert "  有 … 处字节损坏：30 处" in build_lines(report)


def test_a_note_that_files_share_is_one_line() -> None:
    """A key that nobody reads is named once, with its count in all files."""
    notes = [Problem(f"{number}.jsonl", "不认识的键“網址”", skipped=False, count=100) for number in range(5)]
    other = Problem("0.jsonl", "不认识的键“url”", skipped=False, count=3)
    assert problem_lines(_report(*notes, other)) == [
        "注意：不认识的键“網址”：共 500 处（0.jsonl、1.jsonl、2.jsonl 等 5 个文件）",
        "注意：不认识的键“url”：共 3 处（0.jsonl）",
    ]


def test_kinds_without_end_are_counted() -> None:
    """Texts made to be each of its own kind fill no terminal."""
    problems = [Problem("a", "问题" + "一" * number) for number in range(1000)]
    lines = problem_lines(_report(*problems))
    assert len(lines) == SHOWN_KINDS + 1
    assert f"另有 {1000 - SHOWN_KINDS} 处其他问题" in lines[-1]


def test_what_was_passed_over_is_counted_by_kind() -> None:
    """All kinds are in the summary; those that hold nothing to be missed have no line of their own."""
    files = (PassedOver("a.pdf", "suffix"), PassedOver("b.PDF", "suffix"), PassedOver("c", "suffix"))
    report = _report(passed_over=(*files, PassedOver(".x", "hidden"), PassedOver("q.txt", "link_out")))
    assert build_lines(report)[-1] == (
        "略过 5 个：不认识的文件类型 3 个（.pdf 2，无后缀 1），隐藏文件 1 个，链接指向收录路径之外 1 个。"
    )
    assert len(problem_lines(report)) == 4


def test_the_summary_ends_with_the_files_by_format() -> None:
    """Of each format, how many were read, had no text, were passed over or failed."""
    formats = (FormatCount("PDF", read=3, no_text=1), FormatCount("", passed_over=2, failed=1))
    assert build_lines(replace(_report(), formats=formats))[-3:] == [
        "各格式的文件数：",
        "  PDF：已读 3，没有文字 1，略过 0，失败 0",
        "  其他：已读 0，没有文字 0，略过 2，失败 1",
    ]
