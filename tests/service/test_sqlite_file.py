"""Databases that several processes write."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from service.errors import UnusableLedger
from service.sqlite_file import opened, sql, version_of

FIRST = ("CREATE TABLE names (name TEXT)",)
SECOND = ("ALTER TABLE names ADD COLUMN age INTEGER", "INSERT INTO names VALUES ('甲', 1)")


def test_a_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    """What is missing of the migrations is done, once, and the file is its owner's alone."""
    path = tmp_path / "data"
    opened(path, [FIRST], UnusableLedger, create=True).execute("INSERT INTO names VALUES ('乙')").connection.commit()
    for _ in range(2):
        connection = opened(path, [FIRST, SECOND], UnusableLedger)
        assert (version_of(connection), connection.execute("SELECT count(*) FROM names").fetchone()) == (2, (2,))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_migration_that_fails_leaves_everything(tmp_path: Path) -> None:
    """Nothing of it is done."""
    path = tmp_path / "data"
    opened(path, [FIRST], UnusableLedger, create=True).close()
    with pytest.raises(UnusableLedger):
        opened(path, [FIRST, ("CREATE TABLE others (name TEXT)", "wrong")], UnusableLedger)
    found = sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall()
    assert found == [("names",)]


def test_what_is_missing_is_refused(tmp_path: Path) -> None:
    """Unless it is to be made."""
    with pytest.raises(UnusableLedger):
        opened(tmp_path / "data", [FIRST], UnusableLedger)


@pytest.mark.parametrize("typed", ["1; DELETE FROM entries", "'停水'"])
def test_what_people_typed_becomes_no_sql(typed: str) -> None:
    """It is bound to a question mark."""
    with pytest.raises(ValueError, match="no SQL of ours"):
        sql("SELECT number FROM entries WHERE {where}", where=typed)
