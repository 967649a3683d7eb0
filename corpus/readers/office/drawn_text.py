"""The words in charts and diagrams (DrawingML), which stand in parts of their own: titles, names of series and categories, boxes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from corpus.readers.package import child, children, local_name, text_in

MAX_DRAWN = 100
ELEMENTS_OF_DRAWING = 20_000
"""Drawings of a file whose texts are read, and elements of each; a chart of twenty series has some thousand."""

MAX_TEXTS = 2_000
"""Texts of one drawing; the largest chart of a yearbook has some hundred."""


def drawn_texts(root: etree._Element | None) -> list[str]:
    """Return the texts that a chart, a diagram or a drawing shows, each once: a category is told again for each series."""
    found = () if root is None else islice(filter(None, map(str.strip, _texts(root))), MAX_TEXTS)
    return list(dict.fromkeys(found))


def _texts(root: etree._Element) -> Iterator[str]:
    for each in root.iter(etree.Element):
        match local_name(each):
            case "p":
                yield "".join(text_in(child(run, "t")) for run in children(each, "r", "fld"))
            case "strCache" | "lvl":
                yield from (text_in(child(point, "v")) for point in children(each, "pt"))
