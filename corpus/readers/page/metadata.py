"""Labelled values of a web page: rows of tables, definition lists, list items and running labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from corpus.characters import one_line
from corpus.labels import LabelledValue, field_for, is_label, split_labels
from corpus.readers.labelled_values import FieldValues
from corpus.readers.page.lines import MAX_VALUE, Cell, Line, rows_and_lines
from corpus.readers.page.text import BLOCK_TAGS, brief_text_of, text_of
from corpus.signature import is_agency

_PROSE = 60
"""A line of at least this many characters with a full stop is the article: a seeming label after it is its text."""

_BOX_FIELDS = 3
"""A table or list with this many fields, or with an index number, is the page's metadata box wherever it stands."""

_MOST_LINES = 3_000
"""Rows and lines from the top of a page among which its metadata stand; a list of permissions has tens of thousands."""

_MOST_ROWS = 12
"""Rows of a table whose heads and values alternate: more of them than any metadata box has."""

# These labels head columns and paragraphs as often as they label a value.
_WEAK_ALONE = frozenset(("名称", "名稱", "主题", "主題", "分类", "分類", "类别", "類別", "状态", "狀態", "题名"))
_CELLS = ("td", "th", "dd", "dt")
_COLONS = (":", "：")
_DATE_LABEL = "时间"
_SOURCE_LABEL = "来源"
_DATED_FIELDS = ("published", "written")
_DAY = r"(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}(?!\d)\s*日?"
_TIME = r"(?:[\sT]*\d{1,2}[:：时]\s*\d{1,2}(?:分|[:：分]\s*\d{1,2}(?:\.\d+)?秒?)?)?"
_DATE_BEHIND = re.compile(rf"(?:^|(?<=\D)){_DAY}")
_DAY_UNDER_HEADING = re.compile(
    rf"(?:发[布表]于\s*)?(?:(?=\d+[-/.])|(?=.{{6,16}}\d[:：]\d))(?P<day>{_DAY}{_TIME})(?=\W|$)"
)
_LINES_UNDER_HEADING = 3
_WITH_GAP = 3
"""Cells of a row in which an empty one stands between a label and its value."""

_OTHER_DAYS = ("期", "时间", "時間")
_NOT_IN_PAGES = frozenset(("body", "attachments", "id", "original_url"))


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """A label and its value, with where they stand.

    They fill `elements` wholly, or a line of `block`; `box` is the table or list around them.
    """

    label: str
    field: str
    value: str
    elements: tuple[etree._Element, ...]
    block: etree._Element | None
    box: etree._Element
    after_prose: bool


def read_metadata(root: etree._Element, values: FieldValues, *, heading: str = "") -> set[etree._Element]:
    """Offer every labelled value of the page to `values`; return the elements whose whole text went into fields.

    A box of metadata is believed first; single labels fill what is missing, and only those before the article. A day that
    stands without a label right under the `heading` is that of publication.
    """
    found = list(islice(rows_and_lines(root), _MOST_LINES))
    boxes: dict[etree._Element, list[_Pair]] = defaultdict(list)
    in_cells: Counter[etree._Element] = Counter()
    for pair in _pairs(found):
        boxes[pair.box].append(pair)
        if pair.block is not None and pair.block.tag in _CELLS:
            in_cells[pair.block] += 1
    strong = [pairs for pairs in boxes.values() if _is_box(pairs)]
    strong.sort(key=lambda pairs: pairs[0].after_prose)
    loose = [pair for pairs in boxes.values() if not _is_box(pairs) for pair in pairs if _is_believed_alone(pair)]
    taken: list[_Pair] = []
    for group in (*strong, loose, list(_day_under(heading, found))):
        known = set(values.texts)
        taken += [
            pair for pair in group if pair.field not in known and values.offer(pair.field, pair.value, label=pair.label)
        ]
    elements = {element for pair in taken for element in pair.elements}
    used = Counter(pair.block for pair in taken)
    elements |= {cell for cell, pairs in in_cells.items() if used[cell] == pairs}
    return {element for element in elements.union(_metadata_blocks(taken, found)) if _is_leaf(element)}


