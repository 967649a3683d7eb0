"""Copies of a ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from service.ledger.backup import back_up, bring_back
from service.ledger.entries import Act, Draft
from service.ledger.errors import BadBackup
from service.ledger.ledger import Ledger


def written(path: Path, *subjects: str) -> Path:
    """Return the path of a ledger after publishing something there."""
    ledger = Ledger(path, create=True)
    ledger.append([Draft(Act.PUBLISH, each, "张三", record={"id": each}) for each in subjects])
    ledger.close()
    return path


def test_a_backup_brings_all_back(tmp_path: Path) -> None:
    """Made while the ledger is open, again over the one before, and brought back where nothing is or an earlier state."""
    path, copy = written(tmp_path / "ledger", "a"), tmp_path / "copy"
    used = Ledger(path)
    back_up(path, copy)
    used.append([Draft(Act.PUBLISH, "b", "李四", record={"id": "b"})])
    back_up(path, copy)
    assert bring_back(copy, tmp_path / "new") == 2
    assert [each.hash for each in Ledger(tmp_path / "new").entries()] == [each.hash for each in used.entries()]
    assert bring_back(copy, path) == 2


def spoiled(copy: Path, how: str) -> None:
    """Spoil a backup."""
    match how:
        case "cut":
            copy.write_bytes(copy.read_bytes()[:5000])
        case "text":
            copy.write_text("不是台账")
        case "empty":
            copy.write_bytes(b"")
        case "newer":
            sqlite3.connect(copy).execute("PRAGMA user_version = 99")
        case "byte":
            data = copy.read_bytes()
            at = data.rindex("张三".encode())
            copy.write_bytes(data[:at] + "李三".encode() + data[at + 6 :])


@pytest.mark.parametrize("how", ["cut", "text", "empty", "newer", "byte"])
def test_bad_backups_are_refused(tmp_path: Path, how: str) -> None:
    """The ledger stays as it is."""
    path, copy = written(tmp_path / "ledger", *"abcdefgh"), tmp_path / "copy"
    back_up(path, copy)
    spoiled(copy, how)
    with pytest.raises(BadBackup):
        bring_back(copy, path)
    assert Ledger(path).count() == 8


def test_a_backup_that_lacks_entries_is_refused(tmp_path: Path) -> None:
    """Nothing that was written since is lost by mistake."""
    path, copy = written(tmp_path / "ledger", "a"), tmp_path / "copy"
    back_up(path, copy)
    written(path, "b")
    with pytest.raises(BadBackup, match="第 2 条"):
        bring_back(copy, path)
