"""Sessions of the staff: rows of the ledger's file under the hash of a random token that only the browser has."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from service.desk.accounts import Account, Accounts, subject_of
from service.desk.errors import WrongPassword
from service.desk.failures import Failures
from service.ledger.entries import Act, Draft, stamp
from service.ledger.ledger import Ledger

LONGEST = timedelta(hours=12)
LONGEST_IDLE = timedelta(hours=2)
_NOTED_EVERY = timedelta(minutes=1)
"""How often it is written down that a session is in use."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a ledger's accounts."""

    ledger: Ledger

    @property
    def failures(self) -> Failures:
        """The sign-ins that failed."""
        return Failures(self.ledger)

    def begin(self, name: str, password: str, address: str) -> str:
        """Return the token of a new session. Raises a `DeskError` for a wrong password, and after too many. An address that is not told is "local"."""
        self.failures.check(name, address)
        account = Accounts(self.ledger).signing_in(name, password)
        if account is None:
            self.failures.note(name, address, is_account=Accounts(self.ledger).named(name) is not None)
            raise WrongPassword
        token, now = secrets.token_urlsafe(32), stamp(self.ledger.now())
        row = ("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_hash(token), name, now, now))
        self._log(Act.SIGN_IN, name, row, *self.failures.forgetting(name, address))
        return token

    def account(self, token: str) -> Account | None:
        """Return whose session a token is of, None for one that has ended or never was."""
        now = self.ledger.now()
        given = [_hash(token), stamp(now - LONGEST), stamp(now - LONGEST_IDLE)]
        found = self.ledger.rows("SELECT user, seen FROM sessions WHERE token = ? AND began > ? AND seen > ?", given)
        for user, seen in found:
            if seen < stamp(now - _NOTED_EVERY):
                with self.ledger.transaction() as connection:
                    connection.execute("UPDATE sessions SET seen = ? WHERE token = ?", (stamp(now), given[0]))
            account = Accounts(self.ledger).named(user)
            return account if account and not account.is_disabled else None
        return None

    def end(self, token: str) -> None:
        """End a session for good."""
        if account := self.account(token):
            self._log(Act.SIGN_OUT, account.name, ("DELETE FROM sessions WHERE token = ?", (_hash(token),)))

    def _log(self, act: Act, name: str, *also: tuple[str, tuple[object, ...]]) -> None:
        old = ("DELETE FROM sessions WHERE began < ?", (stamp(self.ledger.now() - LONGEST),))
        self.ledger.append([Draft(act, subject_of(name), name)], also=[*also, old])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
