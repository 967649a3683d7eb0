"""Files that hold one text in some encoding. What is too large, empty, binary or undecodable is a Problem."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from corpus.errors import UndecodableBytes
from corpus.problem import Problem
from corpus.readers.content import COMPOUND_FILE, ZIP_FILE
from corpus.readers.encoding import declared_charset, decode, unmarked_utf16
from corpus.readers.passed_over import PassedOver
from corpus.readers.regular_file import open_regular
from corpus.report import Report

MAX_FILE_BYTES = 16 * 1024 * 1024
"""The largest page seen has 3 MB with pictures inside; larger files are dumps under the wrong name. A reader holds a file some five times."""

_PROBED_BYTES = 4096
_BINARY_SIGNATURES = (
    COMPOUND_FILE,
    *ZIP_FILE,
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
)
"""PDF, OFD and Office files are often saved under the name of a page."""

_UTF16_BYTE_ORDER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NUL_SHARE = 0.01
"""A page damaged in transfer holds a few NULs, a program or picture many."""


class TextReader(Protocol):
    """What yields the reports that a text holds, and the problems with it."""

    def __call__(self, text: str, *, source: str) -> Iterator[Report | Problem | PassedOver]: ...


def read_text_file(path: Path, *, source: str, read: TextReader) -> Iterator[Report | Problem | PassedOver]:
    """Yield what `read` makes of the file's text, and a Problem for what is wrong with its bytes. Raises OSError."""
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(size) if size <= MAX_FILE_BYTES else b""
    if size > MAX_FILE_BYTES:
        yield Problem(source, f"文件超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后再收录")
        return
    if not data or data.isspace():
        yield Problem(source, "文件是空的，请重新导出或删除")
        return
    if _is_binary(data):
        yield Problem(source, "内容不是文字（像是 PDF、Office 文档或图片），请改用正确的后缀")
        return
    try:
        decoded = decode(data, declared=declared_charset(data))
        del data  # of a large file as much again as its text
    except UndecodableBytes as error:
        yield Problem(source, f"认不出编码：{error}，请另存为 UTF-8")
        return
    yield from read(decoded.text, source=source)
    if decoded.replaced:
        yield Problem(source, f"有 {decoded.replaced} 处字节损坏，已用“\ufffd”代替，请核对原文", skipped=False)


def _is_binary(data: bytes) -> bool:
    if data.startswith(_BINARY_SIGNATURES):
        return True
    probed = data[:_PROBED_BYTES]
    has_nuls = probed.count(0) > len(probed) * _NUL_SHARE
    return has_nuls and not data.startswith(_UTF16_BYTE_ORDER_MARKS) and not unmarked_utf16(data)
