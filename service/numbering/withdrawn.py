"""Numbers of withdrawn reports, as the ledger has them: they are neither missing nor free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from service.ledger.ledger import Ledger
from service.ledger.states import States
from service.numbering.series import DOCUMENT_NUMBER, INDEX_NUMBER, NumberKind


@dataclass(frozen=True, slots=True)
class WithdrawnNumber:
    """A number of a withdrawn report, by its key; the report's id, and since when it is withdrawn. Its title is not for the public."""

    kind: NumberKind
    key: str
    report_id: str
    at: str


ByKey = Mapping[tuple[NumberKind, str], tuple[WithdrawnNumber, ...]]


class WithdrawnNumbers:
    """The numbers of withdrawn reports, read again whenever something was entered in the ledger or has come to count."""

    def __init__(self, ledger: Ledger | None) -> None:
        self._ledger = ledger
        self._read: tuple[object, ByKey] = (None, {})

    def by_key(self, generation: str) -> ByKey:
        """Return them by kind and key, as they were when the index had a generation."""
        if self._ledger is None:
            return {}
        state = (self._ledger.last_number(), generation)
        if self._read[0] != state:
            found: dict[tuple[NumberKind, str], tuple[WithdrawnNumber, ...]] = {}
            for each in _withdrawn(self._ledger):
                key = (each.kind, each.key)
                found[key] = (*found.get(key, ()), each)
            self._read = (state, found)
        return self._read[1]


def _withdrawn(ledger: Ledger) -> Iterator[WithdrawnNumber]:
    states = States(ledger)
    for each in states.withdrawn():
        report = states.last_version(each)
        for kind in (INDEX_NUMBER, DOCUMENT_NUMBER):
            if number := getattr(report, kind.field):
                yield WithdrawnNumber(kind, number.key, each.report_id, each.at)
