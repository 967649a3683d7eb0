"""Sessions: begun with a password, ended by signing out, by time and by whoever runs the desk."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from service.desk.accounts import Accounts, Right, Role
from service.desk.errors import BadAccount, NoSuchAccount, WrongPassword
from service.desk.sessions import LONGEST, LONGEST_IDLE, Sessions
from service.ledger.ledger import Ledger
from tests.service.desk.conftest import PASSWORD, Clock


def test_a_session_is_of_who_began_it(ledger: Ledger, tmp_path: Path) -> None:
    """The token is nowhere in the file, and each act is an entry."""
    sessions = Sessions(ledger)
    token = sessions.begin("zhang", PASSWORD, "10.0.0.1")
    account = sessions.account(token)
    assert account is not None
    assert (account.name, account.may(Right.EDIT), account.may(Right.AUDIT)) == ("zhang", True, False)
    kept = sqlite3.connect(tmp_path / "ledger").execute("SELECT token FROM sessions").fetchall()
    assert token not in str(kept)
    sessions.end(token)
    assert sessions.account(token) is None
    assert [each.act for each in ledger.entries()] == ["add_user", "sign_in", "sign_out"]


@pytest.mark.parametrize("token", ["", "x", "账号", "\udcff"])
def test_what_is_no_token_opens_nothing(ledger: Ledger, token: str) -> None:
    """Whatever a cookie holds."""
    assert Sessions(ledger).account(token) is None


def test_sessions_end_by_themselves(ledger: Ledger, clock: Clock) -> None:
    """After some time unused, and after a working day however much they are used."""
    sessions = Sessions(ledger)
    unused = sessions.begin("zhang", PASSWORD, "local")
    clock.time += LONGEST_IDLE + timedelta(minutes=1)
    assert sessions.account(unused) is None
    token, begun = sessions.begin("zhang", PASSWORD, "local"), clock.time
    while clock.time < begun + LONGEST - timedelta(hours=1):
        clock.time += timedelta(hours=1)
        assert sessions.account(token)
    clock.time += timedelta(hours=1)
    assert sessions.account(token) is None


def test_an_account_that_changes_ends_its_sessions(ledger: Ledger) -> None:
    """A new password and disabling do; disabled, the right password doesn't help either."""
    sessions, accounts = Sessions(ledger), Accounts(ledger)
    token = sessions.begin("zhang", PASSWORD, "local")
    accounts.set_password("zhang", "another one 8", by="root")
    assert sessions.account(token) is None
    token = sessions.begin("zhang", "another one 8", "local")
    accounts.disable("zhang", by="root")
    assert sessions.account(token) is None
    assert not accounts.any()
    with pytest.raises(WrongPassword):
        sessions.begin("zhang", "another one 8", "local")


def test_bad_accounts_are_refused(ledger: Ledger) -> None:
    """Names that are taken or none, and accounts that aren't there."""
    accounts = Accounts(ledger)
    for name in ("zhang", "", "a b", "<script>", "a" * 41):
        with pytest.raises(BadAccount):
            accounts.add(name, Role.READER, PASSWORD, by="root")
    with pytest.raises(NoSuchAccount):
        accounts.disable("nobody", by="root")
