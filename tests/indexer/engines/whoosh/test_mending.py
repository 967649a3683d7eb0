"""What a crash or a lost file leaves is named, and mended by the ordinary build."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build import BuildReport, SourceFile, build
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.store.files import LOCK
from indexer.errors import IndexDamaged
from indexer.query import Everything, Plan


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Return three source files."""
    paths = [tmp_path / f"{number}.jsonl" for number in range(3)]
    for path in paths:
        path.write_text(
            "".join(f'{{"id": "{path.stem}-{line}", "title": "第{line}号通知"}}\n' for line in range(30)),
            encoding="utf-8",
        )
    return paths


def _build(folder: Path, sources: list[Path]) -> BuildReport:
    """Index the sources as `suoyin index` does."""
    files = [SourceFile(path.name, path) for path in sources]
    return build(WhooshEngine(folder), files, in_scope=lambda _: True)


def _total(folder: Path) -> int:
    return WhooshEngine(folder).search(Plan(Everything())).total


def test_a_missing_segment_is_named_and_read_again(tmp_path: Path, sources: list[Path]) -> None:
    """Searches say which file is gone and what to run; the ordinary build then reads the sources that were in it, no others."""
    folder = tmp_path / "index"
    assert _build(folder, sources[:2]).added == 60
    (first,) = folder.glob("*.suoyin")
    with WhooshEngine(folder).write():
        pass
    assert _build(folder, sources[:2]).unchanged == 60
    first.unlink()
    with pytest.raises(IndexDamaged, match=rf"{first.name}.*请运行 suoyin index，"):
        _total(folder)
    (found,) = WhooshEngine(folder).check()
    assert (found.where, found.command, found.count) == (first.name, "suoyin index", 60)
    assert _build(folder, sources[:2]).added == 60
    assert _total(folder) == 60
    assert list(WhooshEngine(folder).check()) == []


def test_only_what_was_in_a_missing_segment_is_read_again(
    tmp_path: Path, sources: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files whose reports are all still there are unchanged, and one that lost a few reports is read again."""
    monkeypatch.setattr("indexer.engines.whoosh.write.writer.plan_merges", lambda _: [])
    folder = tmp_path / "index"
    for count in (1, 2, 3):
        _build(folder, sources[:count])
    engine = WhooshEngine(folder)
    lost = engine._snapshot().documents  # which segment a report is in, only the snapshot knows
    assert lost.get("1-0") is not None
    path = next(each.file.path for each in engine._snapshot().segments if "1-0" in each.ids())
    path.unlink()
    done = _build(folder, sources)
    assert (done.added, done.unchanged, done.files) == (30, 60, 1)
    assert _total(folder) == 90


def test_what_a_killed_writer_left_is_removed(tmp_path: Path, sources: list[Path]) -> None:
    """A half-built index and stray files are named by `check`, and gone after the next build, also one that finds nothing new."""
    folder = tmp_path / "index"
    _build(folder, sources)
    before = {path.name for path in folder.iterdir()}
    (folder / "rebuild").mkdir()
    (folder / "rebuild" / "MAIN_x.suoyin").write_bytes(b"half")
    for name in ("MAIN_0123456789abcdef.suoyin", "_MAIN_9.toc.1234.5", "suoyin-9.json"):
        (folder / name).write_bytes(b"half")
    (folder / "notes.txt").write_text("somebody's own", encoding="utf-8")
    found = {each.where: each.command for each in WhooshEngine(folder).check()}
    assert found == dict.fromkeys({path.name for path in folder.iterdir()} - before - {"notes.txt"}, "suoyin index")
    with WhooshEngine(folder).write():
        assert list(WhooshEngine(folder).check()) == []
    _build(folder, sources)
    assert {path.name for path in folder.iterdir()} == before | {"notes.txt"}


def test_a_writer_at_work_is_no_damage(tmp_path: Path, sources: list[Path]) -> None:
    """What is just being built beside the index is not taken for something left over."""
    folder = tmp_path / "index"
    _build(folder, sources)
    with WhooshEngine(folder).rebuild():
        assert list(WhooshEngine(folder).check()) == []


def test_the_lock_is_not_executable(tmp_path: Path, sources: list[Path]) -> None:
    """No file of an index is executable or writable for all; an older lock is mended."""
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / LOCK).touch(0o777)
    (folder / LOCK).chmod(0o777)
    _build(folder, sources)
    modes = {path.name: path.stat().st_mode & 0o113 for path in folder.iterdir()}
    assert set(modes.values()) == {0}, modes
