"""The reader of pages that a browser saved with all they show in one file (MHTML, RFC 2557): the page itself is the report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from pathlib import Path

from corpus.errors import UndecodableBytes, UnreadableFile
from corpus.problem import Problem
from corpus.readers.encoding import declared_charset, decode
from corpus.readers.page.html import read_html
from corpus.readers.passed_over import PassedOver
from corpus.readers.regular_file import open_regular
from corpus.report import Report

_MAX_FILE_BYTES = 32 * 2**20
"""Pictures are in the file too, as text."""

_MAX_HEAD = 8 * 2**10
"""Bytes of the headers of a part."""

_MAX_PARTS = 100
"""Parts among which the page is looked for: browsers put it first, Word behind a text or two."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")


def read_mhtml(path: Path, *, source: str) -> Iterator[Report | Problem | PassedOver]:
    """Yield the report that the first page in the file shows, as `read_html` does. Raises OSError and `UnreadableFile`."""
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = file.read(size) if size <= _MAX_FILE_BYTES else b""
    if size > _MAX_FILE_BYTES:
        raise UnreadableFile(f"文件超过 {_MAX_FILE_BYTES // 2**20} MB，没有读取，请另存为网页（HTML）")
    page = page_in_message(data)
    if page is None:
        raise UnreadableFile("网页存档里没有网页，可能没有下载完整，请重新保存")
    try:
        decoded = decode(page, declared=declared_charset(page))
    except UndecodableBytes as error:
        raise UnreadableFile(f"认不出编码：{error}，请另存为网页（HTML）") from error
    yield from read_html(decoded.text, source=source)


def page_in_message(data: bytes) -> bytes | None:
    """Return the first page in a message, or in the parts that it consists of."""
    waiting = [data]
    for _ in range(_MAX_PARTS):
        if not waiting:
            break
        part = waiting.pop(0).lstrip(b"\r\n")
        end = _HEAD_END.search(part, 0, _MAX_HEAD)
        if end is None:
            continue
        head = BytesHeaderParser().parsebytes(part[: end.start()])
        if head.get_content_type() == "text/html":
            return _unpacked(head, part[end.end() :])
        if boundary := head.get_boundary():
            limit = b"\n--" + boundary.encode("utf-8", "replace")
            waiting[:0] = part[end.start() :].split(limit, _MAX_PARTS)[1:]
    return None


def _unpacked(head: Message, content: bytes) -> bytes:
    message = Message()
    message["Content-Transfer-Encoding"] = str(head.get("Content-Transfer-Encoding", ""))
    message.set_payload(content.decode("ascii", "surrogateescape"))
    found = message.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""
