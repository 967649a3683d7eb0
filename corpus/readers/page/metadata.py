"""Labelled values of a web page: which of those that stand in its boxes and lines are believed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lxml import etree

from corpus.characters import HAN, one_line
from corpus.labels import is_label, is_weak_label, split_labels
from corpus.readers.labelled_values import FieldValues, is_of_event
from corpus.readers.page.boilerplate import is_signed
from corpus.readers.page.containers import is_container
from corpus.readers.page.field_value import is_counter
from corpus.readers.page.lines import MAX_VALUE, Cell, Line
from corpus.readers.page.pairs import CELLS, DATED_FIELDS, Pair, pairs_by_line, without_counter
from corpus.readers.page.text import BLOCK_TAGS, brief_text_of
from corpus.readers.page.under_heading import pairs_under

_PROSE = 60
"""A line of at least this many characters with a full stop is the article: a seeming label after it is its text."""

_SENTENCE = 6
"""Characters of the shortest line that ends as a sentence and is no button or greeting."""

_SALUTATION = re.compile(r"(?:[^：:。]{0,60}各|全[市县区省州]|广大|尊敬的)[^：:。]{1,60}[：:]")
_END_OF_SENTENCE = re.compile(r"。(?:[（(][^（）()]*[)）])?$")
_GREETING = re.compile(r"欢迎|您好|今天是|浏览器|无障碍")

_BEFORE_PLACE = 6
_PLACE = re.compile(rf"(?:\d{{1,2}}[.、．]\s?)?[{HAN}]{{0,4}}地\s*点\s*[:：]")
_TIME = re.compile(r"(?:\d{1,2}[.、．]\s?)?(?:时\s*间|日\s*期)\s*[:：]")
"""Lines of an invitation."""

_BOX_FIELDS = 3
"""A table or list with this many fields, or with an index number, is the page's metadata box wherever it stands."""

# These labels head columns and paragraphs as often as they label a value.
_WEAK_ALONE = frozenset(("名称", "名稱", "主题", "主題", "分类", "分類", "类别", "類別", "状态", "狀態", "题名"))
_SOURCES = frozenset(("来源", "來源", "信息来源", "信息來源"))
_PUBLISHERS = (*"局厅委办部府院会处署社报网台站校", "中心", "发布", "公室")


def read_metadata(found: list[Line | list[Cell]], values: FieldValues, *, heading: str = "") -> set[etree._Element]:
    """Offer every labelled value of a page, of which `found` is the top, to `values`; return the elements whose whole text went into fields.

    A box of metadata is believed first; single labels fill what is missing, and only those before the article. A day that
    stands without a label right under the `heading` is that of publication.
    """
    boxes: dict[etree._Element, list[Pair]] = defaultdict(list)
    cells = {cell for each in found if not isinstance(each, Line) for cell, _ in each}
    in_cells: Counter[etree._Element] = Counter()
    for pair in _pairs(found):
        boxes[pair.box].append(pair)
        if pair.block is not None and pair.block in cells:
            in_cells[pair.block] += 1
    groups = list(_with_boxes_of_one_pair_joined(boxes))
    strong = [pairs for pairs in groups if _is_box(pairs)]
    strong.sort(key=lambda pairs: pairs[0].after_prose)
    single = [pair for pairs in groups if not _is_box(pairs) for pair in pairs]
    loose = [pair for pair in single if _is_believed_alone(pair)]
    outside = [pair for pair in loose if pair.container is None]
    inside = [pair for pair in loose if pair.container is not None]
    taken: list[Pair] = []
    for group in (*strong, outside, inside, list(pairs_under(heading, found)), list(_below_article(single))):
        known = set(values.texts)
        taken += [
            pair
            for pair in group
            if pair.field not in known and values.offer(pair.field, pair.value, label=pair.label, place=pair.place)
        ]
    whole = [pair for pair in taken if pair.is_whole]
    elements = {element for pair in whole for element in pair.elements}
    used = Counter(pair.block for pair in whole)
    elements |= {cell for cell, pairs in in_cells.items() if used[cell] == pairs}
    return {element for element in elements.union(_metadata_blocks(whole, found)) if _is_leaf(element)}


def _with_boxes_of_one_pair_joined(boxes: Mapping[etree._Element, list[Pair]]) -> Iterator[list[Pair]]:
    """Yield the pairs of each box; of boxes side by side that hold one each, an index number among them, together."""
    beside: dict[etree._Element | None, list[Pair]] = defaultdict(list)
    for box, pairs in boxes.items():
        beside[box.getparent() if len(pairs) == 1 and not pairs[0].after_prose else box] += pairs
    for around, joined in beside.items():
        if around in boxes or any(pair.field == "index_number" for pair in joined):
            yield joined
        else:
            yield from ([pair] for pair in joined)


