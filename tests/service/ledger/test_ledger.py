"""The chain of entries: nothing in it is changed unnoticed, lost, or written twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from service import sqlite_file
from service.desk.drafts import Drafts
from service.errors import UnusableLedger
from service.ledger.database import MIGRATIONS
from service.ledger.entries import Act, Draft, Entry, chained, digest
from service.ledger.errors import ChangedMeanwhile
from service.ledger.ledger import FIRST, Ledger, now


def draft(subject: str = "a", act: Act = Act.PUBLISH, **record: object) -> Draft:
    """Return a draft of a report's entry."""
    return Draft(act, subject, "张三", "说明", record={"id": subject, **record})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the ledger is, with three entries."""
    ledger = Ledger(tmp_path / "ledger", create=True)
    ledger.append([draft(), draft(title="更正", act=Act.CORRECT)])
    ledger.append([Draft(Act.PUBLISH, "b", "张三", record={"id": "b"}, former_ids=["b0"])])
    ledger.close()
    return tmp_path / "ledger"


def test_entries_are_chained(path: Path) -> None:
    """Each names the hash of the one before, and versions are found by their digests."""
    ledger = Ledger(path)
    first, second, third = ledger.entries()
    assert (first.previous, second.previous, third.previous) == (FIRST, first.hash, second.hash)
    assert ledger.record(second.digest) == {"id": "a", "title": "更正"}
    assert [each.number for each in ledger.history("a")] == [1, 2]
    assert ledger.subjects_known_as("b0") == ("b",)
    assert list(ledger.faults()) == []


@pytest.mark.parametrize(
    "statement", ["DELETE FROM entries", "UPDATE records SET record = '{}'", "DELETE FROM records"]
)
def test_nothing_is_changed(path: Path, statement: str) -> None:
    """The database itself refuses to change or remove entries and versions."""
    with pytest.raises(sqlite3.Error, match="nothing is changed"):
        sqlite3.connect(path).execute(statement)


FORGERIES = {
    "reason": "UPDATE entries SET reason = '别的' WHERE number = 2",
    "lost entry": "DELETE FROM entries WHERE number = 1",
    "lost middle": "DELETE FROM entries WHERE number = 2",
    "record": "UPDATE records SET record = replace(record, '更正', '改正')",
    "lost record": "DELETE FROM records",
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgeries_are_told(path: Path, name: str) -> None:
    """Whoever removes the triggers and changes something is found out."""
    connection = sqlite3.connect(path)
    with connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(FORGERIES[name])
    assert list(Ledger(path).faults())


def test_two_who_change_the_same_are_told_apart(path: Path) -> None:
    """The second is refused, and nothing of what it wanted is written."""
    ledger, other = Ledger(path), Ledger(path)
    ledger.append([draft("a", Act.CORRECT)], after={"a": 2})
    with pytest.raises(ChangedMeanwhile):
        other.append([draft("c"), draft("a", Act.CORRECT)], after={"a": 2})
    assert ledger.count() == 4
    assert ledger.history("c") == ()


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_ledgers_of_before_are_brought_up(tmp_path: Path, version: int) -> None:
    """Whatever version wrote them, with all that they hold; they are written ahead (WAL), so that readers wait for nobody."""
    path = tmp_path / "ledger"
    old = sqlite_file.opened(path, MIGRATIONS[:version], UnusableLedger, create=True)
    entry = chained(draft("a"), number=1, at=now(), record_digest=digest("{}"), previous=FIRST)
    with old:
        old.execute(
            f"INSERT INTO entries VALUES ({', '.join('?' * 11)})", [getattr(entry, each) for each in Entry.__slots__]
        )
        old.execute("INSERT INTO records VALUES (?, '{}')", [digest("{}")])
    old.close()
    ledger = Ledger(path)
    assert ledger.history("a") == (entry,)
    assert list(ledger.faults()) == []
    assert [ledger.value(f"PRAGMA {name}") for name in ("user_version", "journal_mode")] == [len(MIGRATIONS), "wal"]
    assert Drafts(ledger).all() == []


def test_a_newer_ledger_is_refused(path: Path) -> None:
    """A version that this program doesn't know is left alone."""
    sqlite3.connect(path).execute("PRAGMA user_version = 99")
    with pytest.raises(UnusableLedger, match="99"):
        Ledger(path)
