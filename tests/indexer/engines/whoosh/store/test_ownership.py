"""An index of somebody else is not read unless that is allowed: its table of contents is a pickle."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import IndexUntrusted
from indexer.query import Everything, Plan

STRANGER = 4_711


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an index of one report."""
    with WhooshEngine(tmp_path / "index").write() as writer:
        writer.put(Report(id="a", source="s", title="甲"))
    return tmp_path / "index"


@pytest.fixture
def as_stranger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process be another user than the one whose index it is, who is not root either."""
    real = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        status = real(path, follow_symlinks=follow_symlinks)
        fields = list(status)
        fields[4] = STRANGER if path.is_relative_to(folder) else fields[4]
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "stat", stat)


@pytest.mark.usefixtures("as_stranger")
def test_an_index_of_another_user_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither searches nor writers nor the check read it, and the message names owner and setting."""
    monkeypatch.setattr("indexer.engines.whoosh.store.files.TOC.read", lambda *_, **__: pytest.fail("unpickled"))
    engine = WhooshEngine(folder)
    for use in (lambda: engine.search(Plan(Everything())), engine.status, engine.files, lambda: list(engine.check())):
        with pytest.raises(IndexUntrusted, match=rf"{STRANGER}.*engine.whoosh.allow_foreign_owner"):
            use()
    with pytest.raises(IndexUntrusted), engine.write():
        pass


@pytest.mark.usefixtures("as_stranger")
def test_it_can_be_allowed(folder: Path) -> None:
    """With the setting the index is read as any other."""
    engine = WhooshEngine(folder, allow_foreign_owner=True)
    assert engine.search(Plan(Everything())).total == 1


def test_an_index_of_root_is_trusted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that is not root reads what root made."""
    if folder.stat().st_uid != 0:
        pytest.skip("only root makes files of root")
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    assert WhooshEngine(folder).search(Plan(Everything())).total == 1
