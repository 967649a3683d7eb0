"""Failed sign-ins: they brake guessing, lock nobody else out, and are kept for auditors."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from service.desk import failures, passwords
from service.desk.accounts import Accounts, Role
from service.desk.errors import TooManyFailures, WrongPassword
from service.desk.failures import MOST_OF_A_PAIR
from service.desk.sessions import Sessions
from service.ledger.ledger import Ledger
from tests.service.desk.conftest import PASSWORD, Clock


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash nothing, so that hundreds of sign-ins take no minutes."""
    monkeypatch.setattr(passwords, "is_right", lambda kept, password: bool(kept) and password == PASSWORD)


def fail(sessions: Sessions, name: str, address: str) -> None:
    """Sign in with a wrong password."""
    with pytest.raises(WrongPassword):
        sessions.begin(name, "wrong", address)


@pytest.mark.parametrize("name", ["zhang", "nobody"])
def test_who_guesses_is_locked_out_alone(ledger: Ledger, clock: Clock, name: str) -> None:
    """Of that account at that address, whether or not there is one; the account signs in elsewhere, others there."""
    sessions = Sessions(ledger)
    Accounts(ledger).add("li", Role.AUDITOR, PASSWORD, by="root")
    for _ in range(MOST_OF_A_PAIR):
        fail(sessions, name, "10.0.0.1")
    with pytest.raises(TooManyFailures):
        sessions.begin(name, PASSWORD, "10.0.0.1")
    assert sessions.begin("zhang", PASSWORD, "10.0.0.2")
    assert sessions.begin("li", PASSWORD, "10.0.0.1")
    clock.time += timedelta(minutes=16)
    assert sessions.begin("zhang", PASSWORD, "10.0.0.1")


def test_signing_in_forgives(ledger: Ledger) -> None:
    """Failures before it count no more for that pair."""
    sessions = Sessions(ledger)
    for _ in range(3):
        for _ in range(MOST_OF_A_PAIR - 1):
            fail(sessions, "zhang", "10.0.0.1")
        assert sessions.begin("zhang", PASSWORD, "10.0.0.1")


def test_many_who_guess_are_braked_and_the_staff_are_not(
    ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From thousands of addresses: then only those sign in who did so from the same address within a month."""
    monkeypatch.setattr(failures, "MOST_OF_ALL", 20)
    sessions = Sessions(ledger)
    assert sessions.begin("zhang", PASSWORD, "10.0.0.1")
    for number in range(20):
        fail(sessions, "zhang", f"192.0.2.{number}")
    with pytest.raises(TooManyFailures):
        sessions.begin("zhang", PASSWORD, "192.0.2.99")
    assert sessions.begin("zhang", PASSWORD, "10.0.0.1")
    clock.time += timedelta(days=31)
    for number in range(20):
        fail(sessions, "zhang", f"192.0.2.{number}")
    with pytest.raises(TooManyFailures):
        sessions.begin("zhang", PASSWORD, "10.0.0.1")


def test_they_are_kept_without_what_was_typed(ledger: Ledger, clock: Clock, tmp_path: Path) -> None:
    """With account, address and time; a name that no account has may be a password. After half a year they are gone."""
    sessions = Sessions(ledger)
    fail(sessions, "zhang", "10.0.0.1")
    fail(sessions, "a slip of the hand 9", "10.0.0.2")
    found = sessions.failures.newest(10)
    assert [(each.account, each.address) for each in found] == [("", "10.0.0.2"), ("zhang", "10.0.0.1")]
    assert [each.account for each in sessions.failures.newest(10, before=found[0].number)] == ["zhang"]
    assert "a slip of the hand 9" not in str(ledger.rows("SELECT * FROM failures"))
    clock.time += timedelta(days=181)
    fail(sessions, "zhang", "10.0.0.3")
    assert [each.address for each in sessions.failures.newest(10)] == ["10.0.0.3"]


def test_no_more_are_kept_than_fit(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest go first."""
    monkeypatch.setattr(failures, "MOST_KEPT", 3)
    for number in range(5):
        fail(Sessions(ledger), "zhang", f"10.0.0.{number}")
    assert [each.address[-1] for each in Sessions(ledger).failures.newest(10)] == ["4", "3", "2"]
