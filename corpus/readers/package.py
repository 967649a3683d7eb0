"""The members of packed office formats: XML of bounded size, found by names that programs write in many ways."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.regular_file import open_regular
from corpus.readers.zip_file import ZipArchive, is_encrypted

MAX_MEMBER_BYTES = 48 * 2**20
MAX_TOTAL_BYTES = 256 * 2**20
"""Unpacked bytes of the members that are read of one file; plans of thousands of pages have some 60 MB of text and positions."""

_LEAST_TOTAL_BYTES = 64 * 2**20
_MOST_RATIO = 40
"""Bytes that a small file may unpack to in any case, and times its size that any may: pages of text pack to a tenth."""

MAX_ELEMENTS = 250_000
MAX_ATTRIBUTES = 700_000
"""Elements and attributes of one member, each of which takes some hundred bytes when it is parsed."""


class Package:
    """A packed office file that is open. Every byte read of it counts. `is_cut_short`: a member had more elements than were read."""

    def __init__(self, file: Path | IO[bytes]) -> None:
        """Open the file at a path, or take one that is open and stays so. Raises OSError and `UnreadableFile`."""
        self._file: IO[bytes] = open_regular(file) if isinstance(file, Path) else file
        self._is_own = isinstance(file, Path)
        self.size = self._file.seek(0, os.SEEK_END)
        limit = min(MAX_TOTAL_BYTES, max(_LEAST_TOTAL_BYTES, _MOST_RATIO * self.size))
        try:
            self._archive = ZipArchive(self._file, limit=limit)
        except UnreadableFile:
            if self._is_own:
                self._file.close()
            raise
        self._members = {_plain(member.filename): member for member in self._archive.members}
        self.is_cut_short = False

    def close(self) -> None:
        """Close the file."""
        self._archive.close()
        if self._is_own:
            self._file.close()

    def names(self) -> list[str]:
        """Return the plain names of all members: lower case, `/` between folders."""
        return list(self._members)

    @property
    def is_encrypted(self) -> bool:
        """Whether a member takes a password."""
        return any(map(is_encrypted, self._archive.members))

    def find(self, *paths: str) -> str:
        """Return the plain name of the first of some paths that there is, "" for none."""
        return next((plain for path in paths if (plain := _plain(path)) in self._members), "")

    def read(self, name: str) -> bytes:
        """Return the content of a member by its plain name. Raises `UnreadableFile`."""
        return self._archive.read(self._members[name], limit=MAX_MEMBER_BYTES)

    def xml(self, name: str, *, elements: int = MAX_ELEMENTS) -> etree._Element | None:
        """Return the root of a member of XML, None for what is no XML at all. Entities are never resolved.

        What is damaged or has more than so many elements is read as far as it goes.
        """
        root, is_cut_short = bounded_xml(self.read(name), elements)
        self.is_cut_short |= is_cut_short
        return root

    def notes(self, source: str) -> Iterator[Problem]:
        """Yield what a reader of the whole file has to say of it in the end."""
        if self.is_cut_short:
            yield Problem(source, "文档的标记过多，超出限度的部分没有收录，请核对，确有需要请拆分", skipped=False)


def bounded_xml(data: bytes, elements: int = MAX_ELEMENTS) -> tuple[etree._Element | None, bool]:
    """Return the root of XML, None for what is none, as `Package.xml` does, and whether it had more elements than were read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    begun = _within_limits(data, elements)
    try:
        return etree.fromstring(begun, parser), len(begun) < len(data)
    except (etree.XMLSyntaxError, ValueError):
        return None, len(begun) < len(data)


def _within_limits(data: bytes, elements: int) -> bytes:
    """Return the start of XML that has no more elements and attributes than fit into memory."""
    share = min(elements / max(data.count(b"<"), 1), MAX_ATTRIBUTES / max(data.count(b"="), 1))
    return data if share >= 1 else data[: int(len(data) * share)]


def _plain(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/").lower()


def text_in(element: etree._Element | None) -> str:
    """Return all text in an element, "" for none."""
    return "" if element is None else "".join(map(str, element.itertext()))


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, and without a prefix that stands for none, "" for what is no element."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the children of an element that have one of these names."""
    return (each for each in (() if element is None else element) if local_name(each) in names)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child of a name, its first child of the next one and so on; None where one is missing."""
    for name in path:
        element = next(children(element, name), None)
    return element


def own_text(element: etree._Element | None) -> str:
    """Return the text that stands directly in an element, whatever stands between it; "" for none.

    A reference to an unknown entity, or a comment, ends nothing.
    """
    return "" if element is None else (element.text or "") + "".join(each.tail or "" for each in element)
