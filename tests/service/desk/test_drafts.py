"""Drafts are kept for some days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from service.desk.drafts import KEPT_FOR, Drafts
from service.ledger.ledger import Ledger
from service.settings import load_settings
from tests.service.cli.conftest import NOTICE
from tests.service.desk.conftest import Clock


class _File:
    """A file that a browser sends."""

    filename: str | None = "通知.txt"

    def save(self, dst: Path) -> None:
        """Write it."""
        dst.write_text(NOTICE, encoding="utf-8")


@pytest.mark.parametrize("days", [KEPT_FOR.days - 1, KEPT_FOR.days + 1])
def test_drafts_that_are_too_old_are_removed_with_their_files(
    ledger: Ledger, clock: Clock, tmp_path: Path, days: int
) -> None:
    """Also where nobody uploads another: whoever looks at the drafts sees only those that are kept."""
    (tmp_path / "config.toml").touch()
    settings = load_settings(tmp_path / "config.toml", index=None, environ={})
    Drafts(ledger).upload(_File(), settings, by="王")
    clock.time += timedelta(days=days)
    is_kept = days < KEPT_FOR.days
    assert len(Drafts(ledger).all()) == is_kept
    assert ledger.value("SELECT count(*) FROM drafts") == is_kept
    assert any(each.is_file() for each in ledger.originals.folder.rglob("*")) == is_kept
