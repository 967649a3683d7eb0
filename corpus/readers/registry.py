"""The registry of file formats, each with its reader: `read_file` yields a Problem for a bad file and never raises an error."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from corpus.problem import Problem
from corpus.readers.json_lines import read_lines
from corpus.readers.packed import DAMAGE_ERRORS, PACKED_SUFFIXES, open_packed
from corpus.readers.page.html import read_html
from corpus.readers.plain_text import read_text
from corpus.readers.text_file import read_text_file
from corpus.report import Report


class FileReader(Protocol):
    """What yields the reports that a file holds, and the problems with it. May raise OSError and `packed.DAMAGE_ERRORS`."""

    def __call__(self, path: Path, *, source: str) -> Iterator[Report | Problem]: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how the names of its files end, in lower case, and what reads them."""

    suffixes: tuple[str, ...]
    read: FileReader


def _read_lines_file(path: Path, *, source: str) -> Iterator[Report | Problem]:
    with open_packed(path) as stream:
        yield from read_lines(stream, source=source)


FORMATS = (
    Format((".txt", ".text"), functools.partial(read_text_file, read=read_text)),
    Format((".html", ".htm", ".shtml"), functools.partial(read_text_file, read=read_html)),
    Format(tuple(name + packed for name in (".jsonl", ".ndjson") for packed in PACKED_SUFFIXES), _read_lines_file),
)

SUFFIXES = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""Suffixes that `read_file` reads; compare with the end of a file's name in lower case."""

_LONGEST_FIRST = sorted(
    ((suffix, each) for each in FORMATS for suffix in each.suffixes), key=lambda pair: -len(pair[0])
)


def format_of(path: Path) -> Format | None:
    """Return the format with the longest suffix that the name of `path` ends in, or None.

    >>> format_of(Path("a/导出.JSONL.gz")).suffixes[:3], format_of(Path("b.pdf"))
    (('.jsonl', '.jsonl.gz', '.jsonl.xz'), None)
    """
    name = path.name.lower()
    return next((each for suffix, each in _LONGEST_FIRST if name.endswith(suffix)), None)


def unknown_format(source: str) -> Problem:
    """Return the problem with a file whose name ends in none of `SUFFIXES`."""
    return Problem(source, f"不认识的文件类型，能读的有 {'、'.join(SUFFIXES)}")


def read_file(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield every report in the file, and every problem; `source` goes into ids and problems. Never raises for a bad file."""
    found = format_of(path)
    if found is None:
        yield unknown_format(source)
        return
    try:
        if path.is_file():
            yield from found.read(path, source=source)
        else:
            yield Problem(source, "不是普通文件或已不存在，请检查路径")
    except DAMAGE_ERRORS as error:
        yield Problem(source, f"压缩文件已损坏，其后的内容没有读到（{error}），请重新下载", cut_short=True)
    except OSError as error:
        yield Problem(source, f"读不了文件：{error.strerror or error}，请检查权限和磁盘", cut_short=True)
    except Exception as error:  # A reader's mistake costs the rest of its file, never the build.
        yield Problem(
            source, f"读取时出错（{type(error).__name__}），其后的内容没有读到，请核对文件是否完整", cut_short=True
        )
