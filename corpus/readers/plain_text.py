"""Text files as archives publish them: label lines, each with its value on the next line or after a colon, then the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from corpus.characters import clean_text, one_line, without_spaces
from corpus.labels import LabelledValue, field_for, plain_label
from corpus.problem import Problem
from corpus.readers.document import DocumentLine
from corpus.readers.label_lines import DAY_WITHOUT_LABEL, has_unknown_label, is_day, is_strong, labels_of
from corpus.readers.labelled_values import (
    FieldValues,
    build_report,
    first_title,
    is_of_event,
    is_whole,
    plausible_title,
    says_nothing,
)
from corpus.readers.listed_header import plain_header
from corpus.readers.official_head import find_head
from corpus.readers.placeholder import is_placeholder
from corpus.report import Report
from corpus.values.document_number import parse_document_number

_PREAMBLE_LINES = 5
"""Lines such as a heading or a site's name that may stand before the first label."""

_MAX_HEADER_LINES = 2_000
"""A header with every label there is, its values and blank lines between them has fewer; the rest is never split into lines."""

_CLOSE_LABELS = 6
"""Within this many lines a second label must follow for lines to be a header and not a body that begins `标题：`."""

_LINES_UNDER_TITLE = 2
"""Filled lines below the title among which a day of publication may stand by itself."""

_LONG_TITLE_LABEL = len("信息名称")

_MAX_UNKNOWN = 3
"""Lines with labels not known that may follow one another in a header."""

_MAX_VALUE = 300
_VALUE_LIMITS = {"index_number": 120, "document_number": 80, "published": 40, "written": 40, "issuer": 80}
"""The longest value believed for a field; what is longer is the body, and the value is missing."""

_BODY_FIELDS = ("body", "attachments")

FIRST_LINE = "正文首行"
"""The place of a title that no label gives."""

_LONGEST_REST = 20
_NUMBER_SIGNS = ("号", "號", "号）", "号)")
"""Of a document number whose line was broken: the characters of its second part, and how that ends."""

_HEAD = "版头"
_HEAD_LINES, _LONGEST_HEAD = 12, 2_000
_LONGEST_NUMBER, _SHORTEST_TITLE = 60, 6
"""Lines, and characters, among which the number of a document stands by itself; behind a sentence none is its own."""

_UNDER_TITLE = "标题下方"
"""The place of a day without a label."""


@dataclass(slots=True)
class _Header:
    """Field values of the lines before the body, and those lines that belong to no field.

    `after_blank` tells that the last line was blank, `is_spaced` that blank lines stand between those of the header.
    """

    values: FieldValues = field(default_factory=FieldValues)
    seen: set[str] = field(default_factory=set)
    rest: list[str] = field(default_factory=list)
    taken: dict[str, LabelledValue] = field(default_factory=dict)
    after_blank: bool = False
    is_spaced: bool = False

    def take(self, found: LabelledValue, value: str) -> None:
        """Put a value into its field, or into the body where it has none: every visible piece stays searchable."""
        name = found.field
        if not value or (name is not None and says_nothing(name, value)):
            return
        place = "" if found.label != DAY_WITHOUT_LABEL else _UNDER_TITLE
        if (
            name is None
            or is_of_event(name, found.label, value)
            or not self.values.offer(name, value, label=found.label, place=place)
        ):
            self.keep(found, value)
            return
        if name in self.taken:
            self.keep(self.taken[name], self.taken[name].value)
        self.taken[name] = LabelledValue(found.label, name, value)

    def keep(self, found: LabelledValue, value: str) -> None:
        """Leave a label with its value in the body."""
        self.rest.append(f"{one_line(found.label)}：{value}" if found.label else value)

    def keep_what_fields_lack(self) -> None:
        """Leave in the body the lines of values that were shortened or will be refused."""
        for name, found in self.taken.items():
            if not is_whole(name, found.value):
                self.keep(found, found.value)

    def goes_on_with(self, labels: Sequence[LabelledValue]) -> bool:
        """Return whether labels none of which came before may follow here."""
        new = [each for each in labels if each.label not in self.seen and each.field not in _BODY_FIELDS]
        return is_strong(new) and not labels[-1].value.endswith("。")


