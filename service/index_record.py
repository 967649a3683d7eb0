"""The report of a build for machines and for files: totals, every problem, every file passed over, as JSON or as CSV."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO

from corpus.readers import PASSED_OVER, kind_of
from indexer.build_report import BuildReport

TOTALS = ("reports", "added", "changed", "unchanged", "removed", "files", "skipped")
OUTCOMES = {"read": "已读", "no_text": "没有文字", "passed_over": "略过", "failed": "失败"}
"""What can come of a file, by the attribute of `FormatCount`."""

UNKNOWN_FORMAT = "其他"

SUFFIXES = (".json", ".csv")
"""What a file for the report may be called; the suffix is its format."""

_HEADING = ("类别", "来源", "行号", "数量", "说明")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


def to_record(report: BuildReport) -> dict[str, object]:
    """Return the report as a dict that JSON can hold."""
    return {
        **{name: getattr(report, name) for name in TOTALS},
        "problems": [asdict(each) for each in report.problems],
        "problem_kinds": dict(lost_by_kind(report)),
        "passed_over": [asdict(each) for each in report.passed_over],
        "passed_over_kinds": dict(Counter(each.kind for each in report.passed_over)),
        "forgotten": list(report.forgotten),
        "unusable": list(report.unusable),
        "formats": [asdict(each) for each in report.formats],
    }


def write_report(report: BuildReport, path: Path) -> None:
    """Write the report to a file whose suffix is one of `SUFFIXES`. Raises OSError."""
    if path.suffix.lower() == ".csv":
        # Spreadsheets take a file for UTF-8 by its byte order mark.
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            _write_rows(report, file)
    else:
        text = json.dumps(to_record(report), ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", encoding="utf-8", errors="replace")


def lost_by_kind(report: BuildReport) -> Counter[str]:
    """Return how much was lost by each kind of problem."""
    found: Counter[str] = Counter()
    for each in report.problems:
        if each.skipped:
            found[kind_of(each.reason)] += each.count
    return found


def _write_rows(report: BuildReport, file: IO[str]) -> None:
    rows = csv.writer(file)
    rows.writerow(_HEADING)
    for row in _rows(report):
        rows.writerow([_harmless(each) for each in row])


def _rows(report: BuildReport) -> Iterator[tuple[object, ...]]:
    for name in TOTALS:
        yield "合计", "", "", getattr(report, name), name
    for problem in report.problems:
        yield "未收录" if problem.skipped else "注意", problem.source, problem.line or "", problem.count, problem.reason
    for each in report.passed_over:
        yield "略过", each.source, "", 1, PASSED_OVER[each.kind]
    for counted in report.formats:
        for outcome, label in OUTCOMES.items():
            if count := getattr(counted, outcome):
                yield "格式", counted.format or UNKNOWN_FORMAT, "", count, label
    for source in report.forgotten:
        yield "移除", source, "", "", "文件已不在"


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
