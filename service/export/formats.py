"""The formats of an export, by the ending of their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from corpus.readers import dump_lines
from corpus.report import Report
from service.export.comma_separated import comma_separated
from service.export.table import HEADINGS, AddressOf, row
from service.export.workbook import workbook


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what people call it, its media type, and what writes reports in it."""

    label: str
    media_type: str
    write: Callable[[Iterable[Report], AddressOf], Iterator[bytes]]


def _csv(reports: Iterable[Report], address_of: AddressOf) -> Iterator[bytes]:
    return comma_separated(chain((HEADINGS,), (row(report, address_of) for report in reports)))


def _xlsx(reports: Iterable[Report], address_of: AddressOf) -> Iterator[bytes]:
    return workbook(HEADINGS, (row(report, address_of) for report in reports))


def _jsonl(reports: Iterable[Report], address_of: AddressOf) -> Iterator[bytes]:
    return (line.encode("utf-8", "replace") for line in dump_lines(reports))


FORMATS: Mapping[str, Format] = {
    "xlsx": Format("Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "csv": Format("CSV 表格", "text/csv", _csv),
    "jsonl": Format("JSON Lines（含正文）", "application/x-ndjson", _jsonl),
}