def read_text(text: str, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that the text of one file holds, then notes about the values refused."""
    text = clean_text(text).removeprefix("\ufeff")
    if not text or text.isspace():
        yield Problem(source, "文件里没有文字，请检查导出是否完整")
        return
    values, body = labelled_text(text)
    _fill_from_head(values, body)
    values.fill("title", first_title(body), place=FIRST_LINE)
    if not values.texts.get("title"):
        yield Problem(source, "找不到标题：既没有“信息名称”或“标题”一行，首行也不像标题，请补上“信息名称”")
        return
    report, notes = build_report(values, source=source, body=body)
    yield report
    yield from (Problem(source, note, skipped=False) for note in notes)


def _fill_from_head(values: FieldValues, body: str) -> None:
    """Take number, agency and title from the head of an official document where no label gives them."""
    lines = body[:_LONGEST_HEAD].split("\n", _HEAD_LINES)[:_HEAD_LINES]
    if "document_number" in values.texts or not any(map(_may_be_number, lines)):
        return
    head = find_head([DocumentLine(line) for line in lines])
    if not head.document_number:
        return
    values.fill("document_number", head.document_number, place=_HEAD)
    values.fill("issuer", head.issuer, place=_HEAD)
    # Below a title that stands first, the line behind the number is of the text.
    is_first = without_spaces(lines[0]).strip("（）()") == without_spaces(head.document_number)
    is_title = (head.issuer or is_first) and len(head.title) >= _SHORTEST_TITLE
    values.fill("title", head.title if is_title else "", place=_HEAD)


def _may_be_number(line: str) -> bool:
    return len(line) <= _LONGEST_NUMBER and line.rstrip(" \u3000)）").endswith(("号", "號"))


def labelled_text(text: str) -> tuple[FieldValues, str]:
    """Return the values of the label lines that a text begins with, and its body; `text` is clean."""
    lines = text.lstrip("\n").split("\n", _MAX_HEADER_LINES)
    following = lines[_MAX_HEADER_LINES:]
    header, body_lines = _split(plain_header(lines[:_MAX_HEADER_LINES]))
    return header.values, "\n".join([*header.rest, *body_lines, *following]).strip("\n")


def _split(lines: Sequence[str]) -> tuple[_Header, Sequence[str]]:
    header = _Header()
    index = _first_label(lines)
    if index is None:
        return header, lines
    header.rest.extend(line for line in lines[:index] if line.strip())
    header.is_spaced = bool(index) and not lines[index - 1].strip()
    while index < len(lines):
        following = _read_labels(lines, index, header)
        if following is None:
            break
        index = following
    header.keep_what_fields_lack()
    return header, lines[index:]


def _first_label(lines: Sequence[str]) -> int | None:
    """Return the index of the line where the header starts, or None when the file is all body."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for position, index in enumerate(filled[: _PREAMBLE_LINES + 1]):
        near = [labels_of(lines[each]) for each in filled[position : position + _CLOSE_LABELS]]
        if near[0] and (_is_header(near) or (not position and _names_title(near[0]))):
            return index
        above = lines[filled[0]] if 0 < position <= _LINES_UNDER_TITLE else ""
        if plausible_title(above) and _tells_publication(near[0]):
            return index
    return None


def _is_header(near: Sequence[Sequence[LabelledValue]]) -> bool:
    """Return whether lines that begin with labels are a header, by those near to each other; what texts have too opens none."""
    fields = [each.field for labels in near for each in labels]
    if "index_number" not in fields and len(fields) < 2:
        return False
    return is_strong(near[0]) or _is_byline(near) or _leads_to_strong_label(near)


def _is_byline(near: Sequence[Sequence[LabelledValue]]) -> bool:
    """Return whether the lines with which these begin tell where and on which day a report was published: no notice of a meeting does."""
    labels = [each for line in takewhile(bool, near) for each in line]
    dated = any(each.field == "published" and is_day(each.value) for each in labels)
    return dated and any(each.field == "issuer" and each.value for each in labels)


def _leads_to_strong_label(near: Sequence[Sequence[LabelledValue]]) -> bool:
    lacks_value = False
    for labels in near:
        if is_strong(labels):
            return True
        if not labels and not lacks_value:
            return False
        lacks_value = bool(labels) and not labels[-1].value
    return False


def _names_title(labels: Sequence[LabelledValue]) -> bool:
    """Return whether a line is a label of titles that begins no text: 信息名称, not 标题 or 名称."""
    return len(labels) == 1 and labels[0].field == "title" and len(plain_label(labels[0].label)) >= _LONG_TITLE_LABEL


def _tells_publication(labels: Sequence[LabelledValue]) -> bool:
    """Return whether a line says when its report was published, and no more."""
    return len(labels) == 1 and labels[0].field == "published" and is_strong(labels) and is_day(labels[0].value)


def _read_labels(lines: Sequence[str], index: int, header: _Header) -> int | None:
    """Read the labels of line `index`; return the index of the next line to read, or None when the body begins here."""
    line = lines[index]
    if not line.strip():
        header.after_blank = True
        return index + 1
    labels = labels_of(line)
    is_near = header.is_spaced or not header.after_blank
    came_before = any(each.label in header.seen for each in labels)
    if not labels or (came_before and not (is_near and header.goes_on_with(labels))):
        return _pass_over(lines, index, header) if is_near else None
    # 附件 and 正文 stand in the body, and behind a blank line what texts have too.
    if any(each.field in _BODY_FIELDS for each in labels):
        return _skip_body_label(line, index, header)
    if not is_near and not is_strong(labels) and not header.goes_on_with(_next_labels(lines, index + 1)):
        return None
    header.is_spaced, header.after_blank = header.is_spaced or header.after_blank, False
    labels, following = _with_rest_of_number(labels, lines, index + 1)
    for each in labels:
        if each.label in header.seen and each.value:
            header.keep(each, each.value)
        elif each.value:
            header.take(each, each.value)
    header.seen.update(each.label for each in labels)
    last = labels[-1]
    found = None if last.value else _value_below(lines, following, last.field)
    if found is None:
        return following
    header.take(last, lines[found].strip())
    return found + 1


def _with_rest_of_number(
    labels: list[LabelledValue], lines: Sequence[str], following: int
) -> tuple[list[LabelledValue], int]:
    """Return the labels of a line, the last one's document number with what of it stands on the next, and the line to read then."""
    last = labels[-1]
    rest = lines[following].strip() if following < len(lines) else ""
    if last.field != "document_number" or not last.value or not rest or len(rest) > _LONGEST_REST or labels_of(rest):
        return labels, following
    whole = last.value + rest
    if _has_serial(last.value) or not _has_serial(whole) or not rest.endswith(_NUMBER_SIGNS):
        return labels, following
    return [*labels[:-1], replace(last, value=whole)], following + 1


def _has_serial(text: str) -> bool:
    number = parse_document_number(text)
    return number is not None and number.serial is not None


def _next_labels(lines: Sequence[str], index: int) -> list[LabelledValue]:
    """Return the labels of the first line from `index` on that is not blank."""
    return next((labels_of(line) for line in islice(lines, index, None) if line.strip()), [])


def _pass_over(lines: Sequence[str], index: int, header: _Header) -> int | None:
    """Leave a line with a label that is unknown, or came before, in the body where a known one follows; else the body begins here."""
    following = index
    while following < len(lines) and following - index < _MAX_UNKNOWN and has_unknown_label(lines[following]):
        following += 1
        if following < len(lines) and (labels := labels_of(lines[following])) and header.goes_on_with(labels):
            header.rest.extend(line.strip() for line in lines[index:following])
            return following
    return None


def _skip_body_label(line: str, index: int, header: _Header) -> int | None:
    if field_for(line.strip()) == "body" and "body" not in header.seen:
        header.seen.update(("body", *(each.label for each in labels_of(line))))
        return index + 1
    return None


def _value_below(lines: Sequence[str], index: int, name: str | None) -> int | None:
    """Return the index of the line that holds the value of the label above it, or None when that label has none."""
    while index < len(lines) and not lines[index].strip():
        index += 1
    if index == len(lines) or labels_of(lines[index]):
        return None
    value = lines[index].strip()
    if _fits(name, value):
        return index
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    # What stands between two labels is a value, however odd: the body never does.
    return index if len(value) <= _MAX_VALUE and labels_of(following) else None


def _fits(name: str | None, value: str) -> bool:
    if len(value) > _VALUE_LIMITS.get(name or "", _MAX_VALUE) or value.endswith(("。", "；", "：")):
        return False
    if name in ("index_number", "published", "written"):
        return says_nothing(name, value) or any(character.isdecimal() for character in value) or "年" in value
    if name == "document_number":
        return is_placeholder(value) or "号" in value or any(character.isdecimal() for character in value)
    return True
