"""What a file is by its bytes: the name that a portal or an office gave it is often wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import IO
from zipfile import ZipInfo

from corpus.errors import UnreadableFile
from corpus.readers.encoding import BYTE_ORDER_MARKS
from corpus.readers.regular_file import open_regular
from corpus.readers.zip_file import ZipArchive

PDF = "PDF"
OFD = "OFD"
DOCX = "DOCX"
XLSX = "XLSX"
ODT = "ODT"
ODS = "ODS"
DOC = "DOC"
XLS = "XLS"
RTF = "RTF"
ZIP = "ZIP"
HTML = "HTML"
MHTML = "MHTML"
ENCRYPTED = "encrypted"
"""A DOCX or XLSX with a password."""

HEAD_BYTES = 4096

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What compound files (MS-CFB) begin with: older office documents, and those with a password."""

ZIP_FILE = (b"PK\x03\x04", b"PK\x05\x06")
"""What ZIP files begin with, the second one empty ones."""

_LARGEST_COMPOUND = 32 * 2**20
_STREAMS = (("EncryptedPackage", ENCRYPTED), ("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
"""Streams of a compound file (MS-CFB) that tell what it holds."""

_MEMBERS = (
    (re.compile(r"(?:^|/)OFD\.xml$", re.IGNORECASE), OFD),
    (re.compile(r"^word[/\\]", re.IGNORECASE), DOCX),
    (re.compile(r"^xl[/\\]", re.IGNORECASE), XLSX),
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.I | re.S
)
_SAVED_PAGE = re.compile(rb"(?=[\w-]+:)(?:[^\n]+\n){0,20}?content-type:\s*multipart/related", re.I)
"""Headers of a message; browsers begin with `From: <Saved by Blink>`."""

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
"""The first member of OpenDocument files, which is not packed, at the offset where the names of first members stand."""


def content_of_head(head: bytes) -> str:
    """Return the format that the first `HEAD_BYTES` of a file tell, "" where they don't.

    >>> content_of_head(b"%PDF-1.7"), content_of_head("关于防汛的通知".encode())
    ('PDF', '')
    """
    begin = _without_byte_order_mark(head).lstrip()
    if begin.startswith(b"%PDF-"):
        return PDF
    if begin.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(ZIP_FILE[0]):
        return _first_members(head)
    if _SAVED_PAGE.match(begin):
        return MHTML
    return HTML if _PAGE.match(begin.replace(b"\0", b"")) else ""


def content_of(path: Path) -> str:
    """Return the format that the bytes of a file tell, "" for other texts and for what is unknown. Raises OSError."""
    with open_regular(path) as file:
        head = file.read(HEAD_BYTES)
        if head.startswith(COMPOUND_FILE):
            return _compound(head + file.read(_LARGEST_COMPOUND))
        if head.startswith(ZIP_FILE):
            return _open_document(head) if head[30:].startswith(_OPEN_DOCUMENT) else _zipped(file)
    return content_of_head(head)


def _without_byte_order_mark(head: bytes) -> bytes:
    return next((head[len(mark) :] for mark in BYTE_ORDER_MARKS if head.startswith(mark)), head)


def _first_members(head: bytes) -> str:
    """Return what the names of the first members tell: they stand before their content."""
    if head[30:].startswith(_OPEN_DOCUMENT):
        return _open_document(head)
    names = ((b"OFD.xml", OFD), (b"word/", DOCX), (b"word\\", DOCX), (b"xl/", XLSX), (b"xl\\", XLSX))
    return next((content for name, content in names if name in head), ZIP)


def _open_document(head: bytes) -> str:
    """Return ODT for a text, ODS for tables, "" for slides and drawings, which are not read."""
    kind = head[30 + len(_OPEN_DOCUMENT) :]
    return ODT if kind.startswith(b"text") else ODS if kind.startswith(b"spreadsheet") else ""


def _zipped(file: IO[bytes]) -> str:
    try:
        with ZipArchive(file, limit=HEAD_BYTES) as archive:
            members = {member.filename: member for member in archive.members}
            if "content.xml" in members:
                return _kind_of_open_document(archive, members.get("mimetype"))
    except UnreadableFile:
        return ""
    return next((content for member, content in _MEMBERS if any(map(member.search, members))), ZIP)


def _kind_of_open_document(archive: ZipArchive, mimetype: ZipInfo | None) -> str:
    """Return the kind of an OpenDocument file that other programs packed anew; a text where it does not say."""
    kind = archive.read(mimetype, limit=HEAD_BYTES) if mimetype else b""
    return ODS if b"spreadsheet" in kind else ODT


def _compound(data: bytes) -> str:
    return next((content for name, content in _STREAMS if name.encode("utf-16-le") in data), "")
