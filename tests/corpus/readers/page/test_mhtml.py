"""Pages that a browser saved in one file."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from corpus.readers import text_file
from corpus.readers.page import mhtml
from corpus.report import Report
from tests.corpus.readers.page.pages import PROSE, page
from tests.corpus.readers.read_one import read_as, read_report

PAGE = page("<h1>关于防汛的通知</h1>", PROSE)


def saved(charset: str = "utf-8", *, nested: bool = False) -> bytes:
    """Return a page saved with a picture; Word puts the page into a part of alternatives."""
    message = MIMEMultipart("related")
    text = MIMEText(PAGE, "html", charset)
    if nested:
        alternatives = MIMEMultipart("alternative")
        alternatives.attach(MIMEText("无", "plain", charset))
        alternatives.attach(text)
        message.attach(alternatives)
    else:
        message.attach(text)
    message.attach(MIMEImage(b"\xff\xd8" + bytes(90), "jpeg"))
    return message.as_bytes()


@pytest.mark.parametrize("name", ["a.mht", "a.MHTML", "a.html"])
@pytest.mark.parametrize("content", [saved(), saved("gb18030"), saved(nested=True)])
def test_the_page_in_it_is_read(name: str, content: bytes, tmp_path: Path) -> None:
    """Whatever it is called and however it is packed."""
    expected = read_report(tmp_path, "b.html", PAGE)
    report = read_report(tmp_path, name, content)
    assert (report.title, report.body) == (expected.title, expected.body)


def test_quoted_printable_as_browsers_write_it(tmp_path: Path) -> None:
    """Line ends of Windows, a header over two lines, bytes as `=E5`."""
    quoted = "".join(f"={byte:02X}" if byte > 126 or byte == 61 else chr(byte) for byte in PAGE.encode())
    lines = [
        "From: <Saved by Blink>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B--"',
        "",
        "----B--",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        quoted,
        "----B----",
    ]
    report = read_report(tmp_path, "a.mhtml", "\r\n".join(lines))
    assert report.title == "关于防汛的通知"
    assert "落实责任" in report.body


@pytest.mark.parametrize(
    "content",
    [
        b"From: <Saved>\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: image/png\n\nx\n--B--",
        b"Content-Type: multipart/related; boundary=B\n\n" * 50,
        b"Content-Type: multipart/related\n\n<h1>x</h1>",
    ],
)
def test_a_file_without_a_page_is_named(content: bytes, tmp_path: Path) -> None:
    """Its pictures alone are no report."""
    report, (problem,) = read_as(tmp_path, "a.mht", content)
    assert not isinstance(report, Report)
    assert "没有网页" in problem.reason


def test_a_page_with_its_pictures_may_be_larger_than_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a limit of its own, beyond which it is named and not read."""
    monkeypatch.setattr(text_file, "MAX_FILE_BYTES", 10)
    assert read_report(tmp_path, "a.mht", saved()).title == "关于防汛的通知"
    monkeypatch.setattr(mhtml, "_MAX_FILE_BYTES", 10)
    report, (problem,) = read_as(tmp_path, "a.mht", saved())
    assert report is None
    assert "文件超过" in problem.reason
