"""The text of a file that somebody names on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from service.cli.terminal import STDIN
from service.errors import ServiceError

_PLAIN = (".txt", ".text", ".md")
"""What the names of files end with that are texts as they are: of a line or two no report could be made."""


class NoText(ServiceError):
    """A file that holds no text, or none that can be read."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(
            f"{path}：读不出文字{f'（{reason}）' if reason else ''}，请换成能收录的格式，或用“-”从标准输入给出文字"
        )


def text_of(path: Path) -> str:
    """Return the text of a file in any format that is indexed; of standard input for `-`. Raises `NoText` and OSError."""
    if path == STDIN:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    with path.open("rb") as file:  # what isn't there, or may not be read, is said by the system
        text, reason = _plain(file.read()) if path.suffix.lower() in _PLAIN else _of_reports(path)
    if not text:
        raise NoText(path, reason)
    return text


def _plain(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and why there is none, where that is known."""
    from corpus.errors import UndecodableBytes
    from corpus.readers.encoding import decode

    try:
        return decode(data).text.strip(), ""
    except UndecodableBytes as exc:
        return "", str(exc)


def _of_reports(path: Path) -> tuple[str, str]:
    """Return the text of the reports in a file, and what was wrong with the file first."""
    from corpus.problem import Problem
    from corpus.readers import read_file
    from corpus.report import Report

    read = list(read_file(path, source=path.name))
    problems = [each.reason for each in read if isinstance(each, Problem)]
    text = "\n".join(f"{each.title}\n{each.body}" for each in read if isinstance(each, Report))
    return text, next(iter(problems), "")
