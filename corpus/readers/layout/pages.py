"""A document from the lines of its pages: running heads and page numbers left out, lines of a paragraph joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.characters import HAN, without_spaces
from corpus.readers.document import DocumentLine
from corpus.readers.layout.characters import closes_up
from corpus.readers.layout.lines import Line, TextBox, page_lines
from corpus.readers.margins import is_page_number
from corpus.signature import is_agency

_MARGIN = 0.11
"""Share of a page's height at its top and bottom where running heads stand."""

_REPEATED = 3
"""Pages on which a line stands at one height that is a running head, and in any case on a third of them."""

_PAGES_A_CHAPTER = 4
"""Pages on average after which a number in a running head may be another one, or be counted anew."""

_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 18

_LABELS_OF_FORM = 2
"""Labels that stand at one height on most pages, from which on these are sheets of a form: what they repeat at the edge is part of it."""

_LEADING = 1.3
"""Heights of a line between two lines of one paragraph, at most."""

_INDENT = 0.8
"""Widths of a character by which the first line of a paragraph is set in, at least."""

_SET_IN = 2.5
"""Widths of a character by which the first line of a paragraph is set in, at most."""

_FULL = 2.6
"""Widths of a character that may be free at the end of a line which goes on in the next."""

_ALIKE = 0.12
"""Share by which the sizes of lines of one paragraph may differ."""

_OFF_CENTRE = 0.04

_BEGINS_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百零〇\d]{1,6}[条章节编]|\d{1,2}[.．、](?!\d)|附件|附\s*[：:]"
)
_LEADER = re.compile(r"[.．…·]{4,}\s*\S{0,8}$")
"""Dots of a table of contents, before the number of a page."""

_DATE = re.compile(r"\S{2,4}年\S{1,3}月\S{1,3}日")
"""The last line of a signature."""

_CLOSING = "。，、；：！？）》”’」』】〕…)]"
"""What never begins a paragraph."""

_LABELLED = re.compile(rf"[{HAN}、（）() ]{{2,10}}[:：]")
"""What begins a line of a form."""

_SHORTEST_AGENCY = 5

_ENDS_SENTENCE = re.compile(r"[。！？；：…]$")


@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page as a layout has it, in points.

    `is_picture`: a picture is all there is, or nearly. `unreadable` are characters that only their font knows.
    """

    width: float
    height: float
    boxes: tuple[TextBox, ...]
    is_picture: bool = False
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class PagesText:
    """What pages say: their paragraphs and rows in reading order, and the running heads that were left out of these."""

    lines: tuple[DocumentLine, ...] = ()
    margins: tuple[str, ...] = ()


def text_of_pages(pages: Iterable[LaidOutPage]) -> PagesText:
    """Return the text of a document."""
    read = [(page, page_lines(page.boxes)) for page in pages]
    heads = _running_heads(read)
    found: list[tuple[list[Line], LaidOutPage]] = []
    margins: dict[tuple[str, int], str] = {}
    for page, lines in read:
        left: list[Line] = []
        for line in lines:
            if not _is_head(line, page, heads, several=len(read) > 1):
                left.append(line)
            elif (head := _head_of(line, page)) in heads:
                margins.setdefault(head, line.text)
        paragraphs = list(_paragraphs(left))
        if found and paragraphs and _goes_over(found[-1][0][-1], paragraphs[0][0], found[-1][1]):
            found[-1][0].extend(paragraphs.pop(0))
        found.extend((paragraph, page) for paragraph in paragraphs)
    return PagesText(tuple(_document_line(paragraph, page) for paragraph, page in found), tuple(margins.values()))


def _running_heads(read: Sequence[tuple[LaidOutPage, list[Line]]]) -> set[tuple[str, int]]:
    """Return the texts of running heads, digits left out, each with the height on the page at which it stands."""
    edges: dict[tuple[str, int], list[tuple[int, str]]] = {}
    forms: Counter[tuple[str, int]] = Counter()
    for number, (page, lines) in enumerate(read):
        for head, text in {
            _head_of(line, page): without_spaces(line.text) for line in lines if _is_in_margin(line, page)
        }.items():
            edges.setdefault(head, []).append((number, text))
        forms.update({_head_of(line, page) for line in lines if _labels(line.text) and not _is_in_margin(line, page)})
    least = max(_REPEATED, len(read) // 3)
    if sum(_labels(text) for (text, _), count in forms.items() if count >= least) >= _LABELS_OF_FORM:
        return set()
    return {head for head, found in edges.items() if len(found) >= least and _is_running(found)}


def _is_running(found: Sequence[tuple[int, str]]) -> bool:
    """Return whether lines of several pages differ in page numbers only: rows of a table that goes on differ in others."""
    few = 1 + len(found) // _PAGES_A_CHAPTER
    columns = zip(*(_DIGITS.findall(text) for _, text in found), strict=True)
    for column in columns:
        values = [int(digits[-_LONGEST_NUMBER:]) for digits in column]
        counted = {value - page for value, (page, _) in zip(values, found, strict=True)}
        if len(set(values)) > few and len(counted) > few:
            return False
    return True


def _labels(text: str) -> int:
    """Return how many labels stand in a line that begins with one."""
    return len(_LABELLED.findall(text)) if _LABELLED.match(text) else 0


def _head_of(line: Line, page: LaidOutPage) -> tuple[str, int]:
    return _DIGITS.sub("#", without_spaces(line.text)), round(20 * line.top / page.height)


def _is_in_margin(line: Line, page: LaidOutPage) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _is_head(line: Line, page: LaidOutPage, heads: set[tuple[str, int]], *, several: bool) -> bool:
    if not _is_in_margin(line, page):
        return False
    text = without_spaces(line.text)
    return (is_page_number(text) and (several or not text.isdigit())) or _head_of(line, page) in heads


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph; a block of lines below each other has the paragraphs of a column or a cell."""
    start = min((line.left for line in lines), default=0.0)
    wide = max((line.right for line in lines if _begins_near(line, start)), default=0.0)
    for block in _blocks(lines):
        left = min(line.left for line in block)
        right = max(line.right for line in block)
        paragraph: list[Line] = []
        for line in block:
            ends = paragraph and _ends_early(paragraph[-1], start, wide)
            if paragraph and (ends or not (_continues(paragraph[-1], line, left, right) and _fits(block))):
                yield paragraph
                paragraph = []
            paragraph.append(line)
        yield paragraph


