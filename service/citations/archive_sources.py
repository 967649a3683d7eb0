"""Where an archive looks citations up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from corpus.record import from_record
from corpus.report import Report
from corpus.values.typed_index_number import typed_index_numbers
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.query import Contains, Plan, Sort
from service.browse import document_numbers
from service.browse.series import reports_under
from service.citations.checked import Sources, keys_of, status_of
from service.ledger.ledger import Ledger
from service.ledger.states import States

_MOST_TITLED = 50
"""Reports with a title within their own that are looked at: 政府工作报告 is that of thousands, of which any will do."""


def sources_of(engine: Engine, ledger: Ledger | None, today: date) -> Sources:
    """Return where the citations of a draft are looked up: in an index, and in what the ledger says is withdrawn."""
    return Sources(
        under_number=lambda number: _under_number(engine, number),
        under_first_key=lambda keys: _under_first_key(engine, keys),
        under_title=lambda title: under_title(engine, title),
        ended=status_of(today),
        withdrawn=_withdrawn(ledger) if ledger else {},
    )


def under_title(engine: Engine, title: str) -> Sequence[Report]:
    """Return the reports, without their bodies, in whose title a title stands, the newest first."""
    tokens = tokenize(title)
    if not tokens:
        return ()
    plan = Plan(Contains(tokens, ("title",)), sort=Sort.NEWEST, limit=_MOST_TITLED, reports=True)
    return [hit.report for hit in engine.search(plan).hits if hit.report]


def _under_number(engine: Engine, number: str) -> Sequence[Report]:
    """Return the reports that have a number exactly, an index number or a document number."""
    for each in typed_index_numbers(number):
        if found := reports_under(engine, each.key):
            return found
    ids = next((ids for _, ids in document_numbers.exact(engine, number) if ids), ())
    return _reports(engine, ids)


def _under_first_key(engine: Engine, keys: Sequence[str]) -> tuple[str, Sequence[Report]]:
    found = engine.lookup("document_number", keys)
    key = next((key for key in keys if key in found), "")
    return key, _reports(engine, found[key]) if key else ()


def _reports(engine: Engine, ids: Sequence[str]) -> Sequence[Report]:
    reports = engine.get(ids)
    return [reports[each] for each in ids if each in reports]


def _withdrawn(ledger: Ledger) -> Mapping[str, Report]:
    gone = [entry.subject for entry in States(ledger).current() if not entry.is_published]
    versions = [[each.digest for each in ledger.history(subject) if each.digest] for subject in gone]
    reports = [from_record(ledger.record(digests[-1])) for digests in versions if digests]
    return {key: report for report in reports for key in keys_of(report)}
