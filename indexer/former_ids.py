"""Ids that reports had: what an index knows of them, and which report answers to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.identity import derived_id, id_by_content
from corpus.report import Report
from indexer.engine import Engine
from indexer.errors import IndexerError

REPORTS_AT_ONCE = 200


def report_known_as(engine: Engine, id: str) -> Report | None:
    """Return the report that has an id, else one that had it or could have had it: its own id tells which. None without any."""
    if found := engine.get([id]).get(id):
        return found
    candidates = engine.get(engine.lookup("former_id", [id]).get(id, ())).values()
    return min(candidates, key=lambda report: (_distance(report, id), report.id), default=None)


def _distance(report: Report, id: str) -> int:
    """Return how far a report is from having an id: 0 where it says just what the id was made of.

    Then comes one that had it, and one that is identified alike; last, what an earlier version made of its file's name.
    """
    if id == id_by_content(report):
        return 0
    if id in report.former_ids[:-1]:
        return 1
    return 2 if id == derived_id(report) else 3


def former_ids_of(engine: Engine, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the former ids that indexed reports are stored with, by their own."""
    return {report.id: report.former_ids for report in stored_reports(engine, ids) if report.former_ids}


def stored_reports(engine: Engine, ids: Iterable[str]) -> Iterator[Report]:
    """Yield the reports that an index has under these ids, but for damaged ones."""
    remaining = iter(ids)
    while batch := list(islice(remaining, REPORTS_AT_ONCE)):
        try:
            yield from engine.get(batch).values()
        except IndexerError:
            yield from _readable_alone(engine, batch)


def _readable_alone(engine: Engine, ids: Iterable[str]) -> Iterator[Report]:
    for each in ids:
        try:
            found = engine.get([each])
        except IndexerError:
            continue
        yield from found.values()
