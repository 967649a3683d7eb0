"""Text of scans, by a command that is configured: it gets a file's path and prints the text that it recognises."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.characters import clean_text
from corpus.problem import Problem
from corpus.readers import content
from corpus.readers.command import CANNOT_RUN, Limits, run_command
from corpus.readers.registry import Item
from corpus.report import Report

_SCANS = (content.PDF, content.OFD)
"""Formats whose pages may be pictures."""

_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Ocr:
    """The command as a list of arguments, to which the path is added, none for no OCR; `seconds` for each file."""

    command: tuple[str, ...] = ()
    seconds: int = 300


def with_ocr(items: Iterable[Item], path: Path, ocr: Ocr) -> Iterator[Item]:
    """Yield what was read of a file; where a scan has no text, with the text that OCR finds, or a note why there is none."""
    for item in items:
        if not ocr.command or not isinstance(item, Report) or item.body or content.content_of(path) not in _SCANS:
            yield item
            continue
        text, failure = _recognised(path, ocr)
        yield replace(item, body=text)
        if failure:
            yield Problem(item.source, failure, skipped=False)


def _recognised(path: Path, ocr: Ocr) -> tuple[str, str]:
    """Return the text of a file, and why there is none."""
    with tempfile.TemporaryFile() as output:
        try:
            code = run_command([*ocr.command, str(path.absolute())], Limits(ocr.seconds), output=output)
        except subprocess.TimeoutExpired:
            return "", f"OCR 超过 {ocr.seconds} 秒，已放弃，请调大 archive.ocr_seconds"
        if code == CANNOT_RUN:
            return "", f"OCR 命令 {ocr.command[0]} 无法运行，请检查 archive.ocr"
        if code != 0:
            return "", f"OCR 命令以 {code} 结束，没有文字，请单独运行它查看原因"
        output.seek(0)
        text = clean_text(output.read(_MAX_BYTES).decode("utf-8", "replace")).strip()
        return text, "" if text else "OCR 没有认出文字，请打开核对"
