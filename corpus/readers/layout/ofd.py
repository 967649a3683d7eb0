"""The reader of OFD files (GB/T 33190): pieces of text with their places, from the pages, templates and annotations."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from corpus.errors import PackageDamaged
from corpus.problem import Problem
from corpus.readers.document import Document, DocumentLine
from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.ofd_text import POINTS, Matrix, numbers, placed_boxes
from corpus.readers.layout.pages import LaidOutPage, document_lines
from corpus.readers.official import read_document
from corpus.readers.package import Package, local_name, text_in
from corpus.report import Attachment, Report

MAX_PAGES = 3_000
MAX_CHARACTERS = 5_000_000
MAX_OBJECTS = 200_000
"""Objects of a page, with those of its templates."""

_A4 = (210.0, 297.0)
_MAX_NESTING = 20
_IMAGES = frozenset(("ImageObject", "PathObject"))


def read_ofd(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that an OFD file is, several documents in it one after another, and notes about what is missing."""
    package = Package(path)
    try:
        yield from _File(package, source).read()
    finally:
        package.close()


@dataclass(slots=True)
class _Body:
    """One document of a file: its lines, title and attachments, and what was wrong with its pages."""

    lines: tuple[DocumentLine, ...] = ()
    title: str = ""
    attachments: tuple[Attachment, ...] = ()
    missing: int = 0
    pictures: int = 0
    pages: int = 0


class _File:
    """An OFD file on its way through."""

    def __init__(self, package: Package, source: str) -> None:
        self._package = package
        self._source = source
        self._characters = 0

    def read(self) -> Iterator[Report | Problem]:
        if self._package.find("Encryptions.xml", "OFD/Encryptions.xml") or any(
            name.endswith("encryptions.xml") for name in self._package.names()
        ):
            yield Problem(self._source, "OFD 已加密，请换成没有加密的文件")
            return
        entry = next((name for name in self._package.names() if posixpath.basename(name) == "ofd.xml"), "")
        root = self._package.xml(entry) if entry else None
        if root is None:
            yield Problem(self._source, "OFD 里没有主入口（OFD.xml），文件已损坏，请重新下载")
            return
        bodies = [self._body(body, entry) for body in _children(root, "DocBody")]
        pages = sum(body.pages for body in bodies)
        if not pages:
            yield Problem(self._source, "OFD 里没有能读的页面，文件已损坏，请重新下载")
            return
        title = next((body.title for body in bodies if body.title), "")
        lines = tuple(line for body in bodies for line in body.lines)
        attachments = tuple(each for body in bodies for each in body.attachments)
        yield from read_document(Document(lines, title, attachments), source=self._source)
        if missing := sum(body.missing for body in bodies):
            yield Problem(self._source, f"OFD 有 {missing} 页缺失或已损坏，没有读到，请重新下载", skipped=False)
        pictures = sum(body.pictures for body in bodies)
        if 0 < pictures < pages:
            yield Problem(self._source, f"OFD 有 {pictures} 页没有文字（可能是扫描的图片），没有收录", skipped=False)
        if self._characters > MAX_CHARACTERS or pages >= MAX_PAGES:
            yield Problem(self._source, f"OFD 太长，只收录了前 {pages} 页，请拆分", skipped=False)

    def _body(self, body: etree._Element, entry: str) -> _Body:
        info = _child(body, "DocInfo")
        title = _text(_child(info, "Title")) if info is not None else ""
        name = self._located(_text(_child(body, "DocRoot")), entry)
        root = self._xml(name)
        if root is None:
            return _Body(title=title, missing=1)
        read = _DocumentReader(self._package, name, root)
        pages: list[LaidOutPage] = []
        missing = 0
        for page in read.page_elements():
            try:
                laid_out = read.page(page)
            except PackageDamaged:
                laid_out = None
            if laid_out is None:
                missing += 1
                continue
            pages.append(laid_out)
            self._characters += sum(len(box.text) for box in laid_out.boxes)
            if self._characters > MAX_CHARACTERS or len(pages) >= MAX_PAGES:
                break
        pictures = sum(page.is_picture for page in pages)
        return _Body(document_lines(pages), title, read.attachments(), missing, pictures, len(pages))

    def _located(self, path: str, beside: str) -> str:
        return located(self._package, path, beside)

    def _xml(self, name: str) -> etree._Element | None:
        return self._package.xml(name) if name else None


