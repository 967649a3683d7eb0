"""Tables as reports: a manifest (目录) holds one a row, any other table is a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.labels import field_for
from corpus.problem import Problem
from corpus.readers.document import Document, DocumentLine
from corpus.readers.json_lines import RecordFile, RefusedRecord, report_of_record
from corpus.readers.labelled_values import says_nothing
from corpus.readers.official import read_document
from corpus.report import Report

_HEADER_WITHIN = 10
"""Rows with a title, a number or a note that may stand above the header."""

_TELLING = frozenset(("index_number", "document_number", "issuer", "published", "written", "body", "original_url"))
"""Fields of which a manifest has one beside the title: lists of posts or goods have names and kinds too."""

_SEVERAL = re.compile(r"[\n;；]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, and its rows of texts; `converted` are cells that hold no text, by row and column.

    `drawn` are the texts of boxes and charts on it; `left_out`: some rows or columns are hidden and empty here.
    """

    name: str
    rows: Sequence[Sequence[str]]
    converted: frozenset[tuple[int, int]] = frozenset()
    drawn: Sequence[str] = ()
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    """The row that names the columns: its index, the label of each column, and the field of those that have one.

    `seconds` are further columns for fields that have one before, which may be empty in a row.
    """

    index: int
    labels: Sequence[str]
    fields: dict[int, str]
    seconds: dict[int, str]


def read_tables(tables: Iterable[Table], *, source: str) -> Iterator[Report | Problem]:
    """Yield the report of each row of the manifests among `tables`, then one of all other tables, with notes."""
    file = RecordFile(source)
    others: list[Table] = []
    for table in tables:
        header = _header(table)
        if header is None:
            others.append(table)
        else:
            yield from _read_rows(table, header, file)
    yield from file.rest()
    filled = [table for table in others if table.rows or table.drawn]
    if filled or not file.derived:
        yield from read_document(Document(tuple(_lines(filled))), source=source)


def _header(table: Table) -> _Header | None:
    for index, row in enumerate(table.rows[:_HEADER_WITHIN]):
        fields: dict[int, str] = {}
        seconds: dict[int, str] = {}
        for column, label in enumerate(row):
            name = field_for(label) if label else None
            if name is not None and name not in fields.values():
                fields[column] = name
            elif name is not None and label not in row[:column]:
                seconds[column] = name
        if "title" in fields.values() and _TELLING & set(fields.values()):
            return _Header(index, row, fields, seconds)
    return None


def _read_rows(table: Table, header: _Header, file: RecordFile) -> Iterator[Report | Problem]:
    for index, row in enumerate(table.rows[header.index + 1 :], start=header.index + 1):
        if not any(row) or list(row) == list(header.labels):
            continue
        try:
            report, notes = report_of_record(_record(row, header), file, index + 1)
        except RefusedRecord as refusal:
            yield Problem(file.source, str(refusal), line=index + 1)
            continue
        yield report
        for note in (*notes, *_conversions(table, header, index)):
            yield Problem(file.source, note, line=index + 1, skipped=False)


def _record(row: Sequence[str], header: _Header) -> dict[str, object]:
    """Return a row as a record; what stands in columns of no field goes to the body, so that it can be found."""
    record: dict[str, object] = {}
    rest = []
    filled = {
        name for column, name in header.fields.items() if column < len(row) and not says_nothing(name, row[column])
    }
    for column, value in enumerate(row):
        name, label = header.fields.get(column), header.labels[column] if column < len(header.labels) else ""
        if name == "attachments":
            record[label] = [each.strip() for each in _SEVERAL.split(value) if each.strip()]
        elif name is not None:
            record[label] = value
        elif (second := header.seconds.get(column, "body")) not in {*filled, "body", "attachments"}:
            record[label] = value
            filled |= set() if says_nothing(second, value) else {second}
        elif value and label:
            rest.append(f"{label}：{value}")
    body = next((label for column, label in enumerate(header.labels) if header.fields.get(column) == "body"), "正文")
    record[body] = "\n".join(filter(None, (str(record.get(body, "")), *rest)))
    return record


def _conversions(table: Table, header: _Header, index: int) -> Iterator[str]:
    for column, name in header.fields.items():
        if name in ("index_number", "document_number") and (index, column) in table.converted:
            yield f"“{header.labels[column]}”是数字或日期而不是文字，可能已被表格软件改动，请核对原文"


def _lines(tables: Sequence[Table]) -> Iterator[DocumentLine]:
    for table in tables:
        if len(tables) > 1:
            yield DocumentLine(table.name)
        yield from (DocumentLine("\t".join(filter(None, row))) for row in table.rows if any(row))
        yield from map(DocumentLine, table.drawn)
