"""Hostile uploads of every kind leave a message behind, or a draft, and nothing else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.desk import drafts as drafts_module
from service.desk.drafts import Drafts
from service.ledger.errors import NothingRead
from service.ledger.ledger import Ledger
from service.reading import read_one
from service.settings import Settings, load_settings
from tests.hostile.files import CONTENTS, KINDS


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as a browser sends it."""

    path: Path

    @property
    def filename(self) -> str:
        return self.path.name

    def save(self, dst: Path) -> None:
        shutil.copyfile(self.path, dst)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Yield a ledger that all uploads go to."""
    opened = Ledger(tmp_path_factory.mktemp("desk") / "ledger", create=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings that let a file cost little."""
    config = tmp_path_factory.mktemp("config") / "config.toml"
    config.write_text("[archive]\nfile_seconds = 10\nfile_memory = 512\n", encoding="utf-8")
    return load_settings(config, index=None, environ={})


@pytest.mark.parametrize("kind", CONTENTS)
def test_nothing_is_left_behind(
    kind: str, ledger: Ledger, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither temporary files nor a kept file that no draft names; whoever sent it is told what is wrong, in Chinese.

    Files are read in this process: one for each would take most of an hour, and `tests/corpus/isolation` is about that.
    """
    (tmp_path / "sent").mkdir()
    (tmp_path / "scratch").mkdir()
    KINDS[kind](tmp_path / "sent")
    (path,) = (tmp_path / "sent").iterdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    monkeypatch.setattr(drafts_module, "read_untrusted", read_one)
    drafts = Drafts(ledger)
    try:
        names = drafts.upload(Sent(path), settings, by="zhang")
    except NothingRead as exc:
        names, told = [], str(exc)
    else:
        told = "没有从"
    assert told.startswith("没有从")
    assert len(ledger.originals.names()) == bool(names)
    for name in names:
        drafts.remove(name)
    assert drafts.all() == []
    assert [each for each in ledger.originals.folder.rglob("*") if each.is_file()] == []
    assert list((tmp_path / "scratch").iterdir()) == []
