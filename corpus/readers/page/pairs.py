"""Labels of a page with the values beside, below and behind them; whether they are believed is another matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from corpus.characters import one_line
from corpus.labels import LabelledValue, field_for, is_label, split_labels
from corpus.readers.page.field_value import field_value
from corpus.readers.page.file_links import is_file_link
from corpus.readers.page.lines import MAX_VALUE, Cell, Line
from corpus.readers.page.text import brief_text_of, text_of
from corpus.values.partial_date import YEAR

_MOST_ROWS = 12
"""Rows of a table whose heads and values alternate: more of them than any metadata box has."""

CELLS = ("td", "th", "dd", "dt")
_COLONS = (":", "：")
DATE_LABEL = "时间"
DATED_FIELDS = ("published", "written")
DAY = rf"{YEAR}\s*[-年/.]\s*\d{{1,2}}\s*[-月/.]\s*\d{{1,2}}(?!\d)\s*日?"
TIME = r"(?:[\sT]*\d{1,2}[:：时]\s*\d{1,2}(?:分|[:：分]\s*\d{1,2}(?:\.\d+)?秒?)?)?"
_DAY_ALONE = re.compile(rf"[【\[(（]?\s*({DAY}{TIME})\s*[】\])）]?")
_DATE_BEHIND = re.compile(rf"(?:^|(?<=\D)){DAY}")
_TITLE = 8
"""Characters of a link from which on it is the title of another page."""

_MOST_LINKS = 5
_WITH_GAP = 3
"""Cells of a row in which an empty one stands between a label and its value."""

_FEWEST_TERMS = 2
_BEFORE_COUNTED = frozenset("0123456789（(")
_COUNTER = re.compile(r"(?:[（(]?\d{1,2}[）)、．]|\d{1,2}\.(?!\d))\s?")
_OTHER_DAYS = ("期", "时间", "時間")
_NOT_IN_PAGES = frozenset(("body", "attachments", "id", "original_url"))


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A label and its value, with where they stand.

    They fill `elements` wholly, or a line of `block`; `box` is the table or list around them. Unless `is_whole`, more stands there
    than the field holds. `container` is the known container of articles at whose beginning they stand; `place` says where a
    value stands that has no label there. `is_counted`: a counter stands before the label, as in a list of an article.
    """

    label: str
    field: str
    value: str
    elements: tuple[etree._Element, ...]
    block: etree._Element | None
    box: etree._Element
    after_prose: bool = False
    is_whole: bool = True
    container: etree._Element | None = None
    place: str = ""
    is_counted: bool = False


def pairs_by_line(page: list[Line | list[Cell]]) -> Iterator[tuple[Line | list[Cell], list[Pair]]]:
    waiting: Line | None = None
    for found in page:
        if isinstance(found, Line):
            beside = [] if waiting is None else _pair_of_siblings(waiting, found)
            waiting = found if is_label(found.text) else None
            yield found, [*beside, *_pairs_of_line(found)]
        else:
            waiting = None
            yield found, list(_pairs_of_cells(found))


def _pair_of_siblings(label: Line, value: Line) -> Iterator[Pair]:
    """Yield the pair of a label in an element or a line of its own and its value in the block beside it or the next line."""
    if value.block is label.block:
        yield from _pair_of_lines(label, value)
        return
    of_label: etree._Element | None = label.block
    if value.block.getparent() is label.block:
        of_label = value.block.getprevious()  # <li><span>文号</span><p>…</p></li>
    parent = None if of_label is None else of_label.getparent()
    if of_label is None or parent is None or not is_label(one_line(brief_text_of(of_label))):
        return
    if value.block is not next(of_label.itersiblings(tag=etree.Element), None):
        return
    if not is_label(value.text) and len(value.text) <= MAX_VALUE and not split_labels(value.text)[1]:
        box = parent if of_label is label.block else next(parent.iterancestors(), parent)
        yield from pair_of(label.text, value.text, (of_label, value.block), box=box)


