"""A report as plain text: what people copy, and programs without a parser read."""

from __future__ import annotations

from corpus.metadata import metadata
from corpus.report import Report
from service.listing import UNTITLED


def plain_text(report: Report) -> str:
    """Return a report's title, its metadata, a line each, and its text with that of its attachments.

    >>> print(plain_text(Report(id="1", source="a", title="停水公告", issuer="青禾市水务局", body="明日停水。")), end="")
    停水公告
    <BLANKLINE>
    发布机构：青禾市水务局
    <BLANKLINE>
    明日停水。
    """
    about = "".join(f"{each.label}：{each.text}\n" for each in metadata(report))
    return "\n".join(part for part in (f"{report.title or UNTITLED}\n", about, f"{report.body}\n") if part)
