"""A web page from top to bottom, prepared for finding metadata: rows of cells that hold labels, and lines of other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from corpus.characters import HAN, one_line
from corpus.labels import is_label, split_labels
from corpus.readers.page.text import BLOCK_TAGS, WRAP, is_unseen, shown, text_of, tidy_line

MAX_VALUE = 300
"""Longer texts beside a label are the article, not a value."""

_MOST_LINES = 3_000
"""Rows and lines from the top of a page among which its metadata stand; a list of permissions has tens of thousands."""

Cell = tuple[etree._Element, str]
"""A cell, and its text in one line."""

_GAP = "\u3000"
"""What separates two labelled values of a line."""

_SHORT_LABEL = rf"[{HAN}][{HAN} \u3000]{{0,9}}[:：]"
# The space before it is matched from its start only, or a run of millions would be tried from each of them.
_LABEL_ON_NEW_LINE = re.compile(rf"(?<![ \u3000])[ \u3000]*+{WRAP}[ \u3000]*+(?={_SHORT_LABEL})")
_LABELLED_OR_BRACKET = re.compile(rf"{_SHORT_LABEL}|[【\[]")


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
    set_off: list[etree._Element] = field(default_factory=list)
    preformatted: list[etree._Element] = field(default_factory=list)

    def end(self) -> Iterator[Line]:
        """Yield the line, unless it is empty, and begin another; preformatted text has line ends of its own."""
        joined = "".join(self.pieces)
        self.pieces.clear()
        for each in joined.split("\n") if "\n" in joined else (joined,):
            if text := tidy_line(_LABEL_ON_NEW_LINE.sub(_GAP, each)):
                yield Line(text, self.blocks[-1])

    def enter(self, node: etree._Element) -> bool:
        """Add the text an element starts with; return whether that is all its text, a label."""
        if node.tag in BLOCK_TAGS:
            self.blocks.append(node)
            if node.tag == "pre":
                self.preformatted.append(node)
        elif self._is_behind_label():
            # `发布机构<span>水务局</span>`: the label has neither colon nor element.
            self.pieces[-1] = f"{_GAP}{self.pieces[-1]}："
            self.set_off.append(node)
        elif is_label(inline := _start_of(node)):
            # Set off for `split_labels`: `<span>索引号</span><span>…</span>` has neither gap nor colon.
            self.pieces.append(_GAP)
            if not inline.endswith(("：", ":")) and not _colon_follows(node):
                self.pieces.append(f"{inline}：")
                return True
        elif _LABELLED_OR_BRACKET.match(inline):
            # `<span>来源：水务局</span><span>阅读：12</span>`: each is a value of its own, and ends with its element.
            self.pieces.append(_GAP)
            self.set_off.append(node)
        self.pieces.append(shown(node.text, preformatted=bool(self.preformatted)))
        return False

    def _is_behind_label(self) -> bool:
        """Return whether the text before here is a label and nothing else, with no colon of its own."""
        before = self.pieces[-1].strip() if self.pieces else ""
        return is_label(before) and not before.endswith(("：", ":"))

    def leave(self, node: etree._Element) -> None:
        """Go back to what is around an element."""
        if self.set_off and self.set_off[-1] is node:
            self.set_off.pop()
            self.pieces.append(_GAP)
        if self.blocks[-1] is node:
            self.blocks.pop()
        if self.preformatted and self.preformatted[-1] is node:
            self.preformatted.pop()


def lines_at_top(root: etree._Element) -> list[Line | list[Cell]]:
    """Return the first rows and lines of a page, among which its title and its metadata stand."""
    return list(islice(rows_and_lines(root), _MOST_LINES))


def rows_and_lines(root: etree._Element) -> Iterator[Line | list[Cell]]:
    """Yield the page from top to bottom: rows of cells that hold labels, and all other text line by line."""
    walk = etree.iterwalk(root, events=("start", "end"))
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
        if node is not skipped:
            if node.tag in BLOCK_TAGS:
                yield from line.end()
            line.leave(node)
        skipped = None
        if node is not root:
            line.pieces.append(shown(node.tail, preformatted=bool(line.preformatted)))
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


def _cells(node: etree._Element) -> list[Cell]:
    """Return the cells of a row or definition list that holds a label, or an empty list when it is layout."""
    if node.tag == "tr":
        cells = [cell for cell in node if cell.tag in ("td", "th")]
    elif node.tag == "dl":
        cells = [cell for cell in node if cell.tag in ("dt", "dd")]
    else:
        return []
    if any(_holds_cells(cell) for cell in cells):
        return []
    texts = [text_of(cell) for cell in cells]
    found = [(cell, one_line(text)) for cell, text in zip(cells, texts, strict=True)]
    if max((len(text) for _, text in found), default=0) > MAX_VALUE or any(map(_is_layout, texts)):
        return []
    return found if any(is_label(text) or _is_labelled(text) for _, text in found) else []


def _is_layout(text: str) -> bool:
    """Return whether a cell has lines of its own, labels among them: a value ends with its line, and an article may follow."""
    first, *others = text.split("\n")
    return bool(others) and any(map(_is_labelled, (first, *others)))


def _is_labelled(text: str) -> bool:
    before, found = split_labels(text)
    return bool(found) and not before


def _holds_cells(cell: etree._Element) -> bool:
    """Return whether a cell is layout, with tables or lists of its own; a table of one cell only frames a value."""
    inner = islice(cell.iterdescendants("td", "th", "dt", "dd"), 2)
    return len(list(inner)) > 1 or cell.find(".//dl") is not None
