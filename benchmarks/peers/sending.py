"""Reports as flat JSON for servers, sent in batches over two connections."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from corpus.report import Report
from indexer.fields import FIELD

SENDERS = 2
WAITING = 6
"""Batches in memory at once."""


def flat(report: Report) -> dict[str, Any]:
    """Return what servers index: texts, facets, and numbers as our field table has them."""
    return {
        "id": report.id,
        "title": report.title,
        "body": report.body,
        "keywords": "；".join(report.keywords),
        "issuer": report.issuer,
        "category": report.category,
        "topic": report.topic,
        "index_number": report.index_number.raw if report.index_number else "",
        "document_number": report.document_number.raw if report.document_number else "",
        "year": _number("year", report),
        "published": _number("published", report),
    }


def send_all(
    reports: Iterable[Report], send: Callable[[bytes], None], *, batch: int, before: str | None = None
) -> None:
    """Send JSON lines of `batch` reports each; `before`, with the id put in, goes on a line of its own before each."""
    with ThreadPoolExecutor(SENDERS) as pool:
        waiting: deque[Future[None]] = deque()
        for lines in _batches(reports, batch, before):
            waiting.append(pool.submit(send, lines))
            if len(waiting) >= WAITING:
                waiting.popleft().result()
        for each in waiting:
            each.result()


def _batches(reports: Iterable[Report], batch: int, before: str | None) -> Iterator[bytes]:
    lines: list[str] = []
    count = 0
    for report in reports:
        if before is not None:
            lines.append(before % report.id)
        lines.append(json.dumps(flat(report), ensure_ascii=False))
        count += 1
        if count == batch:
            yield ("\n".join(lines) + "\n").encode()
            lines, count = [], 0
    if lines:
        yield ("\n".join(lines) + "\n").encode()


def _number(name: str, report: Report) -> int:
    take = FIELD[name].number
    return (take(report) if take else None) or 0
