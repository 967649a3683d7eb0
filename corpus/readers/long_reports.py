"""Reports too long to be indexed: named with their size, and not handed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.problem import Problem
from corpus.readers.registry import Item
from corpus.report import Report

REPORT_CHARACTERS = 4_000_000
"""Characters of one report unless told otherwise: thirty times the longest law, more than a yearbook. Inverting takes 60 to 170 bytes for each."""

_TITLE_SHOWN = 40


def without_long_reports(items: Iterable[Item], most: int) -> Iterator[Item]:
    """Yield what was read of a file, with a Problem in place of each report whose text has more than `most` characters.

    >>> [problem] = without_long_reports([Report(id="1", source="a.txt", title="年鉴", body="水务" * 600)], 1000)
    >>> print(problem)
    a.txt：“年鉴”有 1,200 个字，超过 1,000 个，没有收录，请拆分文件，或调大 archive.report_characters
    """
    for item in items:
        size = max(len(item.title), len(item.body)) if isinstance(item, Report) else 0
        if isinstance(item, Report) and size > most:
            title = item.title[:_TITLE_SHOWN] or "无标题"
            reason = (
                f"“{title}”有 {size:,} 个字，超过 {most:,} 个，没有收录，请拆分文件，或调大 archive.report_characters"
            )
            yield Problem(item.source, reason)
        else:
            yield item
