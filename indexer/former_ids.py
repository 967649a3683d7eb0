"""Ids that reports had before a build, and which report goes on as which: links to any of them still arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from corpus.identity import id_of_source
from corpus.report import Report, with_ids
from indexer.engine import Engine
from indexer.errors import IndexerError

MOST = 50
"""Former ids kept of one report, newest first."""

REPORTS_AT_ONCE = 200

Key = Callable[[Report], str]

_KEYS: tuple[Key, ...] = (
    lambda report: report.original_url,
    lambda report: report.index_number.key if report.index_number else "",
    lambda report: report.document_number.key if report.document_number else "",
    lambda report: report.title,
)
"""What tells, best first, that a report of a file is another one of before, edited."""


def former_ids_of(engine: Engine, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the former ids of indexed reports, where a reader wouldn't make the same again; of damaged ones none."""
    return {
        report.id: report.former_ids
        for report in _readable(engine, ids)
        if report.former_ids not in ((), (id_of_source(report.source),))
    }


def with_former(report: Report, former: Iterable[str]) -> Report:
    """Return `report` with further former ids."""
    known = dict.fromkeys((*former, *report.former_ids))
    known.pop(report.id, None)
    return with_ids(report, report.id, tuple(known)[:MOST]) if len(known) > len(report.former_ids) else report


def succeeding(engine: Engine, newcomers: Sequence[Report], lost: Iterable[str]) -> Iterator[Report]:
    """Yield the newcomers of a file, each with the ids of that one of its lost reports that it goes on as."""
    before = {report.id: report for report in _readable(engine, sorted(lost))} if newcomers else {}
    pairs = _pairs(newcomers, before)
    for report in newcomers:
        earlier = pairs.get(report.id)
        yield with_former(report, (earlier.id, *earlier.former_ids)) if earlier else report


def _pairs(newcomers: Sequence[Report], before: Mapping[str, Report]) -> dict[str, Report]:
    """Return the report of before for each newcomer that goes on as it, by id."""
    if len(newcomers) == len(before) == 1:
        return {newcomers[0].id: next(iter(before.values()))}
    pairs: dict[str, Report] = {}
    for key in _KEYS:
        taken = {report.id for report in pairs.values()}
        new = _unique(key, (report for report in newcomers if report.id not in pairs))
        old = _unique(key, (report for report in before.values() if report.id not in taken))
        pairs.update((report.id, old[value]) for value, report in new.items() if value in old)
    return pairs


def _unique(key: Key, reports: Iterable[Report]) -> dict[str, Report]:
    """Return the reports by a key that no other of them has."""
    by_key: dict[str, list[Report]] = {}
    for report in reports:
        by_key.setdefault(key(report), []).append(report)
    return {value: found[0] for value, found in by_key.items() if value and len(found) == 1}


def _readable(engine: Engine, ids: Iterable[str]) -> Iterator[Report]:
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
