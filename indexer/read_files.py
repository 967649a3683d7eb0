"""Files on their way through the reading processes: asked for ahead, taken in order, pages together with their attachments."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Protocol

from corpus.attached import with_texts
from corpus.metadata import METADATA, metadata
from corpus.problem import Problem
from corpus.readers import Item, SourceFile, is_page, name_of_format
from corpus.report import Report
from corpus.validity import with_bounds
from corpus.values.kind import BOUND, DATE
from indexer.beside import Beside, FilesBeside, digest_with_beside
from indexer.recorded import FileOutcome, Outcome, outcome_of

MOST_CHARACTERS = 4_000_000
"""Text of a page's attachments, all together, that is read along: thirty times the longest law."""

_DATES = frozenset(each.label for each in METADATA if each.kind in (DATE, BOUND))


@dataclass(slots=True)
class ReadFile:
    """A file as it was read: its items, the digest of it and of what was read along, and these files with their outcomes.

    `format` is known when the items are through.
    """

    file: SourceFile
    digest: str
    items: Iterable[Item]
    format: str = ""
    names_files: bool = False
    along: tuple[Beside, ...] = ()
    outcomes: tuple[FileOutcome, ...] = ()


@dataclass(slots=True)
class _Page:
    """A page that is read, while its attachments are being read."""

    read: ReadFile
    report: Report
    others: list[Item]
    waiting: int
    texts: dict[int, str] = field(default_factory=dict)

    @property
    def room(self) -> int:
        """How many more characters of attachments are read along."""
        return MOST_CHARACTERS - sum(map(len, self.texts.values()))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for: a file with its digest, or what lies beside a page."""

    file: SourceFile
    digest: str = ""
    page: _Page | None = None
    beside: Beside | None = None


class Pool(Protocol):
    """What reads files in the order in which they were asked for (see `corpus.isolation.ReaderPool`)."""

    @property
    def format(self) -> str:
        """The name of the format of the file that was read last, "" where it can't be told."""

    @property
    def room(self) -> int:
        """How many more files to ask for before the next one is taken."""

    def ask(self, path: str, source: str) -> None:
        """Have the file at a real path read."""

    def read(self) -> Iterator[Item]:
        """Yield what the first file holds that was asked for and not read yet."""


class FileReading:
    """Reads files with `pool`, and what lies beside pages right after them."""

    def __init__(self, pool: Pool, beside: FilesBeside) -> None:
        self._pool = pool
        self._beside = beside
        self._asked: deque[_Asked] = deque()

    def ask(self, file: SourceFile, digest: str) -> None:
        """Have a file read."""
        self._append(_Asked(file, digest))

    def taken(self, *, all_of_them: bool) -> Iterator[ReadFile]:
        """Yield the files that were asked for and are read, as many as makes room for the next one, or all."""
        while self._asked and (all_of_them or self._pool.room <= 0):
            asked = self._asked.popleft()
            if asked.page is not None and asked.beside is not None:
                yield from self._take_along(asked.page, asked.beside)
            elif is_page(asked.file.source):
                yield from self._take_page(asked)
            else:
                read = ReadFile(asked.file, asked.digest, ())
                read.items = self._items(read)
                yield read

    def _append(self, asked: _Asked) -> None:
        self._asked.append(asked)
        self._pool.ask(str(asked.file.path), asked.file.source)

    def _items(self, read: ReadFile) -> Iterator[Item]:
        yield from self._pool.read()
        read.format = self._pool.format or name_of_format(read.file.source)

    def _take_page(self, asked: _Asked) -> Iterator[ReadFile]:
        """Yield a page without attachments; have those of another read."""
        read = ReadFile(asked.file, asked.digest, ())
        items = list(self._items(read))
        read.items = items
        reports = [item for item in items if isinstance(item, Report)]
        if len(reports) != 1 or not reports[0].attachments:
            yield read
            return
        read.names_files = True
        read.along = tuple(self._beside.of(asked.file, reports[0]))
        read.digest = digest_with_beside(asked.digest, read.along)
        if not read.along:
            yield read
            return
        page = _Page(read, reports[0], [item for item in items if item is not reports[0]], len(read.along))
        for each in read.along:
            self._append(_Asked(each.file, page=page, beside=each))

    def _take_along(self, page: _Page, beside: Beside) -> Iterator[ReadFile]:
        """Take what an attachment says; yield the page after its last one."""
        name = page.report.attachments[beside.number].name or beside.path
        text, outcome, notes = _attachment_text(name, page, beside.file, self._pool.read())
        page.texts[beside.number] = text
        page.others += notes
        found = self._pool.format or name_of_format(beside.file.source)
        page.read.outcomes += (FileOutcome(found, outcome),)
        page.waiting -= 1
        if not page.waiting:
            page.read.items = [with_bounds(with_texts(page.report, page.texts)), *page.others]
            yield page.read


def _attachment_text(
    name: str, page: _Page, file: SourceFile, items: Iterable[Item]
) -> tuple[str, Outcome, list[Problem]]:
    """Return the text of an attachment, what came of its file, and notes for the page."""
    source = page.read.file.source
    texts: list[str] = []
    lost: list[Problem] = []
    room = page.room
    for item in items:
        if isinstance(item, Report):
            text = _whole_text(item, PurePath(file.source).stem)
            texts.append(text[:room])
            if len(text) > room:
                lost.append(Problem(source, f"这一页附件的文字合计超过 {MOST_CHARACTERS:,} 个，其后的没有收录"))
            room = max(room - len(text), 0)
        elif isinstance(item, Problem) and item.skipped:
            lost.append(item)
    outcome = outcome_of(texts=texts, failed=bool(lost))
    notes = [
        Problem(source, f"附件“{name}”没有读全：{each.reason}", skipped=False, cut_short=any(e.cut_short for e in lost))
        for each in lost[:1]
    ]
    if outcome is Outcome.NO_TEXT:
        notes.append(Problem(source, f"附件“{name}”里没有文字，只能按名称查到", skipped=False))
    return "\n".join(filter(None, texts)), outcome, notes


def _whole_text(report: Report, stem: str) -> str:
    """Return all that a report of an attachment says: its body, after the values that a reader took out of it.

    A document without text has a title all the same, made of its name or its properties.
    """
    if not report.body:
        return ""
    title = "" if report.title in report.body or report.title == stem else report.title
    values = [
        f"{each.label}：{each.text}"
        for each in metadata(report)
        if each.label not in _DATES and each.text not in report.body
    ]
    return "\n".join(filter(None, (title, *values, report.body)))
