"""The reader of each file by its suffix: `read_file` yields a Problem for a bad file and never raises an error."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from corpus.errors import UndecodableBytes
from corpus.problem import Problem
from corpus.readers.encoding import declared_charset, decode
from corpus.readers.json_lines import read_lines
from corpus.readers.page.html import read_html
from corpus.readers.plain_text import read_text
from corpus.report import Report

TEXT_SUFFIXES = (".txt", ".text")
HTML_SUFFIXES = (".html", ".htm", ".shtml")
_LINES = (".jsonl", ".ndjson")
LINES_SUFFIXES = tuple(name + packed for name in _LINES for packed in ("", ".gz", ".xz"))
SUFFIXES = (*TEXT_SUFFIXES, *HTML_SUFFIXES, *LINES_SUFFIXES)
"""Suffixes that `read_file` reads; compare with the end of a file's name in lower case."""

MAX_FILE_BYTES = 32 * 1024 * 1024
"""The largest page seen has 3 MB with pictures inside; larger files are dumps under the wrong name."""

_PROBED_BYTES = 4096
_BINARY_SIGNATURES = (
    b"%PDF",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
)
"""PDF, OFD and Office files are often saved under the name of a page."""

_UTF16_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NUL_SHARE = 0.01
"""A page damaged in transfer holds a few NULs, a program or picture many."""


def suffix_of(path: Path) -> str | None:
    """Return the longest of `SUFFIXES` that the name of `path` ends in, or None.

    >>> suffix_of(Path("a/导出.JSONL.gz")), suffix_of(Path("b.pdf"))
    ('.jsonl.gz', None)
    """
    name = path.name.lower()
    return next((suffix for suffix in sorted(SUFFIXES, key=len, reverse=True) if name.endswith(suffix)), None)


def read_file(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield every report in the file, and every problem; `source` goes into ids and problems. Never raises for a bad file."""
    suffix = suffix_of(path)
    if suffix is None:
        yield Problem(source, f"不认识的文件类型，能读的有 {'、'.join(SUFFIXES)}")
        return
    try:
        if not path.is_file():
            yield Problem(source, "不是普通文件或已不存在，请检查路径")
        elif suffix in LINES_SUFFIXES:
            with _open_lines(path, suffix) as stream:
                yield from read_lines(stream, source=source)
        elif path.stat().st_size > MAX_FILE_BYTES:
            yield Problem(source, f"文件超过 {MAX_FILE_BYTES // 2**20} MB，请拆分后再收录")
        else:
            yield from _read_whole(path.read_bytes(), suffix, source)
    except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
        yield Problem(source, f"压缩文件已损坏，其后的内容没有读到（{error}），请重新下载")
    except OSError as error:
        yield Problem(source, f"读不了文件：{error.strerror or error}，请检查权限和磁盘")


def _open_lines(path: Path, suffix: str) -> IO[bytes]:
    if suffix.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    return lzma.open(path, "rb") if suffix.endswith(".xz") else path.open("rb")


def _read_whole(data: bytes, suffix: str, source: str) -> Iterator[Report | Problem]:
    if not data.strip():
        yield Problem(source, "文件是空的，请重新导出或删除")
        return
    if _is_binary(data):
        yield Problem(source, "内容不是文字（像是 PDF、Office 文档或图片），请改用正确的后缀")
        return
    try:
        decoded = decode(data, declared=declared_charset(data))
    except UndecodableBytes as error:
        yield Problem(source, f"认不出编码：{error}，请另存为 UTF-8")
        return
    read = read_html if suffix in HTML_SUFFIXES else read_text
    yield from read(decoded.text, source=source)
    if decoded.replaced:
        yield Problem(source, f"有 {decoded.replaced} 处字节损坏，已用“\ufffd”代替，请核对原文", skipped=False)


def _is_binary(data: bytes) -> bool:
    if data.startswith(_BINARY_SIGNATURES):
        return True
    probed = data[:_PROBED_BYTES]
    return not data.startswith(_UTF16_BYTE_ORDER_MARKS) and probed.count(0) > len(probed) * _NUL_SHARE
