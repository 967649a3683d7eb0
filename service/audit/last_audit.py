"""The last audit, kept in the ledger's file so that the desk shows it without auditing; what is dismissed is an act in the chain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.characters import clean_line
from service.audit.audit import Audit
from service.audit.finding import Finding
from service.audit.kinds import KINDS
from service.audit.totals import by_kind
from service.ledger.entries import Act, Draft, Entry, canonical, stamp
from service.ledger.errors import NoReason
from service.ledger.ledger import Ledger
from service.sqlite_file import sql

MOST_AUDITS = 400
"""Audits whose totals are kept: a year of nights."""

_FINDING = "position, id, kind, report, title, issuer, year, message, others, dismissed"


@dataclass(frozen=True, slots=True)
class PastAudit:
    """When an audit was made, of how many reports, how many findings of each kind were open then, and what couldn't be judged."""

    at: str
    reports: int
    open: Mapping[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding of the last audit: its position among them, and why it was dismissed, "" for an open one."""

    position: int
    finding: Finding
    dismissed: str


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are wanted: open or dismissed ones, of a kind, an issuer, a year of publication; None for all."""

    kind: str | None = None
    issuer: str | None = None
    year: int | None = None
    is_dismissed: bool = False


def keep(ledger: Ledger, found: Audit) -> None:
    """Keep an audit in the place of the last one."""
    rows = (
        (
            position,
            each.id,
            each.kind.name,
            each.report_id,
            each.title,
            each.issuer,
            each.year,
            each.message,
            canonical(each.others),
            found.dismissed.get(each.id, ""),
        )
        for position, each in enumerate(found.findings, start=1)
    )
    told = (stamp(ledger.now()), found.reports, canonical(by_kind(found.open)), canonical(found.notes))
    with ledger.transaction() as connection:
        connection.execute("DELETE FROM findings")
        connection.executemany("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.execute("INSERT INTO audits (at, reports, open, notes) VALUES (?, ?, ?, ?)", told)
        connection.execute("DELETE FROM audits WHERE number <= (SELECT max(number) FROM audits) - ?", (MOST_AUDITS,))


def audits(ledger: Ledger, most: int) -> list[PastAudit]:
    """Return the last audits, the newest first."""
    rows = ledger.rows("SELECT at, reports, open, notes FROM audits ORDER BY number DESC LIMIT ?", [most])
    return [
        PastAudit(at, reports, _in_order(json.loads(found)), tuple(json.loads(notes)))
        for at, reports, found, notes in rows
    ]


def findings(ledger: Ledger, wanted: FindingFilter, most: int, *, after: int = 0) -> list[ListedFinding]:
    """Return up to `most` findings of the last audit in its order, of those after a position."""
    where, given = _condition(wanted)
    chosen = "SELECT {columns} FROM findings WHERE {where} AND position > ? ORDER BY position LIMIT ?"
    return [_listed(row) for row in ledger.rows(sql(chosen, columns=_FINDING, where=where), [*given, after, most])]


def all_findings(ledger: Ledger, wanted: FindingFilter, batch: int = 500) -> Iterator[ListedFinding]:
    """Yield all wanted findings, read in batches."""
    after = 0
    while found := findings(ledger, wanted, batch, after=after):
        yield from found
        after = found[-1].position


def finding_named(ledger: Ledger, name: str) -> ListedFinding | None:
    """Return the finding of the last audit with an id, None where it has none such."""
    rows = ledger.rows(sql("SELECT {columns} FROM findings WHERE id = ?", columns=_FINDING), [name])
    return _listed(rows[0]) if rows else None


def totals(ledger: Ledger, wanted: FindingFilter, group: str, most: int) -> list[tuple[str, int]]:
    """Return how many wanted findings each kind, issuer or year has, those with most first, the latest of years."""
    assert group in ("kind", "issuer", "year")
    where, given = _condition(wanted)
    order = "1 DESC" if group == "year" else "2 DESC, 1"
    counted = sql(
        "SELECT {group}, count(*) FROM findings WHERE {where} GROUP BY 1 ORDER BY {order} LIMIT ?",
        group=group,
        where=where,
        order=order,
    )
    return [(str(name or ""), count) for name, count in ledger.rows(counted, [*given, most])]


def dismiss_finding(ledger: Ledger, name: str, *, by: str, reason: str) -> Entry:
    """Write into the chain that a finding is dismissed, in later audits too. Raises `NoReason`."""
    said = clean_line(reason)
    if not said:
        raise NoReason("请写明忽略的理由。")
    return _judged(ledger, Draft(Act.DISMISS, _subject(name), by, said), name, said)


def reopen_finding(ledger: Ledger, name: str, *, by: str, reason: str) -> Entry:
    """Write into the chain that a finding is dismissed no more."""
    return _judged(ledger, Draft(Act.REOPEN, _subject(name), by, clean_line(reason)), name, "")


def acts_on(ledger: Ledger, name: str) -> Sequence[Entry]:
    """Return all acts on a finding, the first one first."""
    return ledger.history(_subject(name))


def dismissed_in(ledger: Ledger) -> Mapping[str, str]:
    """Return the reasons by the ids of the findings that the chain says are dismissed; "" for those that are no more."""
    entries = ledger.entries("act IN (?, ?)", [Act.DISMISS.value, Act.REOPEN.value])
    return {each.subject.partition("//")[2]: each.reason if each.act == Act.DISMISS else "" for each in entries}


def _judged(ledger: Ledger, draft: Draft, name: str, dismissed: str) -> Entry:
    change = ("UPDATE findings SET dismissed = ? WHERE id = ?", (dismissed, name))
    (entry,) = ledger.append([draft], also=[change])
    return entry


def _subject(name: str) -> str:
    return f"检查发现//{name}"


def _condition(wanted: FindingFilter) -> tuple[str, list[object]]:
    parts = [("kind = ?", wanted.kind), ("issuer = ?", wanted.issuer), ("year = ?", wanted.year)]
    chosen = [(text, value) for text, value in parts if value is not None]
    state = "dismissed <> ''" if wanted.is_dismissed else "dismissed = ''"
    return " AND ".join([state, *(text for text, _ in chosen)]), [value for _, value in chosen]


def _in_order(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: counts[name] for name in KINDS if name in counts}


def _listed(row: Sequence[object]) -> ListedFinding:
    position, name, kind, report, title, issuer, year, message, others, dismissed = row
    found = Finding(
        id=str(name),
        kind=KINDS[str(kind)],
        report_id=str(report),
        title=str(title),
        issuer=str(issuer),
        year=year if isinstance(year, int) else None,
        message=str(message),
        others=tuple(json.loads(str(others))),
    )
    return ListedFinding(int(str(position)), found, str(dismissed))
