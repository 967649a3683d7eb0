"""Tests of what a file is by its bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.readers.content import (
    DOC,
    DOCX,
    ENCRYPTED,
    HTML,
    OFD,
    PDF,
    RTF,
    XLS,
    XLSX,
    ZIP,
    content_of,
    content_of_head,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def packed(*names: str) -> bytes:
    """Return a ZIP file with empty members of these names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\xef\xbb\xbf\n%PDF-1.4", PDF),
        (packed("OFD.xml", "Doc_0/Document.xml"), OFD),
        (packed("x/ofd.XML"), OFD),
        (packed("[Content_Types].xml", "word/document.xml"), DOCX),
        (packed("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (packed("a.txt"), ZIP),
        (packed(), ZIP),
        (COMPOUND + "WordDocument".encode("utf-16-le"), DOC),
        (COMPOUND + "Workbook".encode("utf-16-le"), XLS),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
        (COMPOUND, ""),
        (b"{\\rtf1\\ansi", RTF),
        (b"<!DOCTYPE html><title>x", HTML),
        ("\ufeff<html>".encode("utf-16-le"), HTML),
        (b"<!-- made by x -->\n<table><tr>", HTML),
        ("关于防汛的通知".encode(), ""),
        (b"PK\x03\x04 and no more", ""),
        (b"", ""),
    ],
)
def test_content_is_told_by_bytes(data: bytes, expected: str, tmp_path: Path) -> None:
    """A name plays no part."""
    path = tmp_path / "a"
    path.write_bytes(data)
    assert content_of(path) == expected


def test_the_first_bytes_tell_most_formats() -> None:
    """Whether a file without a suffix is worth reading is known from its start."""
    assert content_of_head(packed("OFD.xml")) == OFD
    assert content_of_head(packed("a/b.pdf")) == ZIP
    assert content_of_head(COMPOUND) == ""