def _pair_of_lines(label: Line, value: Line) -> Iterator[Pair]:
    """Yield the pair of a label in a cell and its value below it: `<td>文号<br>…</td>`. Elsewhere such lines are headings of the text."""
    row = label.block.getparent()
    is_value = not is_label(value.text) and not _begins_with_label(value.text, of=label.text)
    if label.block.tag in CELLS and row is not None and is_value:
        yield from pair_of(label.text, value.text, (), box=row)


def _pairs_of_line(line: Line) -> Iterator[Pair]:
    if is_label(line.text) or len(line.text) > MAX_VALUE:
        return
    text = without_counter(line.text)
    before, found = split_labels(text)
    if found and _is_title_of_other(line.block, before):
        return
    parent = line.block.getparent()
    box = line.block if parent is None else parent
    if day := _day_without_label(line.text, found):
        yield from pair_of(DATE_LABEL, day, (), block=line.block, box=box)
    for each in found:
        if not is_label(each.value):
            pairs = pair_of(each.label, each.value, (), block=line.block, box=box)
            yield from pairs if text is line.text else (replace(pair, is_counted=True) for pair in pairs)


def without_counter(line: str) -> str:
    """Return a line without the number that it begins with as one of a list.

    >>> without_counter("1.索引号：QH20/2024-7"), without_counter("2.5米"), without_counter("一、总则")
    ('索引号：QH20/2024-7', '2.5米', '一、总则')
    """
    counter = _COUNTER.match(line) if line[:1] in _BEFORE_COUNTED else None
    return line if counter is None else line[counter.end() :]


def _is_title_of_other(block: etree._Element, text: str) -> bool:
    """Return whether a text is a link to another page, whose day and agency stand beside it in a list."""
    if len(text) < _TITLE:
        return False
    links = islice(block.iter("a"), _MOST_LINKS)
    return any(one_line(brief_text_of(link)) == text and not is_file_link(link) for link in links)


def _day_without_label(line: str, found: list[LabelledValue]) -> str:
    """Return the day of publication that a line with the issuer gives without a label: `来源：水务局 【打印】 2026-03-11`."""
    fields = {each.field for each in found}
    if "issuer" not in fields or not fields.isdisjoint(DATED_FIELDS):
        return ""
    # Tools stand between the agency and the day as well; behind a label of a day it is another one.
    others = " ".join(each.value for each in found if each.label.endswith(_OTHER_DAYS))
    days = (day.group().strip() for day in _DATE_BEHIND.finditer(line))
    return next((day for day in days if day not in others), "")


def _pairs_of_cells(row: list[Cell]) -> Iterator[Pair]:
    """Yield the labels and values that alternate in a row or a definition list; two labels side by side head columns."""
    shown = [(cell, text) for cell, text in row if text not in _COLONS]
    if len(shown) == _WITH_GAP and not shown[1][1]:
        shown = [shown[0], shown[2]]
    shown = _alternating(shown)
    cells, texts = [cell for cell, _ in shown], [text for _, text in shown]
    parent = cells[0].getparent()
    box = next((above for above in cells[0].iterancestors("table", "dl")), cells[0] if parent is None else parent)
    if len(cells) > 1 and all(map(is_label, texts)):
        for head, cell in zip(cells, _cells_below(cells), strict=False):
            yield from pair_of(one_line(text_of(head)), one_line(text_of(cell)), (head, cell), box=box)
        return
    yield from _day_beside_agency(cells, texts, box)
    index = 0
    while index < len(cells):
        text, following = texts[index], texts[index + 1] if index + 1 < len(texts) else ""
        if is_label(text) and not is_label(following) and not _begins_with_label(following, of=text):
            pair_cells = tuple(cells[index : index + 2])
            yield from pair_of(text, following, pair_cells, box=box)
            index += 2
            continue
        yield from _pairs_in_cell(cells[index], text, box=box)
        index += 1