def _begins_near(line: Line, start: float) -> bool:
    """Return whether a line begins where those of the page do, set in or not."""
    return not line.cells and line.left - start < 2 * _SET_IN * line.size


def _ends_early(line: Line, start: float, wide: float) -> bool:
    """Return whether a line ends with a sentence, short of where lines of the page end: several short ones below each other look full."""
    is_short = line.right < wide - 2 * _FULL * line.size
    return is_short and _begins_near(line, start) and line.text.endswith("。")


def _fits(block: list[Line]) -> bool:
    """Return whether two lines can be one broken in two: a line is broken where no more fits on it."""
    return len(block) > 2 or block[1].text[0] in _CLOSING or block[0].right > block[1].right - 0.3 * block[0].size


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and not _is_below(block[-1], line):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _is_below(before: Line, line: Line) -> bool:
    """Return whether a line stands directly below another one, in the same column and with the same looks."""
    height = max(before.bottom - before.top, line.bottom - line.top, before.size)
    gap = line.top - before.bottom
    overlap = min(before.right, line.right) - max(before.left, line.left)
    return (
        -0.5 * height < gap < _LEADING * height
        and overlap > -_SET_IN * before.size
        and _are_alike(before, line)
        and not before.cells
        and not line.cells
    )


def _are_alike(one: Line, other: Line) -> bool:
    return abs(one.type_size - other.type_size) <= _ALIKE * max(one.type_size, other.type_size)


def _continues(before: Line, line: Line, left: float, right: float) -> bool:
    if line.text[0] in _CLOSING:
        return True
    is_full = before.right > right - _FULL * before.size and right - left > 4 * before.size
    is_set_in = line.left > left + _INDENT * line.size
    begins = _BEGINS_PARAGRAPH.match(line.text) is not None and (
        is_set_in or _ENDS_SENTENCE.search(before.text) is not None
    )
    if _DATE.fullmatch(without_spaces(line.text)) or _are_agencies(before, line):
        return False
    return is_full and not is_set_in and not begins and not _LEADER.search(before.text) and not _is_form(before, line)


def _are_agencies(before: Line, line: Line) -> bool:
    """Return whether each of two lines is the name of an agency, as on covers and below documents of several; 办公室 ends a name."""
    first, second = without_spaces(before.text), without_spaces(line.text)
    return len(second) >= _SHORTEST_AGENCY and is_agency(first) and is_agency(second)


def _is_form(before: Line, line: Line) -> bool:
    """Return whether two lines are rows of a form: labels below each other, with values or without."""
    first = _LABELLED.match(before.text)
    return first is not None and (first.end() == len(before.text) or _LABELLED.match(line.text) is not None)


def _goes_over(last: Line, first: Line, page: LaidOutPage) -> bool:
    """Return whether the last line of a page goes on in the first of the next one."""
    return (
        _are_alike(last, first)
        and not last.cells
        and not first.cells
        and _ENDS_SENTENCE.search(last.text) is None
        and _BEGINS_PARAGRAPH.match(first.text) is None
        and last.right > 0.8 * page.width
        and first.left < 0.25 * page.width
    )


def _document_line(paragraph: list[Line], page: LaidOutPage) -> DocumentLine:
    text = paragraph[0].text
    for line in paragraph[1:]:
        text += _between(text[-1:], line.text[:1]) + line.text
    first = paragraph[0]
    off = abs((first.left + first.right) / 2 - page.width / 2)
    is_centred = off < _OFF_CENTRE * page.width and first.right - first.left < 0.75 * page.width
    return DocumentLine(text, size=first.type_size, centred=is_centred, red=first.red, bold=first.bold)


def _between(before: str, after: str) -> str:
    """Return what stands between the end of a line and the start of the next one of its paragraph."""
    if before == "-" and after.islower():
        return ""
    return "" if closes_up(before, after) else " "
