"""The registry of file formats, each with its reader: `read_file` yields a Problem for a bad file and never raises an error."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from corpus.errors import NothingPacked, UnpackedTooMuch, UnreadableFile, reason_of
from corpus.problem import Problem
from corpus.readers import content
from corpus.readers.container import read_container
from corpus.readers.json_lines import read_lines
from corpus.readers.layout.ofd import read_ofd
from corpus.readers.layout.pdf import read_pdf
from corpus.readers.office.delimited import read_delimited
from corpus.readers.office.docx import read_docx
from corpus.readers.office.encrypted import read_encrypted
from corpus.readers.office.libreoffice import read_by_libreoffice
from corpus.readers.office.odt import read_odt
from corpus.readers.office.spreadsheet import read_spreadsheet
from corpus.readers.packed import DAMAGE_ERRORS, PACKED_SUFFIXES, open_packed
from corpus.readers.page.html import read_html
from corpus.readers.page.mhtml import read_mhtml
from corpus.readers.passed_over import PassedOver
from corpus.readers.plain_text import read_text
from corpus.readers.problem_limit import ProblemLimit
from corpus.readers.regular_file import open_regular
from corpus.readers.text_file import read_text_file
from corpus.report import Report

Item = Report | Problem | PassedOver
"""What comes of a file: reports, problems, or that it holds nothing to read."""


class FileReader(Protocol):
    """What yields the reports that a file holds, and the problems with it. May raise OSError and `packed.DAMAGE_ERRORS`."""

    def __call__(self, path: Path, *, source: str) -> Iterator[Item]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name for people, how the names of its files end, in lower case, and what reads them.

    `contents` are the values of `content_of` that such files have; texts have none and are told apart by their names.
    """

    name: str
    suffixes: tuple[str, ...]
    read: FileReader
    contents: tuple[str, ...] = ()


def _read_lines_file(path: Path, *, source: str) -> Iterator[Report | Problem]:
    with open_packed(path) as stream:
        yield from read_lines(stream, source=source)


def _read_container(path: Path, *, source: str) -> Iterator[Report | Problem]:
    return read_container(path, source=source, read=_read_packed)


def _read_packed(path: Path, *, source: str) -> Iterator[Report | Problem] | None:
    """Return what a member of a container holds, None for a format that isn't read, containers among them."""
    found = recognise(path)
    if found is None or found.read is _read_container:
        return None
    items = _guarded(found.read(path, source=source), source)
    return (item.as_note() if isinstance(item, PassedOver) else item for item in items)


_PAGES = Format(
    "网页", (".html", ".htm", ".shtml"), functools.partial(read_text_file, read=read_html), contents=(content.HTML,)
)
_SAVED_PAGES = Format("网页存档", (".mht", ".mhtml"), read_mhtml, contents=(content.MHTML,))
_LINES = Format(
    "JSON Lines", tuple(name + packed for name in (".jsonl", ".ndjson") for packed in PACKED_SUFFIXES), _read_lines_file
)
FORMATS = (
    Format("文本", (".txt", ".text"), functools.partial(read_text_file, read=read_text)),
    _PAGES,
    _SAVED_PAGES,
    _LINES,
    Format("PDF", (".pdf",), read_pdf, contents=(content.PDF,)),
    Format("OFD", (".ofd",), read_ofd, contents=(content.OFD,)),
    Format("DOCX", (".docx", ".docm"), read_docx, contents=(content.DOCX,)),
    Format("ODT", (".odt",), read_odt, contents=(content.ODT,)),
    Format("DOC、WPS、RTF", (".doc", ".dot", ".wps", ".wpt", ".rtf"), read_by_libreoffice, (content.DOC, content.RTF)),
    Format(
        "电子表格",
        (".xlsx", ".xlsm", ".xls", ".et", ".ods"),
        read_spreadsheet,
        (content.XLSX, content.XLS, content.ODS),
    ),
    Format("CSV", (".csv",), functools.partial(read_text_file, read=read_delimited)),
    Format("加密文档", (), read_encrypted, contents=(content.ENCRYPTED,)),
    Format("ZIP", (".zip",), _read_container, contents=(content.ZIP,)),
)

SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""Suffixes that `read_file` reads; compare with the end of a file's name in lower case."""

_LONGEST_FIRST = sorted(
    ((suffix, each) for each in FORMATS for suffix in each.suffixes), key=lambda pair: -len(pair[0])
)


