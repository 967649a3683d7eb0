"""Tests of documents that LibreOffice converts."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.reader import IsolatedReader
from corpus.readers import read_file
from corpus.readers.office.libreoffice import is_encrypted
from corpus.report import Report
from tests.corpus.readers.office.write_doc import doc

RTF = rb"{\rtf1\ansi\uc1 \u38450?\u27739?\u36890?\u30693?\par \u20570?\u22909?\u12290?\par}"


@pytest.mark.parametrize("content", [RTF, doc(["防汛通知", "做好。"])], ids=["rtf", "word-97"])
def test_a_document_is_converted_within_the_limits_of_reading(content: bytes, tmp_path: Path) -> None:
    """LibreOffice has limits of its own: it runs also from a process that may take little memory."""
    if shutil.which("soffice") is None:
        assert not os.environ.get("SUOYIN_REQUIRE_LIBREOFFICE"), "LibreOffice is required here"
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "通知.doc"
    path.write_bytes(content)
    with closing(IsolatedReader(ReadingLimits(megabytes=512))) as reader:
        reader.ask(os.path.realpath(path), "通知.doc")
        (report,) = reader.read()
    assert isinstance(report, Report)
    assert (report.title, report.body) == ("防汛通知", "防汛通知\n做好。")


def test_without_libreoffice_one_learns_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is missing the problem names the package."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "通知.rtf").write_bytes(RTF)
    (problem,) = read_file(tmp_path / "通知.rtf", source="通知.rtf")
    assert "libreoffice-writer-nogui" in str(problem)


def test_encryption_is_told_by_the_file() -> None:
    """A bit of the file information block says that a DOC is encrypted."""
    block = b"\xec\xa5" + bytes(8)
    assert is_encrypted(bytes(512) + block + b"\x00\x01" + bytes(512))
    assert not is_encrypted(bytes(512) + block + b"\x00\x00" + bytes(512))
