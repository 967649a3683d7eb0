"""Builds that follow a folder of files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.build import BuildReport, SourceFile, build
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan
from tests.oracle import MemoryEngine


def _write(folder: Path, name: str, *titles: str) -> SourceFile:
    path = folder / name
    path.write_text(
        "\n".join(json.dumps({"id": f"{name}.{title}", "title": title, "body": title * 20}) for title in titles)
    )
    return SourceFile(name, path)


def _build(engine: Engine, *files: SourceFile, **options: object) -> BuildReport:
    return build(engine, files, in_scope=lambda source: True, **options)  # type: ignore[arg-type]


def _ids(engine: Engine) -> set[str]:
    return {hit.id for hit in engine.search(Plan(Everything(), limit=1000)).hits}


@pytest.fixture
def engine() -> Engine:
    """Return an empty engine."""
    return MemoryEngine()


def test_only_changes_are_read(engine: Engine, tmp_path: Path) -> None:
    """New, changed, unchanged and removed reports are told apart by content, not by time."""
    first, second = _write(tmp_path, "1.jsonl", "a", "b"), _write(tmp_path, "2.jsonl", "c")
    assert _build(engine, first, second).added == 3
    second.path.touch()
    again = _build(engine, first, second)
    assert (again.files, again.unchanged, again.added) == (0, 3, 0)
    changed = _build(engine, _write(tmp_path, "1.jsonl", "b", "d"))
    assert (changed.added, changed.changed, changed.removed) == (1, 1, 2)
    assert _ids(engine) == {"1.jsonl.b", "1.jsonl.d"}


def test_scope_limits_what_is_forgotten(engine: Engine, tmp_path: Path) -> None:
    """Files outside the scope of a build are left alone."""
    first, second = _write(tmp_path, "1.jsonl", "a"), _write(tmp_path, "2.jsonl", "c")
    _build(engine, first, second)
    build(engine, [], in_scope=lambda source: source == "1.jsonl")
    assert _ids(engine) == {"2.jsonl.c"}


def test_an_interrupted_build_is_completed_by_the_next(engine: Engine, tmp_path: Path) -> None:
    """A file interrupted half way, after a checkpoint in its middle, is read again and ends whole."""
    file = _write(tmp_path, "1.jsonl", *"abcdef")
    other = _write(tmp_path, "0.jsonl", "x")

    class Stop(MemoryEngine):
        def commit(self, entries: dict) -> None:  # type: ignore[type-arg]
            super().commit(entries)
            if len(entries) == 4:
                raise KeyboardInterrupt

    stopped = Stop()
    with pytest.raises(KeyboardInterrupt):
        _build(stopped, other, file, checkpoint_characters=20)
    assert len(_ids(stopped)) == 4
    stopped.__class__ = MemoryEngine
    done = _build(stopped, other, file)
    assert (done.reports, done.unchanged, done.added, done.changed) == (7, 1, 3, 3)
    assert _build(stopped, other, file).files == 0


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), WhooshEngine], ids=["memory", "whoosh"])
def test_a_file_put_back_after_an_interruption_is_read_again(make: Callable[[Path], Engine], tmp_path: Path) -> None:
    """A changed file that was indexed half-way and then got its old content back is no unchanged file."""
    engine = make(tmp_path / "index")
    file = _write(tmp_path, "1.jsonl", *"abcdef")
    _build(engine, file)
    old = file.path.read_text()
    file.path.write_text(old.replace('"body": "', '"body": "新'))

    def stop(done: int, of: int, reports: int) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("indexer.build.REPORTS_BETWEEN_PROGRESS", 4)
        _build(engine, file, checkpoint_characters=40, progress=stop)
    bodies = [report.body[0] for report in engine.get(sorted(_ids(engine))).values()]
    assert "新" in bodies
    file.path.write_text(old)
    done = _build(engine, file)
    assert (done.files, done.unchanged, done.changed) == (1, 0, 6)
    assert _build(engine, file).unchanged == 6
    assert {report.body[0] for report in engine.get(_ids(engine)).values()} == set("abcdef")


def test_an_id_in_two_files_is_reported(engine: Engine, tmp_path: Path) -> None:
    """A second file can't take over a report of the first; the problem names both."""
    first = _write(tmp_path, "1.jsonl", "a")
    second = SourceFile("2.jsonl", tmp_path / "2.jsonl")
    second.path.write_text(first.path.read_text())
    done = _build(engine, first, second)
    assert (done.added, done.skipped) == (1, 1)
    assert "1.jsonl" in str(done.problems[0])
    assert "2.jsonl" in str(done.problems[0])


def test_a_report_may_move_between_files(engine: Engine, tmp_path: Path) -> None:
    """When its old file is gone, an id may come from a new one."""
    first = _write(tmp_path, "1.jsonl", "a")
    _build(engine, first)
    moved = SourceFile("2.jsonl", tmp_path / "2.jsonl")
    first.path.rename(moved.path)
    done = _build(engine, moved)
    assert (done.reports, done.skipped) == (1, 0)


def test_bad_files_are_problems_and_the_build_goes_on(engine: Engine, tmp_path: Path) -> None:
    """What can't be read is listed with its reason, and tried again by the next build."""
    bad = SourceFile("bad.txt", tmp_path / "bad.txt")
    bad.path.write_bytes(b"")
    gone = SourceFile("gone.txt", tmp_path / "gone.txt")
    done = _build(engine, bad, gone, _write(tmp_path, "1.jsonl", "a"))
    assert (done.added, done.skipped) == (1, 2)
    assert {problem.source for problem in done.problems} == {"bad.txt", "gone.txt"}
    assert _build(engine, bad).skipped == 1


def test_rebuild_reads_everything(engine: Engine, tmp_path: Path) -> None:
    """A rebuild starts from nothing and ends with just its files."""
    _build(engine, _write(tmp_path, "1.jsonl", "a"))
    done = _build(engine, _write(tmp_path, "2.jsonl", "c"), rebuild=True)
    assert (done.added, done.reports) == (1, 1)
    assert _ids(engine) == {"2.jsonl.c"}


def test_progress_is_reported_after_each_file_and_within_long_ones(engine: Engine, tmp_path: Path) -> None:
    """Progress counts files done of all, and reports."""
    reported: list[tuple[int, int, int]] = []
    _build(
        engine,
        _write(tmp_path, "1.jsonl", *map(str, range(150))),
        _write(tmp_path, "2.jsonl", "b"),
        progress=lambda *state: reported.append(state),
    )
    assert reported == [(0, 2, 100), (1, 2, 150), (2, 2, 151)]
