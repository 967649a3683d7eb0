"""A report of our own."""

from __future__ import annotations

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate

REPORT = Report(
    id="a1",
    source="a.txt",
    title="停水公告",
    body="请储水。",
    index_number=parse_index_number("015530468/2023-00066"),
    category="通知公告",
    issuer="青禾市水务局",
    published=PartialDate(2023, 7),
    keywords=("停水", "检修"),
)
