"""Failed sign-ins: kept for auditors, and what brakes guessing by them.

They are no entries of the chain: anybody can cause them, and nobody may lengthen it who has no account.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from service.desk.errors import TooManyFailures
from service.desk.secret_key import secret_key
from service.ledger.entries import stamp
from service.ledger.ledger import Ledger, Statement

FAILURES_WITHIN = timedelta(minutes=15)
MOST_OF_A_PAIR = 10
"""Failures within that time of one account from one address, after which it is refused there for as long, and nowhere else."""

MOST_OF_ALL = 200
"""Failures within that time of all together, after which only those may try who signed in from the same address of late."""

KNOWN_FOR = timedelta(days=30)
KEPT_FOR, MOST_KEPT = timedelta(days=180), 50_000


@dataclass(frozen=True, slots=True)
class FailedSignIn:
    """A sign-in that failed: when, of which account ("" for a name that none has, which may be a password), from where."""

    number: int
    at: str
    account: str
    address: str


@dataclass(frozen=True, slots=True)
class Failures:
    """The failed sign-ins of a ledger's accounts."""

    ledger: Ledger

    def check(self, name: str, address: str) -> None:
        """Raise `TooManyFailures` for a name that may not be tried from an address now, whether or not an account has it."""
        since = stamp(self.ledger.now() - FAILURES_WITHIN)
        pair = "SELECT count(*) FROM failures WHERE pair = ? AND at > ?"
        if self.ledger.value(pair, [self._pair(name, address), since]) >= MOST_OF_A_PAIR:
            raise TooManyFailures(_MINUTES)
        if self.ledger.value("SELECT count(*) FROM failures WHERE at > ?", [since]) < MOST_OF_ALL:
            return
        known = "SELECT 1 FROM known_addresses WHERE account = ? AND address = ? AND at > ?"
        if not self.ledger.value(known, [name, address, stamp(self.ledger.now() - KNOWN_FOR)]):
            raise TooManyFailures(_MINUTES)

    def note(self, name: str, address: str, *, is_account: bool) -> None:
        """Keep that a sign-in failed."""
        now = self.ledger.now()
        row = (stamp(now), name if is_account else "", address, self._pair(name, address))
        with self.ledger.transaction() as connection:
            connection.execute("INSERT INTO failures (at, account, address, pair) VALUES (?, ?, ?, ?)", row)
            connection.execute("DELETE FROM failures WHERE at < ?", (stamp(now - KEPT_FOR),))
            too_many = "DELETE FROM failures WHERE number <= (SELECT max(number) FROM failures) - ?"
            connection.execute(too_many, (MOST_KEPT,))

    def forgetting(self, name: str, address: str) -> list[Statement]:
        """Return what is changed when somebody has signed in: their failures there count no more, and they are known there."""
        now = self.ledger.now()
        return [
            ("UPDATE failures SET pair = '' WHERE pair = ?", (self._pair(name, address),)),
            ("INSERT OR REPLACE INTO known_addresses VALUES (?, ?, ?)", (name, address, stamp(now))),
            ("DELETE FROM known_addresses WHERE at < ?", (stamp(now - KNOWN_FOR),)),
        ]

    def newest(self, most: int, *, before: int = 0) -> list[FailedSignIn]:
        """Return up to `most` failed sign-ins, newest first, of those before a number where one is given."""
        chosen = (
            "SELECT number, at, account, address FROM failures WHERE (? = 0 OR number < ?) ORDER BY number DESC LIMIT ?"
        )
        return [FailedSignIn(*row) for row in self.ledger.rows(chosen, [before, before, most])]

    def _pair(self, name: str, address: str) -> str:
        """Return what stands for a name at an address; names are not kept as they were typed, they may be passwords."""
        told = f"{name}\0{address}".encode("utf-8", "surrogatepass")
        return hmac.new(secret_key(self.ledger).encode(), told, hashlib.sha256).hexdigest()


_MINUTES = int(FAILURES_WITHIN.total_seconds()) // 60
