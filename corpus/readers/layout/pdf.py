"""The reader of PDF files: their pages, read by pdfium in a child process, as a report."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import IO, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.problem import Problem
from corpus.readers.child import ChildEnded, yielded_by_child
from corpus.readers.document import Document
from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.pages import LaidOutPage, text_of_pages
from corpus.readers.layout.pdf_page import laid_out_page
from corpus.readers.official import read_document
from corpus.readers.progress import read_pages
from corpus.readers.regular_file import open_regular
from corpus.report import Attachment, Report

MAX_PAGES = 3_000
MAX_CHARACTERS = 5_000_000
"""Of a document; the longest plan of a province has some 400,000."""

MAX_ATTACHMENTS = 1_000
"""Attached files that are named; their text is not read."""

_MAX_TITLE = 1_000

_PAGE_SECONDS = 1.4
_FILE_BYTES_A_SECOND = 50_000_000
"""Processor time that a page may take, and how much longer in a large file, which may have to be searched for its objects."""

_MEGABYTES, _MOST_MEGABYTES = 96, 224
"""Memory that pdfium may allocate beside the size of the file, and at most: when it gets none, it ends the process. Of 26 real files none
needs more than 32."""

_MAX_CHILDREN = 4
"""After a page that ends its child, another one reads on behind it."""


@dataclass(slots=True)
class _Read:
    """What was read of a file so far; pages are numbered from 1."""

    count: int = 0
    title: str = ""
    closed: str = ""
    attachments: tuple[Attachment, ...] = ()
    pages: list[LaidOutPage] = field(default_factory=list)
    without_text: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    too_costly: list[int] = field(default_factory=list)
    characters: int = 0
    unreadable: int = 0
    looked_at: int = 0

    @property
    def is_full(self) -> bool:
        """Whether there is as much as a document may have."""
        return self.characters > MAX_CHARACTERS or self.looked_at >= min(self.count, MAX_PAGES)

    def take(self, message: list[Any]) -> None:
        """Add what a child says of the file or of its next page."""
        match message:
            case ["closed", reason]:
                self.closed = reason
            case ["opened", count, title, attached]:
                self.count, self.title = count, title
                self.attachments = tuple(Attachment(name, "") for name in attached)
            case ["damaged"]:
                self.looked_at += 1
                self.damaged.append(self.looked_at)
            case ["page", width, height, is_picture, unreadable, boxes]:
                self.looked_at += 1
                laid_out = tuple(TextBox(*box) for box in boxes)
                page = LaidOutPage(width, height, laid_out, is_picture=is_picture, unreadable=unreadable)
                self.pages.append(page)
                self.unreadable += unreadable
                self.characters += sum(len(box.text) for box in laid_out)
                if is_picture:
                    self.without_text.append(self.looked_at)


def read_pdf(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that a PDF file is, and notes about pages without text."""
    with open_regular(path) as file:
        read = _read(file, path.stat().st_size)
    if read.closed:
        yield Problem(source, read.closed, cut_short=False)
    elif read.count == 0 or (not read.pages and read.damaged):
        yield Problem(source, "PDF 里没有能读的页面，文件已损坏，请重新下载")
    elif not read.pages:
        yield Problem(source, "PDF 的页面太复杂，读不了，请用阅读器另存（打印）为新的 PDF")
    else:
        text = text_of_pages(read.pages)
        document = Document(text.lines, read.title, read.attachments, text.margins)
        yield from read_document(document, source=source)
        yield from _notes(read, source)


def _read(file: IO[bytes], size: int) -> _Read:
    read = _Read()
    seconds = _PAGE_SECONDS + size / _FILE_BYTES_A_SECOND
    megabytes = min(_MEGABYTES + size // 2**20, _MOST_MEGABYTES)
    for _ in range(_MAX_CHILDREN):
        try:
            make = functools.partial(_messages, file, read.looked_at)
            for message in yielded_by_child(make, seconds=seconds, megabytes=megabytes):
                read.take(message)
                read_pages(read.looked_at)
                if read.closed or (read.count and read.is_full):
                    return read
        except ChildEnded:
            if not read.count:
                read.closed = "PDF 的结构太复杂或已损坏，读不了，请用阅读器另存为新的 PDF"
                return read
            read.looked_at += 1
            read.too_costly.append(read.looked_at)
            if read.is_full or not read.pages:
                return read
    return read


def _notes(read: _Read, source: str) -> Iterator[Problem]:
    if read.damaged:
        yield Problem(source, f"PDF 的{_numbered(read.damaged)}已损坏，没有读到，请重新下载", skipped=False)
    if read.too_costly:
        yield Problem(source, f"PDF 的{_numbered(read.too_costly)}太复杂，没有读到，请打开核对", skipped=False)
    # A file of pictures only is known by its title, and what is known to have no text needs no note.
    if read.without_text and (len(read.without_text) < len(read.pages) or read.characters):
        pages = _numbered(read.without_text)
        yield Problem(source, f"PDF 的{pages}没有文字或只有个别文字（可能是扫描的图片），图片没有收录", skipped=False)
    if read.unreadable:
        reason = f"PDF 有 {read.unreadable:,} 个字只有字形、没有文字编码，没有收录，请换成由原文件重新转换的版本"
        yield Problem(source, reason, skipped=False)
    if read.looked_at < read.count:
        reason = f"PDF 只收录了前 {read.looked_at} 页（共 {read.count} 页），其余太长或太复杂，请拆分"
        yield Problem(source, reason, skipped=False)


def _numbered(pages: list[int]) -> str:
    shown = "、".join(map(str, pages[:5]))
    return f"第 {shown} 页" if len(pages) <= 5 else f"第 {shown} 等 {len(pages)} 页"


# In the child --------------------------------------------------------------------------------------------------------


def _messages(file: IO[bytes], start: int) -> Iterator[list[Any]]:
    """Yield what is to be known of a file, then each page from the one at index `start` on."""
    try:
        document = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        yield ["closed", _why_closed(error)]
        return
    yield ["opened", len(document), document.get_metadata_value("Title")[:_MAX_TITLE], _attached(document)]
    for index in range(start, min(len(document), MAX_PAGES)):
        try:
            page = laid_out_page(document, index)
        except pdfium.PdfiumError:
            yield ["damaged"]
        else:
            boxes = [astuple(box) for box in page.boxes]
            yield ["page", page.width, page.height, page.is_picture, page.unreadable, boxes]


def _attached(document: pdfium.PdfDocument) -> list[str]:
    """Return the names of the files that are attached to a document."""
    count = min(document.count_attachments(), MAX_ATTACHMENTS)
    names = (document.get_attachment(index).get_name().strip() for index in range(count))
    return list(dict.fromkeys(name[:_MAX_TITLE] for name in names if name))


def _why_closed(error: pdfium.PdfiumError) -> str:
    match getattr(error, "err_code", None):
        case raw.FPDF_ERR_PASSWORD:
            return "PDF 设有打开密码，请换成没有密码的文件"
        case raw.FPDF_ERR_SECURITY:
            return "PDF 的加密方式读不了，请换成没有加密的文件"
    return "PDF 已损坏，读不了，请重新下载"
