"""The table of an export: a row for each report, with what identifies it and where it stands. Its text is not in it."""

from __future__ import annotations

from collections.abc import Callable

from corpus.metadata import METADATA
from corpus.report import Report
from service.listing import cells, headings

AddressOf = Callable[[str], str]
"""Returns the address of the page of a report, by its id."""

_ALL = tuple(field.name for field in METADATA)
HEADINGS = (*headings(_ALL), "附件", "网址")


def row(report: Report, address_of: AddressOf) -> tuple[str, ...]:
    """Return the cells of a report, one for each of `HEADINGS`, without line ends.

    >>> row(Report(id="1", source="a", title="停水公告", issuer="水务局"), "/reports/{}".format)
    ('停水公告', '', '', '', '水务局', '', '', '', '', '', '', '', '', '', '/reports/1')
    """
    attachments = "；".join(each.name or each.url for each in report.attachments)
    return (*cells(report, _ALL), " ".join(attachments.split()), address_of(report.id))
