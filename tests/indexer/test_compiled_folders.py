"""Compiled code is kept where it can be, found where it is, and goes when its sources do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer import compiled_folders as module
from indexer.compiled_folders import UNUSED_SECONDS, CodeFolders, code_folders, ingredients
from indexer.sources import ROOT


def test_compiled_code_depends_on_every_compiled_module() -> None:
    """The files the folder is named after hold each module of ours with a compiled function, and what these import."""
    names = {path.relative_to(ROOT).as_posix() for path in ingredients(ROOT / "indexer")}
    marked = {
        path.relative_to(ROOT).as_posix()
        for layer in ("corpus", "indexer", "service")
        for path in (ROOT / layer).rglob("*.py")
        if "\n@compiled" in path.read_text(encoding="utf-8")
    }
    assert marked
    assert marked <= names
    assert "indexer/ranking.py" in names


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a package with a compiled function, beside which a program may write, and whose user has a home."""
    folder = tmp_path / "loops"
    folder.mkdir()
    (folder / "constants.py").write_text("FACTOR = 2\n", encoding="utf-8")
    (folder / "inner.py").write_text(
        "from indexer.compiled import compiled\nfrom loops.constants import FACTOR\n\n@compiled\ndef f(): ...\n",
        "utf-8",
    )
    monkeypatch.setattr(module, "__file__", str(folder / "compiled_folders.py"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return folder


def _folders(package: Path) -> CodeFolders:
    return code_folders.__wrapped__(package)


def _refuse(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Let nothing be written below `folders`, whoever runs the tests."""
    can_write = module._can_write
    monkeypatch.setattr(
        module, "_can_write", lambda path: not any(map(path.is_relative_to, folders)) and can_write(path)
    )


def test_the_folder_beside_the_program_is_the_only_one_where_it_can_be_written(package: Path) -> None:
    """What one user compiles there serves all others."""
    found = _folders(package)
    assert found.write is not None
    assert found.read == (found.write,)
    assert found.write.is_relative_to(package)


def test_folders_of_earlier_sources_are_removed(package: Path) -> None:
    """Beside the program only what its present sources made is kept."""
    first = _folders(package).write
    (package / "constants.py").write_text("FACTOR = 3\n", encoding="utf-8")
    second = _folders(package).write
    assert first is not None
    assert second is not None
    assert (first.exists(), second.exists()) == (False, True)


def test_an_installation_that_is_only_read_is_looked_into_first(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled into it is found there, and what is missing is kept in the user's folder."""
    beside = _folders(package).write
    _refuse(monkeypatch, package)
    found = _folders(package)
    assert found.write is not None
    assert found.read == (beside, found.write)
    assert found.write.is_relative_to(Path.home())
    _refuse(monkeypatch, package, Path.home())
    assert _folders(package) == CodeFolders(found.read, None)


def test_nothing_can_be_written(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder to write to there is none, and none to read."""
    _refuse(monkeypatch, package, Path.home())
    assert _folders(package) == CodeFolders((), None)


def test_a_user_without_a_home(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that no user has, as in a container, has no folder of its own."""
    _refuse(monkeypatch, package)

    def nowhere(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", nowhere)
    assert _folders(package) == CodeFolders((), None)


def test_folders_of_the_user_go_when_nothing_has_used_them_for_long(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several installations share the user's folder, so age decides and not the name; using one counts."""
    _refuse(monkeypatch, package)
    mine = _folders(package).write
    assert mine is not None
    ages = {
        mine: 2 * UNUSED_SECONDS,
        mine.with_name("other"): UNUSED_SECONDS // 2,
        mine.with_name("old"): 2 * UNUSED_SECONDS,
    }
    now = mine.stat().st_mtime
    for folder, age in ages.items():
        folder.mkdir(exist_ok=True)
        os.utime(folder, (now - age, now - age))
    assert _folders(package).write == mine
    assert [folder.exists() for folder in ages] == [True, True, False]
