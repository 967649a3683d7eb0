"""The secret of a ledger: what all workers sign cookies and forms with, and what stands in for names goes by."""

from __future__ import annotations

import secrets

from service.ledger.ledger import Ledger

_SELECT_KEY = "SELECT value FROM secrets WHERE name = 'forms'"


def secret_key(ledger: Ledger) -> str:
    """Return the secret, made when it is first asked for."""
    if not ledger.value(_SELECT_KEY):
        with ledger.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO secrets VALUES ('forms', ?)", (secrets.token_urlsafe(32),))
    return str(ledger.value(_SELECT_KEY))
