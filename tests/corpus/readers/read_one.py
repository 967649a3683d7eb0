"""Helpers that read one file of a test and separate its report from the problems."""

from __future__ import annotations

from pathlib import Path

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report


def read_as(folder: Path, name: str, content: str | bytes) -> tuple[Report | None, list[Problem]]:
    """Return the report and the problems of a file with this name and content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    found = list(read_file(path, source=name))
    reports = [each for each in found if isinstance(each, Report)]
    assert len(reports) <= 1
    return (reports or [None])[0], [each for each in found if isinstance(each, Problem)]


def read_report(folder: Path, name: str, content: str | bytes) -> Report:
    """Return the report of a file that must have one and no problem."""
    report, problems = read_as(folder, name, content)
    assert problems == []
    assert report is not None
    return report
