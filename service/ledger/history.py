"""What the ledger has of one report: every act, and what each version changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.record import from_record
from service.ledger.differences import Piece, differences
from service.ledger.entries import Act, Entry, canonical
from service.ledger.ledger import Ledger
from service.ledger.mending import LABELS, values_of
from service.ledger.publishing import Publisher


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a version has otherwise than the one before: its name and label, and both texts."""

    field: str
    label: str
    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        """Both texts, with what differs between them."""
        return differences(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of a report, and what its version changed."""

    entry: Entry
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """All entries of a report, the first one first; none for one that only the archive's files hold."""

    report_id: str
    title: str
    steps: tuple[Step, ...]


def history(publisher: Publisher, known_as: str) -> History:
    """Return the history of a report by an id that it has or had. Raises `NoSuchPublication`."""
    stand = publisher.stand(known_as)
    return History(stand.report.id, stand.report.title, tuple(_steps(publisher.ledger, stand.history)))


def entry_to_plain(entry: Entry) -> dict[str, object]:
    """Return an entry as plain data for JSON."""
    return {
        "number": entry.number,
        "at": entry.at,
        "effective": entry.effective,
        "act": entry.act,
        "id": entry.subject,
        "by": entry.by,
        "reason": entry.reason,
        "digest": entry.digest,
        "details": entry.facts,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entry_of_plain(plain: Mapping[str, Any]) -> Entry:
    """Return the entry that `entry_to_plain` made into plain data. Raises KeyError or TypeError for what is none."""
    names = [name for name in Entry.__slots__ if name not in ("subject", "details")]
    return Entry(**{name: plain[name] for name in names}, subject=plain["id"], details=canonical(plain["details"]))


def to_plain(found: History) -> dict[str, object]:
    """Return a history as plain data for JSON."""
    return {
        "id": found.report_id,
        "title": found.title,
        "entries": [
            {
                **entry_to_plain(step.entry),
                "changes": [{"field": each.field, "before": each.before, "after": each.after} for each in step.changes],
            }
            for step in found.steps
        ],
    }


def _steps(ledger: Ledger, entries: tuple[Entry, ...]) -> Iterator[Step]:
    before: dict[str, str] = {}
    for entry in entries:
        if not entry.digest:
            yield Step(entry)
            continue
        values = values_of(from_record(ledger.record(entry.digest)))
        is_first = entry.act in (Act.ADOPT, Act.PUBLISH)
        yield Step(entry, () if is_first else tuple(changes(before, values)))
        before = values


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    """Yield the fields that a version has otherwise than one before, by the texts of both (`values_of`)."""
    for name, label in LABELS.items():
        if before.get(name, "") != after[name]:
            yield Change(name, label, before.get(name, ""), after[name])