def _metadata_blocks(taken: list[_Pair], found: list[Line | list[Cell]]) -> Iterator[etree._Element]:
    """Yield the blocks all of whose lines are labels with values that went into fields."""
    counts = Counter(pair.block for pair in taken if pair.block is not None)
    lines: dict[etree._Element, list[str]] = defaultdict(list)
    for each in found:
        if isinstance(each, Line) and each.block in counts and not is_label(each.text):
            lines[each.block].append(each.text)
    for block, texts in lines.items():
        split = [split_labels(text) for text in texts]
        values = sum(bool(label.value) for _, labels in split for label in labels)
        if values == counts[block] and all(labels and not before for before, labels in split):
            yield block


def _is_leaf(element: etree._Element) -> bool:
    """Return whether an element holds no block but those of a cell: one metadata line in it does not make an article metadata."""
    return element.tag in _CELLS or not any(inner.tag in BLOCK_TAGS for inner in element.iterdescendants(etree.Element))


def _is_box(pairs: list[_Pair]) -> bool:
    fields = {pair.field for pair in pairs if pair.value}
    return len(fields) >= _BOX_FIELDS or "index_number" in fields


def _is_believed_alone(pair: _Pair) -> bool:
    return not pair.after_prose and one_line(pair.label).rstrip("：: ") not in _WEAK_ALONE


def _pairs(page: list[Line | list[Cell]]) -> Iterator[_Pair]:
    prose = False
    waiting: Line | None = None
    for found in page:
        if isinstance(found, Line):
            if waiting is not None:
                yield from _pair_of_siblings(waiting, found, prose)
            waiting = found if is_label(found.text) else None
            prose = prose or (len(found.text) >= _PROSE and "。" in found.text)
            yield from _pairs_of_line(found, prose)
        else:
            waiting = None
            yield from _pairs_of_cells(found, prose)


def _pair_of_siblings(label: Line, value: Line, prose: bool) -> Iterator[_Pair]:
    """Yield the pair of a label in an element or a line of its own and its value in the block beside it or the next line."""
    if value.block is label.block:
        yield from _pair_of_lines(label, value, prose)
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
        yield from _pair(label.text, value.text, (of_label, value.block), box=box, after_prose=prose)


def _pair_of_lines(label: Line, value: Line, prose: bool) -> Iterator[_Pair]:
    """Yield the pair of a label in a cell and its value below it: `<td>文号<br>…</td>`. Elsewhere such lines are headings of the text."""
    row = label.block.getparent()
    if label.block.tag in _CELLS and row is not None and not is_label(value.text):
        yield from _pair(label.text, value.text, (), box=row, after_prose=prose)


def _pairs_of_line(line: Line, prose: bool) -> Iterator[_Pair]:
    if is_label(line.text) or len(line.text) > MAX_VALUE:
        return
    _, found = split_labels(line.text)
    parent = line.block.getparent()
    box = line.block if parent is None else parent
    if day := _day_without_label(line.text, found):
        yield from _pair(_DATE_LABEL, day, (), block=line.block, box=box, after_prose=prose)
    for each in found:
        if not is_label(each.value):
            yield from _pair(each.label, each.value, (), block=line.block, box=box, after_prose=prose)


def _day_without_label(line: str, found: list[LabelledValue]) -> str:
    """Return the day of publication that a line with the issuer gives without a label: `来源：水务局 【打印】 2026-03-11`."""
    fields = {each.field for each in found}
    if "issuer" not in fields or not fields.isdisjoint(_DATED_FIELDS):
        return ""
    # Tools stand between the agency and the day as well; behind a label of a day it is another one.
    others = " ".join(each.value for each in found if each.label.endswith(_OTHER_DAYS))
    days = (day.group().strip() for day in _DATE_BEHIND.finditer(line))
    return next((day for day in days if day not in others), "")


