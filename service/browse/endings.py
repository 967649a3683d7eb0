"""Which report ends another, for the page of that one."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.report import Report, without_body
from indexer.engine import Engine


@dataclass(frozen=True, slots=True)
class EndedBy:
    """A report that ends another, and the sentence in which it does."""

    report: Report
    sentence: str


def ended_by(engine: Engine, report: Report) -> EndedBy | None:
    """Return the report that ends one, as the index knows it; None where the archive has none, or it is withdrawn."""
    if report.ended is None:
        return None
    found = engine.get([report.ended.by]).get(report.ended.by)
    return EndedBy(without_body(found), report.ended.sentence) if found else None
