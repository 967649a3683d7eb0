"""Text of scans by a command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.readers.ocr import Ocr, with_ocr
from corpus.report import Report
from tests.corpus.readers.layout.write_pdf import Picture, Text, pdf

SCAN = pdf([[Picture()]], title="关于防汛的通知")


def python(code: str) -> tuple[str, ...]:
    """Return a command that runs code."""
    return (sys.executable, "-c", code)


def read(data: bytes, ocr: Ocr, folder: Path) -> list[Report | Problem]:
    """Return what is read of a PDF file with OCR."""
    path = folder / "扫描.pdf"
    path.write_bytes(data)
    return list(with_ocr(read_file(path, source=path.name), path, ocr))


def test_a_scan_gets_its_text(tmp_path: Path) -> None:
    """The command is called with the path and prints the text; title and other values stay."""
    code = "import sys; sys.stdout.buffer.write(('做好防汛工作。\\n' + sys.argv[1]).encode())"
    (report,) = read(SCAN, Ocr(python(code)), tmp_path)
    assert isinstance(report, Report)
    assert report.title == "关于防汛的通知"
    assert report.body == f"做好防汛工作。\n{tmp_path / '扫描.pdf'}"


def test_text_needs_no_ocr(tmp_path: Path) -> None:
    """The command is called for scans only, and never unless configured."""
    fails = Ocr(("no-such-command",))
    (report,) = read(pdf([[Text("关于防汛工作的通知和具体要求", 80, 700)]]), fails, tmp_path)
    assert isinstance(report, Report)
    assert len(read(SCAN, Ocr(), tmp_path)) == 1


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (("no-such-command",), "无法运行"),
        (python("raise SystemExit(3)"), "以 3 结束"),
        (python("pass"), "没有认出文字"),
        (python("while True: pass"), "超过 1 秒"),
    ],
)
def test_a_failure_is_a_note(command: tuple[str, ...], reason: str, tmp_path: Path) -> None:
    """The report is there without text, and the note says what to do."""
    report, note = read(SCAN, Ocr(command, seconds=1), tmp_path)
    assert isinstance(report, Report)
    assert report.body == ""
    assert isinstance(note, Problem)
    assert reason in note.reason
    assert not note.skipped
