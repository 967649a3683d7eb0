"""The text of a file that a command is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.cli.file_text import NoText, text_of
from tests.service.cli.conftest import NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_is_read_as_it_is(tmp_path: Path, encoding: str) -> None:
    """Also one of a single line, and one that looks like a report."""
    path = tmp_path / "a.txt"
    for text in ("申请公开城区停水的通知。", NOTICE.strip()):
        path.write_text(text, encoding=encoding)
        assert text_of(path) == text


def test_other_formats_are_read_as_reports(tmp_path: Path) -> None:
    """Without their markup; what holds nothing, can't be read, for which reason, or isn't there is an error."""
    page = tmp_path / "a.html"
    page.write_text(f"<html><body><h1>停水通知</h1><p>{'城区停水，请储水。' * 20}</p></body></html>", encoding="utf-8")
    assert "城区停水" in text_of(page)
    assert "<p>" not in text_of(page)
    for empty in ("b.txt", "b.html"):
        (tmp_path / empty).write_bytes(b"\n")
        with pytest.raises(NoText):
            text_of(tmp_path / empty)
    for name, content, reason in (
        ("d.txt", b"\xff\xff\xff\x81", "不是 UTF-8"),
        ("d.docx", b"PK\x03\x04broken", "已损坏"),
        ("d.pdf", b"%PDF-1.7 broken", "PDF"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(NoText, match=reason):
            text_of(tmp_path / name)
    with pytest.raises(FileNotFoundError):
        text_of(tmp_path / "c.txt")