def _day_under(heading: str, page: list[Line | list[Cell]]) -> Iterator[_Pair]:
    """Yield the day, in figures or with its time, with which one of the lines below the heading begins, and the agency behind it."""
    lines = [each for each in page if isinstance(each, Line)]
    of_heading = [index for index, line in enumerate(lines) if heading and line.text.endswith(heading)]
    for line in lines[of_heading[0] + 1 :][:_LINES_UNDER_HEADING] if of_heading else ():
        if (day := _DAY_UNDER_HEADING.match(line.text)) and len(line.text) <= MAX_VALUE and "。" not in line.text:
            rest = line.text[day.end() :].strip()
            agency = rest if is_agency(rest) else ""
            elements = (line.block,) if rest == agency else ()
            yield from _pair(_DATE_LABEL, day["day"], elements, box=line.block, after_prose=False)
            yield from _pair(_SOURCE_LABEL, agency, elements, box=line.block, after_prose=False)


def _pairs_of_cells(row: list[Cell], prose: bool) -> Iterator[_Pair]:
    """Yield the labels and values that alternate in a row or a definition list; two labels side by side head columns."""
    shown = [(cell, text) for cell, text in row if text not in _COLONS]
    if len(shown) == _WITH_GAP and not shown[1][1]:
        shown = [shown[0], shown[2]]
    cells, texts = [cell for cell, _ in shown], [text for _, text in shown]
    parent = cells[0].getparent()
    box = next((above for above in cells[0].iterancestors("table", "dl")), cells[0] if parent is None else parent)
    if len(cells) > 1 and all(map(is_label, texts)):
        for head, cell in zip(cells, _cells_below(cells), strict=False):
            yield from _pair(one_line(text_of(head)), one_line(text_of(cell)), (head, cell), box=box, after_prose=prose)
        return
    index = 0
    while index < len(cells):
        text, following = texts[index], texts[index + 1] if index + 1 < len(texts) else ""
        if is_label(text) and not is_label(following) and not _begins_with_label(following, of=text):
            pair_cells = tuple(cells[index : index + 2])
            yield from _pair(text, following, pair_cells, box=box, after_prose=prose)
            index += 2
            continue
        yield from _pairs_in_cell(cells[index], text, box=box, prose=prose)
        index += 1


def _begins_with_label(text: str, *, of: str) -> bool:
    """Return whether the cell behind the label `of` has a label of its own, so that its is empty: `文号：` before `发布日期：2023-03-09`.

    A title may begin with a word that only other labels have: `解读：…`.
    """
    before, found = split_labels(text)
    return bool(found) and not before and (found[0].field is not None or field_for(of) != "title")


def _pairs_in_cell(cell: etree._Element, text: str, *, box: etree._Element, prose: bool) -> Iterator[_Pair]:
    """Yield the labelled values that a cell consists of, as those of a block where each of several is one."""
    before, found = split_labels(text)
    if before:
        return
    elements = (cell,) if len(found) == 1 else ()
    pairs = [pair for each in found for pair in _pair(each.label, each.value, elements, box=box, after_prose=prose)]
    is_whole = len(pairs) == len(found) > 1
    yield from (replace(pair, block=cell) for pair in pairs) if is_whole else pairs


def _cells_below(heads: list[etree._Element]) -> list[etree._Element]:
    """Return the cells of the row below a head row, where there is one for each head and none of them is a label.

    In such a table heads and values alternate row by row. Several rows below a head are a list of reports, and so is one whose title
    leads to another page.
    """
    table = next(heads[0].iterancestors("table"), None)
    rows = [] if table is None else [_cells_of(row) for row in islice(table.iter("tr"), _MOST_ROWS + 1)]
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


def _pair(
    label: str,
    value: str,
    elements: tuple[etree._Element, ...],
    *,
    box: etree._Element,
    after_prose: bool,
    block: etree._Element | None = None,
) -> Iterator[_Pair]:
    name, value = field_for(label), value.lstrip(" \u3000:：")
    if name is not None and name not in _NOT_IN_PAGES and value and len(value) <= MAX_VALUE:
        yield _Pair(label, name, value, elements, block, box, after_prose)
