"""Text files as archives publish them: label lines, each with its value on the next line or after a colon, then the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.characters import clean_text, one_line
from corpus.labels import field_for, is_label, split_labels
from corpus.problem import Problem
from corpus.readers.labelled_values import FieldValues, build_report, first_title, says_nothing
from corpus.readers.placeholder import is_placeholder
from corpus.report import Report

_PREAMBLE_LINES = 5
"""Lines such as a heading or a site's name that may stand before the first label."""

_MAX_HEADER_LINES = 2_000
"""A header with every label there is, its values and blank lines between them has fewer; the rest is never split into lines."""

_MAX_HEADER_LINE = 10_000
"""Characters of a label with its value, a summary say, on one line; longer lines are paragraphs."""

_CLOSE_LABELS = 6
"""Within this many lines a second label must follow for lines to be a header and not a body that begins `标题：`."""

_MAX_VALUE = 300
_VALUE_LIMITS = {"index_number": 120, "document_number": 80, "published": 40, "written": 40, "issuer": 80}
"""The longest value believed for a field; what is longer is the body, and the value is missing."""

_BODY_FIELDS = ("body", "attachments")

FIRST_LINE = "正文首行"
"""The place of a title that no label gives."""


@dataclass(slots=True)
class _Header:
    """Field values of the lines before the body, and those lines that belong to no field."""

    values: FieldValues = field(default_factory=FieldValues)
    seen: set[str] = field(default_factory=set)
    rest: list[str] = field(default_factory=list)

    def take(self, label: str, name: str | None, value: str) -> None:
        """Put a value into its field, or into the body where it has none: every visible piece stays searchable."""
        if name is not None and (says_nothing(name, value) or self.values.offer(name, value, label=label)):
            return
        if value:
            self.rest.append(f"{one_line(label)}：{value}")


def read_text(text: str, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that the text of one file holds, then notes about the values refused."""
    text = clean_text(text).removeprefix("\ufeff")
    if not text or text.isspace():
        yield Problem(source, "文件里没有文字，请检查导出是否完整")
        return
    values, body = labelled_text(text)
    values.fill("title", first_title(body), place=FIRST_LINE)
    if not values.texts.get("title"):
        yield Problem(source, "找不到标题：既没有“信息名称”或“标题”一行，首行也不像标题，请补上“信息名称”")
        return
    report, notes = build_report(values, source=source, body=body)
    yield report
    yield from (Problem(source, note, skipped=False) for note in notes)


def labelled_text(text: str) -> tuple[FieldValues, str]:
    """Return the values of the label lines that a text begins with, and its body; `text` is clean."""
    lines = text.lstrip("\n").split("\n", _MAX_HEADER_LINES)
    following = lines[_MAX_HEADER_LINES:]
    header, body_lines = _split(lines[:_MAX_HEADER_LINES])
    return header.values, "\n".join([*header.rest, *body_lines, *following]).strip("\n")


def _split(lines: list[str]) -> tuple[_Header, list[str]]:
    header = _Header()
    index = _first_label(lines)
    if index is None:
        return header, lines
    header.rest.extend(line for line in lines[:index] if line.strip())
    while index < len(lines):
        following = _read_labels(lines, index, header)
        if following is None:
            break
        index = following
    return header, lines[index:]


def _first_label(lines: Sequence[str]) -> int | None:
    """Return the index of the line where the header starts, or None when the file is all body."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    for position, index in enumerate(filled[: _PREAMBLE_LINES + 1]):
        if not _labels_of(lines[index]):
            continue
        near = filled[position : position + _CLOSE_LABELS]
        found = [name for each in near for _, name, _ in _labels_of(lines[each])]
        if "index_number" in found or len(found) > 1:
            return index
    return None


def _read_labels(lines: Sequence[str], index: int, header: _Header) -> int | None:
    """Read the labels of line `index`; return the index of the next line to read, or None when the body begins here."""
    line = lines[index]
    if not line.strip():
        return index + 1
    labels = _labels_of(line)
    # A label that comes again, and 附件 or 正文, stand in the body.
    if not labels or any(label in header.seen for label, _, _ in labels):
        return None
    if any(name in _BODY_FIELDS for _, name, _ in labels):
        return _skip_body_label(line, index, header)
    header.seen.update(label for label, _, _ in labels)
    for label, name, value in labels:
        if value:
            header.take(label, name, value)
    label, name, value = labels[-1]
    if value:
        return index + 1
    found = _value_below(lines, index + 1, name)
    if found is None:
        return index + 1
    header.take(label, name, lines[found].strip())
    return found + 1


def _skip_body_label(line: str, index: int, header: _Header) -> int | None:
    if field_for(line.strip()) == "body" and "body" not in header.seen:
        header.seen.update(("body", *(label for label, _, _ in _labels_of(line))))
        return index + 1
    return None


def _value_below(lines: Sequence[str], index: int, name: str | None) -> int | None:
    """Return the index of the line that holds the value of the label above it, or None when that label has none."""
    while index < len(lines) and not lines[index].strip():
        index += 1
    if index == len(lines) or _labels_of(lines[index]):
        return None
    value = lines[index].strip()
    if _fits(name, value):
        return index
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    # What stands between two labels is a value, however odd: the body never does.
    return index if len(value) <= _MAX_VALUE and _labels_of(following) else None


def _fits(name: str | None, value: str) -> bool:
    if len(value) > _VALUE_LIMITS.get(name or "", _MAX_VALUE) or value.endswith(("。", "；", "：")):
        return False
    if name in ("index_number", "published", "written"):
        return says_nothing(name, value) or any(character.isdecimal() for character in value) or "年" in value
    if name == "document_number":
        return is_placeholder(value) or "号" in value or any(character.isdecimal() for character in value)
    return True


def _labels_of(line: str) -> list[tuple[str, str | None, str]]:
    """Return the labels a line of a header consists of, each with its field and the value on the same line."""
    stripped = line.strip()
    if len(stripped) > _MAX_HEADER_LINE:
        return []
    if is_label(stripped):
        return [(one_line(stripped).rstrip("：: "), field_for(stripped), "")]
    before, found = split_labels(stripped)
    if found:
        return [] if before else [(each.label, each.field, each.value) for each in found]
    label, tab, value = stripped.partition("\t")
    if tab and is_label(label):
        return [(label.strip(), field_for(label), value.strip())]
    return []
