"""The pages of one document of an OFD file, with their templates and annotations, and the files attached to it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.ofd_drawing import Budget, Drawing, Drawn
from corpus.readers.layout.ofd_geometry import POINTS, Matrix, numbers, quarter_turn
from corpus.readers.layout.ofd_resources import Resources
from corpus.readers.layout.ofd_text import TurnedBox
from corpus.readers.layout.pages import LaidOutPage
from corpus.readers.package import MAX_ELEMENTS, Package, child, children, own_text
from corpus.report import Attachment

MAX_PAGES = 3_000
MAX_ATTACHMENTS = 1_000
"""Entries of a list of attachments that are looked at."""

_A4 = (210.0, 297.0)
_MOST_TURNED = 0.6
"""Share of the characters of a page from which on it is read in the direction in which they run."""


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A member of XML, by its plain name."""

    name: str
    root: etree._Element


class DocumentPages:
    """One document of a file: its pages, with what they share. What they draw is taken from `budget`."""

    def __init__(self, package: Package, part: PackagePart, budget: Budget) -> None:
        self._package = package
        self._part = part
        self._common = child(part.root, "CommonData")
        self._size = _size(child(self._common, "PageArea")) or _A4
        self._listed_templates = {each.get("ID", ""): each for each in children(self._common, "TemplatePage")}
        self._templates: dict[str, Drawn] = {}
        self._annotations: dict[str, list[PackagePart]] | None = None
        self._resources = Resources()
        self._drawing = Drawing(self._resources, budget)
        self._budget = budget
        self._read: set[str] = set()
        self._add_resources(self._common, part.name)

    def entries(self) -> list[etree._Element]:
        """Return the entries of all pages."""
        return [each for pages in children(self._part.root, "Pages") for each in children(pages, "Page")]

    def page(self, entry: etree._Element) -> LaidOutPage | None:
        """Return a page with everything that is drawn on it, None where its content is missing."""
        part = self._once(entry.get("BaseLoc", ""), self._part.name)
        if part is None:
            return None
        self._add_resources(part.root, part.name)
        drawn = [*self._page_and_templates(part.root), *self._noted(entry.get("ID", ""))]
        boxes = [box for each in drawn for box in each.boxes]
        has_pictures = any(each.has_pictures for each in drawn)
        return _laid_out(boxes, *(_size(child(part.root, "Area")) or self._size), has_pictures=has_pictures)

    def attachments(self) -> tuple[Attachment, ...]:
        """Return the files that are attached to the document, by name."""
        named: dict[str, None] = {}
        for part in self._parts(self._part.root, self._part.name, "Attachments"):
            for each in islice(children(part.root, "Attachment"), MAX_ATTACHMENTS):
                location = own_text(child(each, "FileLoc")).strip().replace("\\", "/")
                name = each.get("Name", "").strip() or posixpath.basename(location)
                if name and each.get("Visible", "true") != "false":
                    named[name] = None
        return tuple(Attachment(name, "") for name in named)

    def _page_and_templates(self, page: etree._Element) -> list[Drawn]:
        """Return what a page draws between the templates below and above it; each is drawn once."""
        below: list[Drawn] = []
        above: list[Drawn] = []
        used = {each.get("TemplateID", ""): each for each in children(page, "Template")}
        for template_id, each in used.items():
            listed = self._listed_templates.get(template_id)
            order = each.get("ZOrder", "") or ("" if listed is None else listed.get("ZOrder", ""))
            (above if str(order).lower() == "foreground" else below).append(self._template(template_id))
        return [*below, self._content(page), *above]

    def _template(self, template_id: str) -> Drawn:
        listed = self._listed_templates.get(template_id)
        if listed is None:
            return Drawn()
        if template_id not in self._templates:
            part = _part(self._package, listed.get("BaseLoc", ""), self._part.name)
            if part is not None:
                self._add_resources(part.root, part.name)
            self._templates[template_id] = Drawn() if part is None else self._content(part.root)
            return self._templates[template_id]
        return self._drawing.again(self._templates[template_id])

    def _content(self, page: etree._Element) -> Drawn:
        content = child(page, "Content")
        return Drawn() if content is None else self._drawing.of(content, Matrix())

    def _noted(self, page_id: str) -> Iterator[Drawn]:
        """Yield the visible text of annotations such as stamps; a watermark is none of what the document says."""
        for part in self._annotated().get(page_id, ()):
            for annotation in children(part.root, "Annot"):
                if annotation.get("Visible", "true") == "false" or annotation.get("Type", "") == "Watermark":
                    continue
                for appearance in children(annotation, "Appearance"):
                    yield replace(self._drawing.of(appearance, Matrix().within(appearance)), has_pictures=False)

    def _annotated(self) -> dict[str, list[PackagePart]]:
        """Return the parts with the annotations of each page, by its id."""
        if self._annotations is None:
            self._annotations = {}
            for listing in self._parts(self._part.root, self._part.name, "Annotations"):
                for page in children(listing.root, "Page"):
                    found = self._parts(page, listing.name, "FileLoc")
                    self._annotations.setdefault(page.get("PageID", ""), []).extend(found)
        return self._annotations

    def _add_resources(self, element: etree._Element | None, beside: str) -> None:
        for part in self._parts(element, beside, "PublicRes", "DocumentRes", "PageRes"):
            self._resources.add(part.root)

    def _parts(self, element: etree._Element | None, beside: str, *names: str) -> Iterator[PackagePart]:
        """Yield the parts that children of these names point to, those that have not been read."""
        for each in children(element, *names):
            part = self._once(own_text(each), beside)
            if part is not None:
                yield part

    def _once(self, path: str, beside: str) -> PackagePart | None:
        """Return the part at `path`, None where there is none or where it has been read."""
        name = located(self._package, path, beside)
        if not name or name in self._read:
            return None
        self._read.add(name)
        return part_of(self._package, name)


