"""One line of a header: the labels that it consists of, each with the value on the same line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from corpus.characters import HAN, one_line
from corpus.errors import InvalidDate
from corpus.labels import ALIASES, LabelledValue, field_for, is_label, is_weak_label, plain_label, split_labels
from corpus.readers.labelled_values import plausible_title
from corpus.signature import is_agency
from corpus.values.partial_date import parse_partial_date

_MAX_LINE = 10_000
"""Characters of a label with its value, a summary say, on one line; longer lines are paragraphs."""

DAY_WITHOUT_LABEL = ""
"""The label of a day that stands before the labels of its line: `2023-03-09 10:11 来源：水务局`."""

_LABELS_WITHOUT_COLON = {
    "index_number": 3,
    "document_number": 2,
    "issuer": 4,
    "published": 4,
    "written": 4,
    "title": 4,
}
"""Fields to the fewest characters of a label that a mere gap sets apart from its value; shorter ones begin sentences."""

_MAX_GAPS = 4
"""Blanks inside a label and behind it: `索 引 号 000014348`."""

_MAX_VALUE = 120
_SENTENCE = re.compile(r"[，。；：！？]")
_UNKNOWN = re.compile(rf"[{HAN}（）()]{{2,10}}\s{{0,4}}[:：](?P<value>.{{0,200}})")


def labels_of(line: str) -> list[LabelledValue]:
    r"""Return the labels that a line of a header consists of; none for a line that is anything else.

    >>> [(each.label, each.value) for each in labels_of("文号\t青水发〔2023〕8号\t发布日期\t2023-03-09")]
    [('文号', '青水发〔2023〕8号'), ('发布日期', '2023-03-09')]
    >>> [(each.field, each.value) for each in labels_of("2023-03-09 10:11 来源：青禾市水务局")]
    [('published', '2023-03-09 10:11'), ('issuer', '青禾市水务局')]
    >>> labels_of("发布机构改革后，人员减少。")
    []
    """
    stripped = line.strip()
    if len(stripped) > _MAX_LINE:
        return []
    if is_label(stripped):
        return [LabelledValue(one_line(stripped).rstrip("：: "), field_for(stripped), "")]
    before, found = split_labels(stripped)
    if found:
        return _behind_day(before, found) if before else found
    return list(_between_tabs(stripped)) or list(_behind_gap(stripped))


def is_strong(labels: Sequence[LabelledValue]) -> bool:
    """Return whether one of these labels stands in headers only."""
    return any(not is_weak_label(each.label) for each in labels if each.label != DAY_WITHOUT_LABEL)


def has_unknown_label(line: str) -> bool:
    """Return whether a line is a short text behind a label, or nothing behind it: one that is not known, where it isn't.

    >>> has_unknown_label("网站：www.example.gov.cn"), has_unknown_label("各县区：请照办。"), has_unknown_label("一、总则")
    (True, False, False)
    """
    unknown = _UNKNOWN.fullmatch(line.strip())
    return unknown is not None and not unknown["value"].endswith(("。", "；", "：", "，"))


def is_day(text: str) -> bool:
    """Return whether a text is a date and nothing else.

    >>> is_day("2023-03-09 10:11"), is_day("2023年3月9日至15日")
    (True, False)
    """
    try:
        parse_partial_date(text)
    except InvalidDate:
        return False
    return True


def _behind_day(before: str, found: list[LabelledValue]) -> list[LabelledValue]:
    """Return the labels of a line that begins with the day of publication, and that day; none where it begins otherwise."""
    fields = {each.field for each in found}
    if "issuer" not in fields or "published" in fields or not is_day(before):
        return []
    return [LabelledValue(DAY_WITHOUT_LABEL, "published", before), *found]


def _between_tabs(line: str) -> Iterator[LabelledValue]:
    """Yield labels and values that alternate between tabs; where they don't, the first label with all that follows."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) < 2 or not is_label(cells[0]):
        return
    filled = [cell for cell in cells if cell]
    for each in (cells, filled):
        if len(each) % 2 == 0 and all(map(is_label, each[::2])):
            yield from (_labelled(label, value) for label, value in zip(each[::2], each[1::2], strict=True))
            return
    yield _labelled(cells[0], " ".join(filled[1:]))


def _behind_gap(line: str) -> Iterator[LabelledValue]:
    """Yield an unmistakable label and the value that stands behind a gap: `索引号 000014348/2023-00827`."""
    if len(line) > _MAX_VALUE:
        return
    pieces = line.split(None, _MAX_GAPS)
    for count in range(1, len(pieces)):
        label = "".join(pieces[:count])
        if label in _labels_without_colon():
            found = _labelled(label, line.split(None, count)[count])
            if _is_value(found):
                yield found
            return


def _labelled(label: str, value: str) -> LabelledValue:
    return LabelledValue(one_line(label).rstrip("：: "), field_for(label), value)


def _is_value(found: LabelledValue) -> bool:
    if found.field in ("published", "written"):
        return is_day(found.value)
    if _SENTENCE.search(found.value):
        return False
    if found.field == "issuer":
        return is_agency(found.value)
    return bool(plausible_title(found.value)) if found.field == "title" else any(map(str.isdecimal, found.value))


@functools.cache
def _labels_without_colon() -> frozenset[str]:
    names = ((field, name) for field in _LABELS_WITHOUT_COLON for name in ALIASES[field] if not name.isascii())
    return frozenset(
        plain_label(name)
        for field, name in names
        if len(name) >= _LABELS_WITHOUT_COLON[field] and not is_weak_label(name)
    )