class _DocumentReader:
    """One document of a file: its pages, with what they share."""

    def __init__(self, package: Package, name: str, root: etree._Element) -> None:
        self._package = package
        self._name = name
        self._root = root
        common = _child(root, "CommonData")
        self._common = common
        self._size = _size(_child(common, "PageArea")) or _A4
        self._templates = {each.get("ID", ""): each.get("BaseLoc", "") for each in _children(common, "TemplatePage")}
        self._opened: dict[str, etree._Element | None] = {}
        self._units = dict(self._composites())
        self._annotations = dict(self._annotated())
        self._objects = 0

    def page_elements(self) -> Iterator[etree._Element]:
        """Yield the entries of all pages."""
        pages = _child(self._root, "Pages")
        yield from _children(pages, "Page")

    def page(self, entry: etree._Element) -> LaidOutPage | None:
        """Return a page with everything that is drawn on it, None where its content is missing."""
        name = located(self._package, entry.get("BaseLoc", ""), self._name)
        root = self._xml(name)
        if root is None:
            return None
        self._objects = 0
        width, height = _size(_child(root, "Area")) or self._size
        below: list[TextBox] = []
        above: list[TextBox] = []
        for template in _children(root, "Template"):
            drawn = self._template(template.get("TemplateID", ""))
            (above if template.get("ZOrder", "").lower() == "foreground" else below).extend(drawn)
        boxes = [*below, *self._content(root), *above]
        for annotation in self._annotations.get(entry.get("ID", ""), ()):
            boxes.extend(self._annotation(annotation))
        has_image = any(local_name(each) in _IMAGES for each in root.iter(etree.Element))
        is_picture = has_image and sum(len(box.text) for box in boxes) == 0
        return LaidOutPage(width * POINTS, height * POINTS, tuple(boxes), is_picture=is_picture)

    def attachments(self) -> tuple[Attachment, ...]:
        """Return the files that are attached to the document, by name."""
        name = located(self._package, _text(_child(self._root, "Attachments")), self._name)
        root = self._xml(name)
        if root is None:
            return ()
        named = [
            each.get("Name", "") for each in _children(root, "Attachment") if each.get("Visible", "true") != "false"
        ]
        return tuple(Attachment(each, "") for each in named if each)

    def _xml(self, name: str) -> etree._Element | None:
        if not name:
            return None
        if name not in self._opened:
            if len(self._opened) > 64:
                self._opened.clear()
            self._opened[name] = self._package.xml(name)
        return self._opened[name]

    def _template(self, template_id: str) -> list[TextBox]:
        root = self._xml(located(self._package, self._templates.get(template_id, ""), self._name))
        return list(self._content(root)) if root is not None else []

    def _content(self, root: etree._Element) -> Iterator[TextBox]:
        content = _child(root, "Content")
        for layer in _children(content, "Layer"):
            yield from self._drawn(layer, Matrix(), 0)

    def _drawn(self, block: etree._Element, matrix: Matrix, depth: int) -> Iterator[TextBox]:
        """Yield the text of the objects of a layer, a block or a unit that is drawn in several places."""
        if depth > _MAX_NESTING:
            return
        for each in block:
            self._objects += 1
            if self._objects > MAX_OBJECTS:
                return
            kind = local_name(each)
            if kind == "TextObject":
                if each.get("Visible", "true") != "false":
                    yield from placed_boxes(each, matrix)
            elif kind in ("PageBlock", "Layer"):
                yield from self._drawn(each, matrix, depth + 1)
            elif kind == "CompositeObject":
                unit = self._units.get(each.get("ResourceID", ""))
                if unit is not None:
                    yield from self._drawn(unit, matrix.within(each), depth + 1)

    def _composites(self) -> Iterator[tuple[str, etree._Element]]:
        for kind in ("PublicRes", "DocumentRes"):
            for entry in _children(self._common, kind):
                root = self._xml(located(self._package, _text(entry), self._name))
                for unit in () if root is None else root.iter(etree.Element):
                    content = _child(unit, "Content") if local_name(unit) == "CompositeGraphicUnit" else None
                    if content is not None:
                        yield unit.get("ID", ""), content

    def _annotated(self) -> Iterator[tuple[str, list[etree._Element]]]:
        name = located(self._package, _text(_child(self._root, "Annotations")), self._name)
        root = self._xml(name)
        for page in () if root is None else _children(root, "Page"):
            found = self._xml(located(self._package, _text(_child(page, "FileLoc")), name))
            yield page.get("PageID", ""), [] if found is None else _children(found, "Annot")

    def _annotation(self, annotation: etree._Element) -> Iterator[TextBox]:
        """Yield the visible text of an annotation such as a stamp; a watermark is none of what the document says."""
        if annotation.get("Visible", "true") == "false" or annotation.get("Type", "") == "Watermark":
            return
        appearance = _child(annotation, "Appearance")
        if appearance is not None:
            yield from self._drawn(appearance, Matrix().within(appearance), 0)


def located(package: Package, path: str, beside: str) -> str:
    """Return the member that a path in `beside` means: relative to it, to the top, or to folders above it; "" for none."""
    path = path.strip().replace("\\", "/")
    if not path:
        return ""
    folder = posixpath.dirname(beside)
    tried = [path] if path.startswith("/") else [posixpath.join(folder, path), path]
    while folder:
        folder = posixpath.dirname(folder)
        tried.append(posixpath.join(folder, path.lstrip("/")))
    tried += [posixpath.join(posixpath.dirname(beside), path.lstrip("/"))]
    return package.find(*tried)


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    """Return width and height in millimetres of an area with boxes, None where it has none that make sense."""
    for kind in ("PhysicalBox", "ApplicationBox", "ContentBox"):
        box = numbers(_text(_child(area, kind)))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return None


def _children(element: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if element is None else [each for each in element if local_name(each) == name]


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(iter(_children(element, name)), None)


def _text(element: etree._Element | None) -> str:
    return text_in(element).strip()
