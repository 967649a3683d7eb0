"""Walking through what a page, a template or an annotation of OFD draws, for the text in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from corpus.readers.layout.characters import mended
from corpus.readers.layout.ofd_geometry import Matrix, numbers
from corpus.readers.layout.ofd_resources import Resources
from corpus.readers.layout.ofd_text import TurnedBox, turned_boxes
from corpus.readers.package import children, local_name, own_text

_MAX_NESTING = 20
_GROUPS = frozenset(("Content", "Layer", "PageBlock"))
_PICTURES = frozenset(("ImageObject", "PathObject"))


class OverBudget(Exception):
    """What a file draws is out of proportion to its size."""


@dataclass(slots=True)
class Budget:
    """What may still be drawn of a file, and what of it was no text.

    Objects and characters grow with the packed size: what repeats itself without end packs to nothing, while a letter of
    text takes at least some two bytes, and an object, a code or a piece of text ten.
    """

    objects: int
    characters: int
    unreadable: int = 0
    """Characters of which the file knows the glyph and nothing else."""

    is_spent: bool = False

    @classmethod
    def of(cls, packed_bytes: int) -> Budget:
        """Return the budget of a file of that size."""
        return cls(objects=max(10_000, packed_bytes // 5), characters=max(100_000, packed_bytes))

    def draw(self, objects: int, characters: int = 0) -> None:
        """Take what is drawn from the budget. Raises OverBudget."""
        self.objects -= objects
        self.characters -= characters
        if self.objects < 0 or self.characters < 0:
            self.is_spent = True
            raise OverBudget


@dataclass(frozen=True, slots=True)
class Drawn:
    """The text of a page, or of a part of one, and whether it has anything else that is seen."""

    boxes: tuple[TurnedBox, ...] = ()
    has_pictures: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a group of objects is drawn, with the drawing parameters of its layer."""

    matrix: Matrix
    parameters: str = ""
    depth: int = 0


class Drawing:
    """What groups of objects draw with the resources of one document."""

    def __init__(self, resources: Resources, budget: Budget) -> None:
        self._resources = resources
        self._budget = budget
        self._has_pictures = False

    def of(self, group: etree._Element, matrix: Matrix) -> Drawn:
        """Return what the objects in a group draw, as far as the budget goes."""
        self._has_pictures = False
        boxes: list[TurnedBox] = []
        with contextlib.suppress(OverBudget):
            boxes.extend(self._group(group, _Frame(matrix)))
        return Drawn(tuple(boxes), self._has_pictures)

    def again(self, drawn: Drawn) -> Drawn:
        """Return what has been drawn before, as a template is on each page; nothing where that is beyond the budget."""
        with contextlib.suppress(OverBudget):
            self._budget.draw(len(drawn.boxes), sum(len(each.box.text) for each in drawn.boxes))
            return drawn
        return Drawn()

    def _group(self, group: etree._Element, frame: _Frame) -> Iterator[TurnedBox]:
        if frame.depth > _MAX_NESTING:
            return
        frame = replace(frame, parameters=group.get("DrawParam") or frame.parameters, depth=frame.depth + 1)
        for each in group:
            self._budget.draw(1)
            if each.get("Visible", "true") == "false":
                continue
            kind = local_name(each)
            if kind in _GROUPS:
                yield from self._group(each, frame)
            elif kind == "TextObject":
                yield from self._text(each, frame)
            elif kind == "CompositeObject":
                unit = self._resources.drawings.get(each.get("ResourceID", ""))
                if unit is not None:
                    yield from self._group(unit, replace(frame, matrix=frame.matrix.within(each)))
            elif kind in _PICTURES:
                self._has_pictures = True

    def _text(self, element: etree._Element, frame: _Frame) -> Iterator[TurnedBox]:
        codes = [own_text(code) for code in children(element, "TextCode")]
        text = "".join(codes)
        self._budget.draw(len(codes), len(text))
        if _is_clipped_away(element):
            return
        self._budget.unreadable += sum(not mended(each) for each in text if each > "\ud7ff")
        look = self._resources.look(element, frame.parameters)
        for box in turned_boxes(element, frame.matrix.within(element), look):
            self._budget.draw(1)
            yield box


def _is_clipped_away(element: etree._Element) -> bool:
    """Return whether nothing of an object is left by its clips: forms hide texts for machines so."""
    for clips in children(element, "Clips"):
        for clip in children(clips, "Clip"):
            for path in (path for area in children(clip, "Area") for path in children(area, "Path")):
                box = numbers(path.get("Boundary", ""))
                if len(box) == 4 and box[2] * box[3] == 0:
                    return True
    return False
