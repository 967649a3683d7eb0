"""The reader of OFD files (GB/T 33190): the report that the documents in one are together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from corpus.problem import Problem
from corpus.readers.document import Document
from corpus.readers.layout.ofd_drawing import Budget
from corpus.readers.layout.ofd_pages import MAX_PAGES, DocumentPages, PackagePart, located, part_of
from corpus.readers.layout.pages import LaidOutPage, PagesText, text_of_pages
from corpus.readers.official import read_document
from corpus.readers.package import Package, child, children, local_name, own_text
from corpus.readers.progress import read_pages
from corpus.report import Attachment, Report

MAX_LISTED = 60_000
"""Elements of a member that says which others there are: of `MAX_PAGES` pages and as many bookmarks, of four each, they are 15,000."""

_MAX_DOCUMENTS = 200
_WORTH_A_NOTE = 0.02
"""Share of the characters of a file without a code from which on it is said that they are missing."""

_TITLES = ("Title", "标题", "题名", "文件题名", "公文标题")
"""Names of custom data that state a title."""


def read_ofd(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that an OFD file is, several documents in it one after another, and notes about what is missing."""
    package = Package(path)
    try:
        yield from _File(package, source).read()
    finally:
        package.close()


@dataclass(frozen=True, slots=True)
class _Body:
    """One document of a file: its text, title and attachments, and how many pages it has, lacks, and has as pictures only."""

    text: PagesText = field(default_factory=PagesText)
    title: str = ""
    attachments: tuple[Attachment, ...] = ()
    pages: int = 0
    missing: int = 0
    pictures: int = 0


class _File:
    """An OFD file on its way through."""

    def __init__(self, package: Package, source: str) -> None:
        self._package = package
        self._source = source
        self._budget = Budget.of(package.size)
        self._cut_short = False
        self._seen: set[str] = set()

    def read(self) -> Iterator[Report | Problem]:
        """Yield the report, and the problems with it."""
        if self._is_encrypted():
            yield Problem(self._source, "OFD 已加密，请换成没有加密的文件")
            return
        bodies = list(self._bodies())
        if not sum(body.pages for body in bodies):
            yield Problem(self._source, "OFD 里没有能读的页面（主入口或页面缺失、损坏或过大），请重新下载")
            return
        title = next((body.title for body in bodies if body.title), "")
        lines = tuple(line for body in bodies for line in body.text.lines)
        margins = tuple(text for body in bodies for text in body.text.margins)
        attachments = tuple(each for body in bodies for each in body.attachments)
        yield from read_document(Document(lines, title, attachments, margins), source=self._source)
        characters = sum(len(line.text) for line in lines)
        yield from (Problem(self._source, note, skipped=False) for note in self._notes(bodies, characters))
        if self._cut_short or self._package.is_cut_short:
            note = "OFD 的内容过多或重复，超出限度的部分没有收录，请核对，确有需要请拆分"
            yield Problem(self._source, note, skipped=False, cut_short=True)

    def _is_encrypted(self) -> bool:
        # GM/T 0099 packs the documents into members of its own and lists them in Encryptions.xml.
        names = {posixpath.basename(name) for name in self._package.names()}
        return bool(names & {"encryptions.xml", "decryptseed.dat"}) or self._package.is_encrypted

    def _notes(self, bodies: list[_Body], characters: int) -> Iterator[str]:
        if missing := sum(body.missing for body in bodies):
            yield f"OFD 有 {missing} 页缺失或已损坏，没有读到，请重新下载"
        pictures, pages = sum(body.pictures for body in bodies), sum(body.pages for body in bodies)
        if 0 < pictures < pages:
            yield f"OFD 有 {pictures} 页没有文字（可能是扫描的图片），没有收录"
        unreadable = self._budget.unreadable
        if unreadable > _WORTH_A_NOTE * (characters + unreadable):
            yield f"OFD 有 {unreadable:,} 个字只有字形、没有文字编码，没有收录，请换成由原文件重新转换的版本"

    def _bodies(self) -> Iterator[_Body]:
        for part, title in self._documents():
            if len(self._seen) >= _MAX_DOCUMENTS or self._cut_short:
                self._cut_short = True
                return
            if part.name not in self._seen:
                self._seen.add(part.name)
                yield self._body(part, title)

    def _documents(self) -> Iterator[tuple[PackagePart, str]]:
        """Yield the root parts of all documents, with their titles. Where the entry is lost, what looks like one is taken."""
        found = False
        entry = next((name for name in self._package.names() if posixpath.basename(name) == "ofd.xml"), "")
        root = self._listing(entry) if entry else None
        for body in children(None if root is None else root.root, "DocBody"):
            part = self._current(body, entry)
            if part is not None:
                found = True
                yield part, _title(child(body, "DocInfo"))
        if not found:
            names = [name for name in self._package.names() if re.search(r"(?:^|/)document(?:_\d+)?\.xml$", name)]
            parts = map(self._listing, names[:_MAX_DOCUMENTS])
            yield from ((part, "") for part in parts if part is not None and local_name(part.root) == "Document")

    def _current(self, body: etree._Element, entry: str) -> PackagePart | None:
        """Return the root part of a document: that of its current version, where it has several."""
        roots = [(own_text(child(body, "DocRoot")), entry)]
        for version in children(child(body, "Versions"), "Version"):
            if version.get("Current", "") in ("true", "1"):
                listed = self._part(version.get("BaseLoc", ""), entry)
                if listed is not None:
                    roots.insert(0, (own_text(child(listed.root, "DocRoot")), listed.name))
                break
        return next((part for root in roots if (part := self._part(*root)) is not None), None)

    def _part(self, path: str, beside: str) -> PackagePart | None:
        name = located(self._package, path, beside)
        return self._listing(name) if name and name not in self._seen else None

    def _listing(self, name: str) -> PackagePart | None:
        return part_of(self._package, name, elements=MAX_LISTED)

    def _body(self, part: PackagePart, title: str) -> _Body:
        document = DocumentPages(self._package, part, self._budget)
        pages: list[LaidOutPage] = []
        missing = 0
        entries = document.entries()
        self._cut_short |= len(entries) > MAX_PAGES
        for number, entry in enumerate(entries[:MAX_PAGES], start=1):
            page = document.page(entry)
            read_pages(number)
            if page is None:
                missing += 1
            else:
                pages.append(page)
            if self._budget.is_spent:
                self._cut_short = True
                break
        return _Body(
            text_of_pages(pages),
            title,
            document.attachments(),
            pages=len(pages),
            missing=missing,
            pictures=sum(page.is_picture for page in pages),
        )


def _title(information: etree._Element | None) -> str:
    """Return the title that the information about a document states, by itself or as custom data."""
    stated = own_text(child(information, "Title")).strip()
    custom = (
        own_text(each).strip()
        for each in children(child(information, "CustomDatas"), "CustomData")
        if each.get("Name") in _TITLES
    )
    return stated or next((each for each in custom if each), "")
