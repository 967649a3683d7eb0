"""The file of the ledger in the terminal: backed up, checked, and brought back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.service.cli.conftest import Run
from tests.service.cli.test_publishing import id_of, number_of_hits, published


def test_a_ledger_is_backed_up_and_brought_back(desk: Run, tmp_path: Path) -> None:
    """With the files of publications; a copy that lacks what was written since is refused; the index follows."""
    report_id = published(desk, tmp_path)
    assert desk("withdraw", id_of(desk, "城区停水"), "--reason", "已过期").code == 0
    copy = tmp_path / "copy.sqlite"
    assert "已备份" in desk("ledger", "backup", str(copy)).err
    assert "台账完好，共 3 条" in desk("ledger", "check").out
    assert desk("withdraw", report_id, "--reason", "发错了").code == 0
    refused = desk("ledger", "restore", str(copy))
    assert (refused.code, "恢复会丢失记录" in refused.err) == (2, True)
    for each in tmp_path.glob("ledger.sqlite*"):
        each.rename(tmp_path / f"lost-{each.name}")
    assert "共 3 条" in desk("ledger", "restore", str(copy)).err
    assert desk("index").code == 0
    assert (number_of_hits(desk, "桥梁养护"), number_of_hits(desk, "城区停水")) == (1, 0)
    (original,) = (each for each in (tmp_path / "ledger.sqlite-originals").glob("??/*"))
    original.write_text("别的", encoding="utf-8")
    damaged = desk("ledger", "check")
    assert (damaged.code, "与收存时不同" in damaged.out) == (1, True)


def test_an_altered_entry_is_told(desk: Run, tmp_path: Path) -> None:
    """Also by whoever takes away what guards them."""
    published(desk, tmp_path)
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    with connection:
        connection.execute("DROP TRIGGER entries_stay_unchanged")
        connection.execute("UPDATE entries SET by = '别人'")
    connection.close()
    told = desk("ledger", "check")
    assert (told.code, "第 1 条与写入时不同" in told.out) == (1, True)