def _alternating(cells: list[Cell]) -> list[Cell]:
    """Return the cells of a definition list in which all terms stand before all values, each value behind its term; others as they are."""
    half = len(cells) // 2
    tags = [cell.tag for cell, _ in cells]
    if half < _FEWEST_TERMS or tags != ["dt"] * half + ["dd"] * half:
        return cells
    return [cell for pair in zip(cells[:half], cells[half:], strict=True) for cell in pair]


def _day_beside_agency(cells: list[etree._Element], texts: list[str], box: etree._Element) -> Iterator[Pair]:
    """Yield the day that fills a cell beside one with the agency: `<td>2023-03-09</td><td>来源：青禾市水务局</td>`."""
    fields = {each.field for text in texts for each in split_labels(text)[1]}
    days = [(cell, found[1]) for cell, text in zip(cells, texts, strict=True) if (found := _DAY_ALONE.fullmatch(text))]
    if len(days) == 1 and "issuer" in fields and fields.isdisjoint(DATED_FIELDS):
        cell, day = days[0]
        yield from pair_of(DATE_LABEL, day, (cell,), box=box)


def _begins_with_label(text: str, *, of: str) -> bool:
    """Return whether the cell behind the label `of` has a label of its own, so that its is empty: `文号：` before `发布日期：2023-03-09`.

    A title may begin with a word that only other labels have: `解读：…`.
    """
    before, found = split_labels(text)
    return bool(found) and not before and (found[0].field is not None or field_for(of) != "title")


def _pairs_in_cell(cell: etree._Element, text: str, *, box: etree._Element) -> Iterator[Pair]:
    """Yield the labelled values that a cell consists of, as those of a block where each of several is one."""
    before, found = split_labels(text)
    if before:
        return
    elements = (cell,) if len(found) == 1 else ()
    pairs = [pair for each in found for pair in pair_of(each.label, each.value, elements, box=box)]
    is_whole = len(pairs) == len(found) > 1
    yield from (replace(pair, block=cell) for pair in pairs) if is_whole else pairs


def _cells_below(heads: list[etree._Element]) -> list[etree._Element]:
    """Return the cells of the row below a head row, where there is one for each head and none of them is a label.

    In such a table heads and values alternate row by row. Several rows below a head are a list of reports, and so is one whose title
    leads to another page.
    """
    table = next(heads[0].iterancestors("table"), None)
    rows = [] if table is None else [_cells_of(row) for row in islice(table.iter("tr"), _MOST_ROWS + 1)]
    # A row of one cell is a heading of the table, or a remark below it.
    rows = [row for row in rows if len(row) > 1]
    if (
        len(rows) > _MOST_ROWS
        or len(rows) % 2
        or not all(map(_are_labels, rows[::2]))
        or any(map(_holds_label_or_link, rows[1::2]))
    ):
        return []
    below = next((values for row, values in zip(rows[::2], rows[1::2], strict=True) if row == heads), [])
    return below if len(below) == len(heads) else []


def _cells_of(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _are_labels(cells: list[etree._Element]) -> bool:
    return bool(cells) and all(is_label(one_line(text_of(cell))) for cell in cells)


def _holds_label_or_link(cells: list[etree._Element]) -> bool:
    return any(is_label(one_line(text_of(cell))) or cell.find(".//a[@href]") is not None for cell in cells)


def pair_of(
    label: str,
    value: str,
    elements: tuple[etree._Element, ...],
    *,
    box: etree._Element,
    block: etree._Element | None = None,
) -> Iterator[Pair]:
    name = field_for(label)
    if name is None or name in _NOT_IN_PAGES or len(value) > MAX_VALUE:
        return
    found = field_value(name, label, value)
    if found.text:
        yield Pair(label, name, found.text, elements, block, box, is_whole=found.is_whole)