def format_of(path: Path) -> Format | None:
    """Return the format with the longest suffix that the name of `path` ends in, or None.

    >>> format_of(Path("a/导出.JSONL.gz")).suffixes[:3], format_of(Path("b.mp4"))
    (('.jsonl', '.jsonl.gz', '.jsonl.xz'), None)
    """
    name = path.name.lower()
    return next((each for suffix, each in _LONGEST_FIRST if name.endswith(suffix)), None)


def recognise(path: Path) -> Format | None:
    """Return the format that the bytes of a file tell, else the one that its name tells, or None. Raises OSError."""
    named = format_of(path)
    found = content.content_of(path)
    if found == content.HTML and named is not None and not named.contents:
        return named  # a text that shows markup
    return next((each for each in FORMATS if found in each.contents), named)


def format_name(path: Path) -> str:
    """Return the name of a file's format by its content and its name, "" for an unknown one. Raises OSError."""
    found = recognise(path)
    return found.name if found else ""


def name_of_format(source: str) -> str:
    """Return the name of the format that the name of a file tells, "" where it tells none.

    >>> name_of_format("2023/通知.PDF"), name_of_format("2023/录像.mp4")
    ('PDF', '')
    """
    found = format_of(Path(source))
    return found.name if found else ""


def is_page(source: str) -> bool:
    """Return whether a file is called as web pages are."""
    return format_of(Path(source)) in (_PAGES, _SAVED_PAGES)


def is_attachable(source: str) -> bool:
    """Return whether a file may be read along with a page: everything but other pages and lists of records.

    >>> is_attachable("附件.docx"), is_attachable("another.html"), is_attachable("export.jsonl")
    (True, False, False)
    """
    return format_of(Path(source)) not in (_PAGES, _SAVED_PAGES, _LINES)


def is_readable(path: Path) -> bool:
    """Return whether `read_file` knows the format: by the name, or for a name that says nothing by the first bytes."""
    if format_of(path) is not None:
        return True
    try:
        with open_regular(path) as file:
            found = content.content_of_head(file.read(content.HEAD_BYTES))
    except OSError:
        return False
    return found not in ("", content.HTML, content.MHTML, content.ZIP) and any(
        found in each.contents for each in FORMATS
    )


def unknown_format(source: str) -> Problem:
    """Return the problem with a file whose name ends in none of `SUFFIXES`."""
    return Problem(source, f"不认识的文件类型，能读的有 {'、'.join(SUFFIXES)}")


def read_file(path: Path, *, source: str) -> Iterator[Item]:
    """Yield every report in the file, and every problem; `source` goes into ids and problems. Never raises for a bad file.

    Of many problems of one kind the first are kept, and the last one says how many more there are.
    """
    yield from _guarded(_read(path, source), source)


def _read(path: Path, source: str) -> Iterator[Item]:
    if not path.is_file():
        yield Problem(source, "不是普通文件或已不存在，请检查路径", cut_short=True)
        return
    found = recognise(path)
    if found is None:
        yield unknown_format(source)
    else:
        yield from found.read(path, source=source)


def read_stream(stream: IO[bytes], *, source: str) -> Iterator[Item]:
    """Yield what `read_lines` makes of a stream, as `read_file` does: never raising, of many problems only the first."""
    yield from _guarded(read_lines(stream, source=source), source)


def _guarded(items: Iterator[Item], source: str) -> Iterator[Item]:
    limit = ProblemLimit(source)
    empty = True
    try:
        for item in items:
            empty = False
            if not isinstance(item, Problem) or limit.admits(item):
                yield item
    except Exception as error:  # Whatever a reader raises costs the rest of its file, never the build.
        empty = False
        yield Problem(source, _why(error), cut_short=True)
    yield from limit.rest()
    if empty:
        yield Problem(source, "里面没有一条记录，请核对导出是否完整")


def _why(error: Exception) -> str:
    if isinstance(error, DAMAGE_ERRORS):
        return f"压缩文件已损坏，其后的内容没有读到（{error}），请重新下载"
    if isinstance(error, UnreadableFile):
        return error.reason
    if isinstance(error, UnpackedTooMuch | NothingPacked):
        return f"压缩文件{error}，其后的内容没有读到，请核对，确实需要时放入未压缩的文件"
    if isinstance(error, OSError):
        return f"读不了文件：{reason_of(error)}，请检查权限和磁盘"
    return f"读取时出错（{type(error).__name__}），其后的内容没有读到，请核对文件是否完整"
