"""What the public is told at the address of a withdrawn report."""

from __future__ import annotations

from dataclasses import dataclass

from service.ledger.entries import Act, Entry
from service.ledger.publishing import Publisher
from service.ledger.states import States


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A report that is withdrawn: its id, why and when."""

    report_id: str
    reason: str
    at: str


def withdrawal(publisher: Publisher, known_as: str) -> Withdrawal | None:
    """Return the withdrawal of the report that has an id or had it, None where none was withdrawn or another has that id now."""
    states = States(publisher.ledger)
    entry = states.of(known_as)
    if entry is None and not publisher.engine.get([known_as]):
        former = [states.of(each) for each in publisher.ledger.subjects_known_as(known_as)]
        entry = next((each for each in former if each and each.act == Act.WITHDRAW), None)
    return _told(entry) if entry and entry.act == Act.WITHDRAW else None


def _told(entry: Entry) -> Withdrawal:
    return Withdrawal(entry.subject, entry.reason, entry.effective)
