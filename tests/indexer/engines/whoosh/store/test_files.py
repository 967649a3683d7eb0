"""What is told of the files of an index while a writer changes them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.engines.whoosh.store.files import size_in_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files and a folder."""
    (tmp_path / "old").write_bytes(bytes(10))
    (tmp_path / "new").write_bytes(bytes(300))
    (tmp_path / "rebuilding").mkdir()
    return tmp_path


def test_the_size_is_that_of_the_files(folder: Path) -> None:
    """What is being rebuilt in a folder within doesn't count."""
    assert size_in_bytes(folder) == 310


@pytest.mark.parametrize(("goes_first", "size"), [(True, 300), (False, 310)])
def test_a_file_may_go_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch, *, goes_first: bool, size: int) -> None:
    """A commit removes a segment just before it is looked at, or just after: the size is told all the same."""
    look = Path.stat

    def look_while_it_goes(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "old" and goes_first:
            path.unlink(missing_ok=True)
        found = look(path, follow_symlinks=follow_symlinks)
        if path.name == "old":
            path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Path, "stat", look_while_it_goes)
    assert size_in_bytes(folder) == size
