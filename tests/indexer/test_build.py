"""Builds that follow a folder of files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.isolation import ReadingLimits
from corpus.readers import SourceFile
from indexer.build import BuildOptions, Progress, build
from indexer.build_report import BuildReport
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.errors import TooManyRemovals
from indexer.query import Everything, Plan
from indexer.removals import RemovalLimit
from tests.corpus.isolation import faulty_readers
from tests.oracle import MemoryEngine


def _write(folder: Path, name: str, *titles: str) -> SourceFile:
    path = folder.resolve() / name
    path.write_text(
        "\n".join(json.dumps({"id": f"{name}.{title}", "title": title, "body": title * 20}) for title in titles)
    )
    return SourceFile(name, path)


def _build(engine: Engine, *files: SourceFile, progress: Progress | None = None, **options: object) -> BuildReport:
    options_given = BuildOptions(**options)
    return build(engine, files, in_scope=lambda source: True, options=options_given, progress=progress)


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
        def commit(self, entries: dict) -> None:
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
    second = SourceFile("2.jsonl", tmp_path.resolve() / "2.jsonl")
    second.path.write_text(first.path.read_text())
    done = _build(engine, first, second)
    assert (done.added, done.skipped) == (1, 1)
    assert "1.jsonl" in str(done.problems[0])
    assert "2.jsonl" in str(done.problems[0])


def test_a_report_may_move_between_files(engine: Engine, tmp_path: Path) -> None:
    """When its old file is gone, an id may come from a new one."""
    first = _write(tmp_path, "1.jsonl", "a")
    _build(engine, first)
    moved = SourceFile("2.jsonl", tmp_path.resolve() / "2.jsonl")
    first.path.rename(moved.path)
    done = _build(engine, moved)
    assert (done.reports, done.skipped) == (1, 0)


def test_bad_files_are_problems_and_the_build_goes_on(engine: Engine, tmp_path: Path) -> None:
    """What can't be read is listed with its reason, and tried again by the next build."""
    bad = SourceFile("bad.txt", tmp_path.resolve() / "bad.txt")
    bad.path.write_bytes(b"")
    gone = SourceFile("gone.txt", tmp_path.resolve() / "gone.txt")
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


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), WhooshEngine], ids=["memory", "whoosh"])
def test_problems_of_unchanged_files_are_reported_until_they_are_gone(
    make: Callable[[Path], Engine], tmp_path: Path
) -> None:
    """A bad line counts in every run, also when nothing is read; mended or with its file gone it counts no more."""
    engine = make(tmp_path / "index")
    file = _write(tmp_path, "1.jsonl", "a")
    good = file.path.read_text()
    file.path.write_text(f"{good}\n{{\n")
    first = _build(engine, file)
    again = _build(engine, file)
    assert (first.skipped, again.skipped, again.files) == (1, 1, 0)
    assert first.problems == again.problems
    file.path.write_text(good)
    assert _build(engine, file).problems == ()
    file.path.write_text(f"{good}\n{{\n")
    assert _build(engine, file).skipped == 1
    assert _build(engine).problems == ()
    assert engine.problems() == {}


def test_a_file_that_was_cut_short_loses_nothing(engine: Engine, tmp_path: Path) -> None:
    """What it held before stays beside what could be read, and it is read again until it can be read whole."""
    name = "1.jsonl.gz"
    file = SourceFile(name, tmp_path.resolve() / name)
    lines = "\n".join(json.dumps({"id": each, "title": each}) for each in "abc").encode()
    file.path.write_bytes(gzip.compress(lines))
    _build(engine, file)
    file.path.write_bytes(gzip.compress(lines + b" ")[:-8])
    for _ in range(2):
        done = _build(engine, file)
        assert (done.files, done.removed, done.skipped, done.reports) == (1, 0, 1, 3)
    file.path.write_bytes(gzip.compress(lines[: lines.index(b"\n")]))
    assert (_build(engine, file).removed, _ids(engine)) == (2, {"a"})