def _laid_out(boxes: Iterable[TurnedBox], width: float, height: float, *, has_pictures: bool) -> LaidOutPage:
    """Return the page in the direction in which most of its text runs; what runs in another one begins where it began."""
    width, height = width * POINTS, height * POINTS
    boxes = list(boxes)
    counts: Counter[int] = Counter()
    for each in boxes:
        counts[each.turn] += len(each.box.text)
    turn = next((turn for turn, count in counts.items() if count > _MOST_TURNED * counts.total()), 0)
    move = ((0.0, 0.0), (0.0, width), (width, height), (height, 0.0))[turn]
    size = (width, height) if turn % 2 == 0 else (height, width)
    upright = tuple(_turned(each, turn, *move) for each in boxes)
    return LaidOutPage(*size, upright, is_picture=has_pictures and not boxes)


def _turned(each: TurnedBox, turn: int, right: float, down: float) -> TextBox:
    """Return a box in the frame turned by `turn`, moved; one that runs in another direction takes the room of its first character."""
    box, half = each.box, each.box.size / 2
    if each.turn != turn:
        middle = quarter_turn(-each.turn).apply(box.left + half, (box.top + box.bottom) / 2)
        x, y = quarter_turn(turn).apply(*middle)
        box = replace(box, left=x - half, right=x + half, top=y - half, bottom=y + half)
    return replace(box, left=box.left + right, right=box.right + right, top=box.top + down, bottom=box.bottom + down)


def located(package: Package, path: str, beside: str) -> str:
    """Return the member that a path in `beside` means: relative to it, to the top, or to folders above it; "" for none."""
    path = path.strip().replace("\\", "/")
    if not path or len(path) > 1000:
        return ""
    folder = posixpath.dirname(beside)
    tried = [path] if path.startswith("/") else [posixpath.join(folder, path), path]
    while folder:
        folder = posixpath.dirname(folder)
        tried.append(posixpath.join(folder, path.lstrip("/")))
    tried += [posixpath.join(posixpath.dirname(beside), path.lstrip("/"))]
    return package.find(*tried)


def part_of(package: Package, name: str, *, elements: int = MAX_ELEMENTS) -> PackagePart | None:
    """Return the member of that plain name, None where it can't be read; of more elements than so many, the first."""
    try:
        root = package.xml(name, elements=elements)
    except UnreadableFile:
        return None
    return None if root is None else PackagePart(name, root)


def _part(package: Package, path: str, beside: str) -> PackagePart | None:
    name = located(package, path, beside)
    return part_of(package, name) if name else None


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    """Return width and height in millimetres of an area with boxes, None where it has none that make sense."""
    for kind in ("PhysicalBox", "ApplicationBox", "ContentBox"):
        box = numbers(own_text(child(area, kind)))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return None
