"""Findings that somebody looked at and dismissed, with the reason: a text file that people can read and keep under version control.

Each line is the finding's id, the day, and the reason, set apart by spaces; # begins a remark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from corpus.characters import clean_line
from corpus.errors import reason_of
from service.errors import ServiceError
from service.operator_files import read_text, remarked_lines

_MOST_BYTES = 50_000_000
_LINE = re.compile(r"([0-9a-f]{12})\s+(\d{4}-\d\d-\d\d)\s+(\S.*)")


class UnusableDismissals(ServiceError):
    """A list of dismissed findings that can't be read or written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"忽略清单 {path} 不能用：{reason}。每行为：编号 日期 理由；请检查配置项 audit.dismissed。")


def read_dismissals(path: Path | None) -> Mapping[str, str]:
    """Return the reasons by the ids of dismissed findings; none where there is no file yet. Raises UnusableDismissals."""
    if path is None or not path.exists():
        return {}
    found = {}
    for number, plain in remarked_lines(read_text(path, _MOST_BYTES, UnusableDismissals)):
        match = _LINE.fullmatch(plain)
        if match is None:
            raise UnusableDismissals(path, f"第 {number} 行看不懂：{plain[:40]}")
        found[match[1]] = match[3]
    return found


def dismiss(path: Path, finding: str, reason: str, today: date) -> None:
    """Add a dismissed finding to the list. Raises UnusableDismissals."""
    said = clean_line(reason).replace("#", "＃")
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{finding} {today.isoformat()} {said}\n")
    except OSError as exc:
        raise UnusableDismissals(path, reason_of(exc)) from exc
