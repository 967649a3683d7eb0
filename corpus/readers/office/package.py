"""Packages of Office Open XML (ECMA-376, part 2): their parts as XML, without entities and within limits.

Elements are told by local names: the strict and the transitional form of the standard differ in their namespaces only.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.regular_file import open_regular
from corpus.readers.zip_file import DAMAGED, ZIP_ERRORS, open_zip, read_member

LARGEST_PART = 256 * 2**20
"""Bytes of the main part; the largest documents seen have 3 MB of it."""

_SMALL_PART = 16 * 2**20
"""Bytes of any other part."""

MAX_MARKUP = 1_500_000
"""Tags and attributes held in memory at one time; each takes up to 200 bytes there."""

_TOO_COMPLEX = "文档结构过于复杂（标记太多或嵌套太深），没有读取，请另存一份或拆分后再收录"
_ENTITIES = "文档含有不允许的实体声明，没有读取，请另存一份"


@dataclass(frozen=True, slots=True)
class Package:
    """An open package; `main` is the name of its main part."""

    archive: zipfile.ZipFile
    main: str

    def part(self, name: str) -> etree._Element | None:
        """Return the root of a part, None where there is none. Raises UnreadableFile."""
        data = read_member(self.archive, name, limit=_SMALL_PART)
        if not data:
            return None
        _refuse_entities(data)
        if _markup(data) > MAX_MARKUP:
            raise UnreadableFile(_TOO_COMPLEX)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            raise _damage(error) from error

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the main part has for `kind`: styles, numbering, footnotes."""
        names = [name for each, name in self.relations().values() if each == kind]
        return self.part(names[0]) if names else None

    def relations(self) -> dict[str, tuple[str, str]]:
        """Return the id of each relation of the main part to its kind and the name of the part it leads to."""
        return _relations(self, self.main)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


@contextmanager
def open_package(path: Path) -> Iterator[Package]:
    """Open the package in a file. Raises OSError and UnreadableFile."""
    with open_regular(path) as file, open_zip(file) as archive:
        yield Package(archive, _main_part(archive))


def _main_part(archive: zipfile.ZipFile) -> str:
    relations = _relations(Package(archive, ""), "")
    return next((name for kind, name in relations.values() if kind == "officeDocument"), "word/document.xml")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    root = package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = {}
    for each in () if root is None else root:
        target = each.get("Target") or ""
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[each.get("Id") or ""] = ((each.get("Type") or "").rpartition("/")[2], place)
    return found


@dataclass(slots=True)
class _Counted:
    """A stream of XML that ends in an error when too much markup has been read since `markup` was last set to 0."""

    stream: IO[bytes]
    markup: int = 0
    left: int = LARGEST_PART

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        data = self.stream.read(size)
        _refuse_entities(data)
        self.markup += _markup(data)
        self.left -= len(data)
        if self.markup > MAX_MARKUP or self.left < 0:
            raise UnreadableFile(_TOO_COMPLEX)
        return data


def blocks(package: Package, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield each outermost element of the main part with one of these local names, and free it. Raises UnreadableFile."""
    try:
        with package.archive.open(package.main) as stream:
            counted = _Counted(stream)
            for element in _outermost(counted, names):
                yield element
                counted.markup = 0
                _free(element)
    except KeyError as error:
        raise UnreadableFile("文档缺少正文部分，请重新下载或另存一份") from error
    except etree.XMLSyntaxError as error:
        raise _damage(error) from error
    except ZIP_ERRORS as error:
        raise UnreadableFile(DAMAGED) from error


def _outermost(stream: _Counted, names: tuple[str, ...]) -> Iterator[etree._Element]:
    tags = [f"{{*}}{name}" for name in names]
    depth = 0
    found = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    for event, element in found:
        depth += 1 if event == "start" else -1
        if event == "end" and depth == 0:
            yield element


def _free(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _markup(data: bytes) -> int:
    return data.count(b"<") + data.count(b"=")


def _refuse_entities(data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableFile(_ENTITIES)


def _damage(error: etree.XMLSyntaxError) -> UnreadableFile:
    deep = "depth" in str(error)
    return UnreadableFile(_TOO_COMPLEX if deep else DAMAGED)


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return the attribute of this local name, whatever its namespace; "" where there is none.

    >>> attribute(etree.fromstring('<a xmlns:w="urn:w" w:val="1"/>'), "val")
    '1'
    """
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of this local name, or None."""
    return None if element is None else next((each for each in element if local_name(each) == name), None)
