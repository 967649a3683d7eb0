"""The report of a build as a file."""

from __future__ import annotations

import csv
from pathlib import Path

from corpus.problem import Problem
from indexer.build_report import BuildReport
from service.index_record import write_report


def test_the_table_is_one_of_ours(tmp_path: Path) -> None:
    """With a byte order mark; names of files are texts, whatever they look like, and counts are numbers."""
    names = ("=1+1.txt", "\t=1.txt", "2023-03", '含,逗号"引号".txt')
    problems = tuple(Problem(name, "不是有效的 JSON", line=3, count=2) for name in names)
    path = tmp_path / "report.csv"
    write_report(BuildReport(1, 1, 0, 0, 0, 1, problems), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[:2] == [["类别", "来源", "行号", "数量", "说明"], ["合计", "", "", "1", "reports"]]
    lost = [row for row in rows if row[0] == "未收录"]
    assert [row[1] for row in lost] == ["'=1+1.txt", "'\t=1.txt", "\t2023-03", names[3]]
    assert {tuple(row[2:4]) for row in lost} == {("3", "2")}
