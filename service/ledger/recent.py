"""What was done of late, newest first: of reports for everybody, of all for the staff."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from service.ledger.entries import Entry, stamp
from service.ledger.ledger import Ledger
from service.ledger.states import ACTS, States


@dataclass(frozen=True, slots=True)
class RecentAct:
    """An entry about a report, with the title that the report had then; "" where the public may not see it any more."""

    entry: Entry
    title: str


def recent_acts(ledger: Ledger, most: int, *, before: int = 0, public: bool = False) -> list[RecentAct]:
    """Return up to `most` acts on reports, newest first, of those before an entry's number where one is given.

    `public` leaves out what doesn't count yet, and the titles of what is withdrawn, which may be why it was.
    """
    until = stamp(ledger.now()) if public else "9999"
    where = f"act IN ({ACTS}) AND effective <= ? AND (? = 0 OR number < ?)"
    found = list(ledger.newest(most, where, [until, before, before]))
    hidden = _withdrawn(ledger, {each.subject for each in found}) if public else frozenset()
    return [RecentAct(each, "" if each.subject in hidden else title_then(ledger, each)) for each in found]


def _withdrawn(ledger: Ledger, subjects: Set[str]) -> Set[str]:
    states = States(ledger)
    return {each for each in subjects if (entry := states.of(each)) and not entry.is_published}


def title_then(ledger: Ledger, entry: Entry) -> str:
    """Return the title of the version that an entry brought, or of the last one before it."""
    version = (
        "SELECT digest FROM entries WHERE subject = ? AND number <= ? AND digest <> '' ORDER BY number DESC LIMIT 1"
    )
    digest = ledger.value(version, [entry.subject, entry.number])
    return str(ledger.record(digest).get("title", "")) if digest else ""
