"""A web page from top to bottom, prepared for finding metadata: rows of cells that hold labels, and lines of other text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.characters import one_line
from corpus.labels import is_label, split_labels
from corpus.readers.page.text import BLOCK_TAGS, is_unseen, shown, text_of, tidy_line

MAX_VALUE = 300
"""Longer texts beside a label are the article, not a value."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A visible line, its labels set off so that `split_labels` recognises them, and the block it stands in."""

    text: str
    block: etree._Element


@dataclass(slots=True)
class _OpenLine:
    """The line being collected, and the blocks it stands in, the innermost last."""

    blocks: list[etree._Element]
    pieces: list[str] = field(default_factory=list)

    def end(self) -> Iterator[Line]:
        """Yield the line, unless it is empty, and begin another."""
        text = tidy_line("".join(self.pieces))
        self.pieces.clear()
        if text:
            yield Line(text, self.blocks[-1])

    def enter(self, node: etree._Element) -> bool:
        """Add the text an element starts with; return whether that is all its text, a label."""
        if node.tag in BLOCK_TAGS:
            self.blocks.append(node)
        elif is_label(inline := _start_of(node)):
            # Set off for `split_labels`: `<span>索引号</span><span>…</span>` has neither gap nor colon.
            self.pieces.append("\u3000")
            if not inline.endswith(("：", ":")) and not _colon_follows(node):
                self.pieces.append(f"{inline}：")
                return True
        self.pieces.append(shown(node.text))
        return False

    def leave(self, block: etree._Element) -> None:
        """Go back to the block around `block`."""
        if self.blocks[-1] is block:
            self.blocks.pop()


def rows_and_lines(root: etree._Element) -> Iterator[Line | list[etree._Element]]:
    """Yield the page from top to bottom: rows of cells that hold labels, and all other text line by line."""
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    line = _OpenLine([root])
    skipped: etree._Element | None = None
    for event, node in walk:
        if event == "start":
            cells = _cells(node)
            passed_over = bool(cells) or (node is not root and is_unseen(node))
            if cells or (not passed_over and _breaks_line(node)):
                yield from line.end()
            if cells:
                yield cells
            if passed_over or line.enter(node):
                skipped = node
                walk.skip_subtree()
            continue
        if event == "end":
            if node is not skipped and node.tag in BLOCK_TAGS:
                yield from line.end()
                line.leave(node)
            skipped = None
        if node is not root:
            line.pieces.append(shown(node.tail))
    yield from line.end()


def _breaks_line(node: etree._Element) -> bool:
    return node.tag in BLOCK_TAGS or node.tag == "br"


def _start_of(node: etree._Element) -> str:
    """Return the text of an inline element, truncated where it is too long for a label: some wrap a whole page."""
    text = ""
    for piece in node.itertext():
        text += str(piece)
        if len(text) > MAX_VALUE:
            break
    return one_line(text)


def _colon_follows(node: etree._Element) -> bool:
    return (node.tail or "").lstrip().startswith(("：", ":"))


def _cells(node: etree._Element) -> list[etree._Element]:
    """Return the cells of a row or definition list that holds a label, or an empty list when it is layout."""
    if node.tag == "tr":
        cells = [cell for cell in node if cell.tag in ("td", "th")]
    elif node.tag == "dl":
        cells = [cell for cell in node if cell.tag in ("dt", "dd")]
    else:
        return []
    if any(cell.find(".//table") is not None or cell.find(".//dl") is not None for cell in cells):
        return []
    texts = [one_line(text_of(cell)) for cell in cells]
    if max(map(len, texts), default=0) > MAX_VALUE:
        return []
    return cells if any(is_label(text) or split_labels(text)[1] for text in texts) else []
