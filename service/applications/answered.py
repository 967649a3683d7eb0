"""Earlier applications with what was answered, where the operator keeps them: only what was asked for, never who asked, for so many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

from indexer.analysis import tokenize
from service.ledger.entries import stamp
from service.ledger.ledger import Ledger

ALIKE = 0.5
"""Share of the pairs of characters of two texts that both have, from which on they ask for the same."""

MOST_COMPARED = 2_000
"""Kept applications that are compared, the newest: some years of a county's."""

MOST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class AnsweredApplication:
    """What was asked for, the id of the report that answered it, when that was noted, and by whom of the staff."""

    at: str
    by: str
    asked: str
    report_id: str


@dataclass(frozen=True, slots=True)
class AnsweredApplications:
    """What is kept beside a ledger, for so many `days`; nothing for 0."""

    ledger: Ledger
    days: int

    @property
    def are_kept(self) -> bool:
        """Whether the operator wants any to be kept."""
        return self.days > 0

    def keep(self, asked: str, report_id: str, *, by: str) -> None:
        """Note which report answered what was asked for, once for the same words; what is too old is removed."""
        self.forget()
        if self.are_kept:
            row = [stamp(self.ledger.now()), by, asked, report_id]
            with self.ledger.transaction() as connection:
                connection.execute("DELETE FROM applications WHERE asked = ? AND report = ?", [asked, report_id])
                connection.execute("INSERT INTO applications (at, by, asked, report) VALUES (?, ?, ?, ?)", row)

    def forget(self) -> None:
        """Remove what is older than it is kept for; everything, where none is to be kept any more."""
        with self.ledger.transaction() as connection:
            connection.execute("DELETE FROM applications WHERE at < ?", [self._since])

    def like(self, asked: str) -> list[AnsweredApplication]:
        """Return the kept applications that asked for the same, the likest first; what is too old is removed."""
        self.forget()
        if not self.are_kept:
            return []
        rows = self.ledger.rows(
            "SELECT at, by, asked, report FROM applications WHERE at >= ? ORDER BY number DESC LIMIT ?",
            [self._since, MOST_COMPARED],
        )
        pairs = _pairs(asked)
        likest = sorted(((_alike(pairs, _pairs(row[2])), row) for row in rows), key=lambda each: -each[0])
        return [_answered(row) for alike, row in likest[:MOST_ALIKE] if alike >= ALIKE]

    @property
    def _since(self) -> str:
        now = self.ledger.now()
        return stamp(now - timedelta(days=self.days)) if self.are_kept else "9999"


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    tokens = [token for token in tokenize(text) if token[0].isalnum()]
    return frozenset(pairwise(tokens))


def _alike(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _answered(row: Sequence[Any]) -> AnsweredApplication:
    return AnsweredApplication(*row)