@pytest.mark.parametrize("rebuild", [False, True])
def test_what_is_refused_now_and_was_indexed_before_is_said_to_be_removed(
    engine: Engine, tmp_path: Path, *, rebuild: bool
) -> None:
    """A report that is longer than the limit was not just left out: nobody finds it any more. The note stands in that run only."""
    file = _write(tmp_path, "1.jsonl", "a", "b" * 30)
    _build(engine, file)
    lower = ReadingLimits(characters=500)
    file.path.write_text(file.path.read_text() + "\n")
    done = _build(engine, file, limits=lower, rebuild=rebuild)
    refused, note = done.problems
    assert (refused.skipped, note.skipped, note.reason) == (True, False, "以前收录过的 1 条，这次没有收录，已移除")
    assert (done.removed, _ids(engine)) == (1, {"1.jsonl.a"})
    assert [each.reason for each in _build(engine, file, limits=lower).problems] == [refused.reason]


def test_a_file_that_holds_nothing_is_named(engine: Engine, tmp_path: Path) -> None:
    """Neither a report nor a problem would be silence."""
    file = _write(tmp_path, "1.jsonl")
    file.path.write_text("\n\n")
    assert [_build(engine, file).skipped for _ in range(2)] == [1, 1]


LIMIT = RemovalLimit(percent=10)


@pytest.mark.parametrize("make", [lambda folder: MemoryEngine(), WhooshEngine], ids=["memory", "whoosh"])
@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("gone", [True, False], ids=["file gone", "file emptied"])
def test_a_build_that_would_remove_too_much_stops(
    make: Callable[[Path], Engine], tmp_path: Path, *, rebuild: bool, gone: bool
) -> None:
    """It names how much and from where, and changes nothing; allowed, it does what it is told."""
    engine = make(tmp_path / "index")
    files = [_write(tmp_path, f"{number}.jsonl", *map(str, range(30))) for number in range(3)]
    _build(engine, *files, removals=LIMIT)
    before = engine.generation()
    if not gone:
        files[0].path.write_text('{"id": "new", "title": "新"}')
    remaining = files[1:] if gone else files
    with pytest.raises(TooManyRemovals) as raised:
        _build(engine, *remaining, removals=LIMIT, rebuild=rebuild)
    assert (raised.value.removals, raised.value.reports, raised.value.sources) == (30, 90, ("0.jsonl",))
    assert engine.generation() == before
    assert len(_ids(engine)) == 90
    done = _build(engine, *remaining, removals=None, rebuild=rebuild)
    assert (done.removed, done.reports) == (30, 60 if gone else 61)
    assert done.forgotten == (("0.jsonl",) if gone else ())


def test_few_removals_and_moved_reports_are_no_reason_to_stop(engine: Engine, tmp_path: Path) -> None:
    """Twenty may always go, and a report that another file took over was not removed."""
    files = [_write(tmp_path, f"{number}.jsonl", *map(str, range(20))) for number in range(2)]
    _build(engine, *files)
    assert _build(engine, files[0], removals=LIMIT).removed == 20
    moved = SourceFile("9.jsonl", tmp_path.resolve() / "9.jsonl")
    moved.path.write_text(files[0].path.read_text())
    done = _build(engine, moved, removals=LIMIT)
    assert (done.removed, done.changed, done.reports) == (0, 20, 20)


def test_a_file_that_shares_an_id_is_read_until_it_is_settled(engine: Engine, tmp_path: Path) -> None:
    """Its problem is met in every run, and when the other file lets go of the id, the report comes in."""
    first, second = _write(tmp_path, "1.jsonl", "a", "b"), SourceFile("2.jsonl", tmp_path.resolve() / "2.jsonl")
    second.path.write_text(first.path.read_text().partition("\n")[0])
    assert [_build(engine, first, second).skipped for _ in range(2)] == [1, 1]
    first.path.write_text(first.path.read_text().partition("\n")[2])
    assert (_build(engine, first, second).skipped, _ids(engine)) == (0, {"1.jsonl.a", "1.jsonl.b"})


def test_a_file_that_hangs_or_crashes_costs_itself(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files around it are indexed, and it is named."""
    monkeypatch.setattr("corpus.isolation.reader.READERS", faulty_readers.READERS)
    files = [SourceFile(name, tmp_path.resolve() / name) for name in ("a.txt", "crash.txt", "explode.txt", "z.txt")]
    for file in files:
        file.path.write_text("x")
    done = _build(engine, *files, limits=ReadingLimits(seconds=60, megabytes=96))
    assert {"a.txt.1", "a.txt.2", "z.txt.1", "z.txt.2"} <= _ids(engine)
    assert {problem.source for problem in done.problems} == {"crash.txt", "explode.txt"}
    assert {source for source, state in engine.files().items() if state.digest} == {"a.txt", "z.txt"}
