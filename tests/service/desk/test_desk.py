"""What the desk keeps for a while only."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.whoosh import WhooshEngine
from service.archive import Archive
from service.ledger.ledger import Ledger
from service.settings import load_settings


def test_what_is_kept_no_longer_is_removed(ledger: Ledger, tmp_path: Path) -> None:
    """An operator who no longer keeps answered applications has none after the next start, and old drafts go too."""
    (tmp_path / "config.toml").touch()
    settings = load_settings(tmp_path / "config.toml", index=None, environ={})
    desk = Archive(WhooshEngine(tmp_path / "index"), settings, ledger).desk()
    assert desk
    assert desk.settings.ledger.applications == 0
    with ledger.transaction() as connection:
        row = ["2020-01-01T00:00:00.000Z", "王", "公租房的申请条件", "house"]
        connection.execute("INSERT INTO applications (at, by, asked, report) VALUES (?, ?, ?, ?)", row)
        draft = ["n", row[0], "王", "{}", f'{{"file_sha256":"{"0" * 64}"}}', "{}", "[]", ""]
        connection.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", draft)
    desk.forget()
    assert [ledger.value(f"SELECT count(*) FROM {each}") for each in ("applications", "drafts")] == [0, 0]