def _metadata_blocks(taken: list[Pair], found: list[Line | list[Cell]]) -> Iterator[etree._Element]:
    """Yield the blocks all of whose lines are labels with values that went into fields."""
    counts = Counter(pair.block for pair in taken if pair.block is not None)
    lines: dict[etree._Element, list[str]] = defaultdict(list)
    for each in found:
        if isinstance(each, Line) and each.block in counts and not is_label(each.text):
            lines[each.block].append(each.text)
    for block, texts in lines.items():
        split = [split_labels(without_counter(text)) for text in texts]
        values = sum(bool(each.value) and not is_counter(each.label) for _, labels in split for each in labels)
        if values == counts[block] and all(labels and not before for before, labels in split):
            yield block


def _is_leaf(element: etree._Element) -> bool:
    """Return whether an element holds no block but those of a cell: one metadata line in it does not make an article metadata."""
    return element.tag in CELLS or not any(inner.tag in BLOCK_TAGS for inner in element.iterdescendants(etree.Element))


def _is_box(pairs: list[Pair]) -> bool:
    fields = {pair.field for pair in pairs}
    if "index_number" in fields or any(pair.is_counted for pair in pairs):
        return "index_number" in fields
    tells = any(not is_weak_label(pair.label) for pair in pairs)  # the state and kind of a reservoir are its article
    is_dated = pairs[0].container is None or not fields.isdisjoint((*DATED_FIELDS, "document_number"))
    return tells and is_dated and len(fields) >= _BOX_FIELDS


def _is_believed_alone(pair: Pair) -> bool:
    if pair.is_counted or is_of_event(pair.field, pair.label, pair.value):
        return False
    label = one_line(pair.label).rstrip("：: ")
    if pair.after_prose or label in _WEAK_ALONE:
        return False
    # Within an article 来源 and 标题 are what it is about as often as where it comes from: 来源：群众举报.
    is_of_text = pair.container is not None and (pair.field == "title" or label in _SOURCES)
    return not is_of_text or (label in _SOURCES and pair.value.endswith(_PUBLISHERS))


def _below_article(pairs: list[Pair]) -> Iterator[Pair]:
    """Yield agency and day of a line with both that stands outside the article, where pages print it below the text; none of a footer."""
    lines: dict[etree._Element, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.after_prose and pair.container is None and pair.block is not None:
            lines[pair.block].append(pair)
    for line in lines.values():
        has_both = {"published", "issuer"} <= {pair.field for pair in line}
        if has_both and not is_signed(brief_text_of(line[0].box)):
            yield from (pair for pair in line if pair.field in ("published", "issuer"))


def _pairs(page: list[Line | list[Cell]]) -> Iterator[Pair]:
    """Yield the labelled values of a page, but those that stand in a known container of articles after its text has begun."""
    containers = _Containers()
    events: set[etree._Element | None] | None = None
    begun: set[etree._Element] = set()
    prose = False
    for found, pairs in pairs_by_line(page):
        container = containers.around(found.block if isinstance(found, Line) else found[0][0])
        if isinstance(found, Line) and _is_prose(found.text):
            prose = True
            begun |= {container} if container is not None else set()
        if container not in begun:
            for pair in pairs:
                if pair.field in DATED_FIELDS:
                    events = set(_blocks_of_events(page)) if events is None else events
                    if pair.block in events:
                        continue
                yield replace(pair, container=container, after_prose=prose)


def _blocks_of_events(page: list[Line | list[Cell]]) -> Iterator[etree._Element]:
    """Yield the blocks with 时间：… on the line before one with 地点：…, which invites to a meeting."""
    lines = [each for each in page if isinstance(each, Line)]
    for line, following in pairwise(lines):
        if "地" in following.text[:_BEFORE_PLACE] and _PLACE.match(following.text) and _TIME.match(line.text):
            yield line.block


def _is_prose(line: str) -> bool:
    """Return whether a line is one of an article: a sentence, or whom it addresses; not what is said behind a label."""
    before, labels = split_labels(line[:MAX_VALUE])
    if labels and not before:
        return False
    is_sentence = len(line) >= _SENTENCE and _END_OF_SENTENCE.search(line) is not None and not _GREETING.search(line)
    return is_sentence or (len(line) >= _PROSE and "。" in line) or _SALUTATION.fullmatch(line) is not None


@dataclass(slots=True)
class _Containers:
    """In which known container of articles elements stand, each looked at once."""

    known: dict[etree._Element | None, etree._Element | None] = field(default_factory=lambda: {None: None})

    def around(self, element: etree._Element | None) -> etree._Element | None:
        """Return the outermost container that `element` stands in or is."""
        path: list[etree._Element] = []
        while element is not None and element not in self.known:
            path.append(element)
            element = element.getparent()
        container = self.known[element]
        for each in reversed(path):
            container = each if container is None and is_container(each) else container
            self.known[each] = container
        return container
