"""The report of a build for machines and for files: totals, every problem, every file passed over, as JSON or as CSV."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from corpus.readers import PASSED_OVER, kind_of
from indexer.build_report import BuildReport
from service.export.comma_separated import comma_separated

TOTALS = ("reports", "added", "changed", "unchanged", "removed", "files", "skipped")
OUTCOMES = {"read": "已读", "no_text": "没有文字", "passed_over": "略过", "failed": "失败"}
"""What can come of a file, by the attribute of `FormatCount`."""

UNKNOWN_FORMAT = "其他"

SUFFIXES = (".json", ".csv")
"""What a file for the report may be called; the suffix is its format."""

_HEADING = ("类别", "来源", "行号", "数量", "说明")


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
        with path.open("wb") as file:
            file.writelines(comma_separated(chain((_HEADING,), _rows(report))))
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


def _rows(report: BuildReport) -> Iterator[tuple[str | int, ...]]:
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
