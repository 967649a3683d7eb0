"""What the Whoosh engine promises beyond the contract: versions, locks, damage, and readers beside a writer."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import whoosh.index

from corpus import process_memory
from corpus.report import Report
from indexer import fingerprint
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.read import mapped_pages
from indexer.engines.whoosh.store import files
from indexer.engines.whoosh.store.arrays import ArrayFile
from indexer.errors import IndexDamaged, IndexLocked, IndexMismatch, IndexMissing, IndexUnwritable
from indexer.fields import FIELDS
from indexer.query import Contains, Everything, Plan

COMMITS = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an index of one report."""
    with WhooshEngine(tmp_path / "index").write() as writer:
        writer.put(Report(id="a", source="s", title="甲"))
    return tmp_path / "index"


def total(folder: Path) -> int:
    """Return how many reports a fresh engine finds."""
    return WhooshEngine(folder).search(Plan(Everything())).total


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    """Searching before anything was indexed says how to index."""
    with pytest.raises(IndexMissing, match="suoyin index"):
        total(tmp_path / "none")


def test_an_index_of_other_code_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another analysis, field table or format is never read; the message names the command that rebuilds."""
    monkeypatch.setattr(fingerprint, "FORMAT_VERSION", 999)
    with pytest.raises(IndexMismatch, match="suoyin index --rebuild"):
        total(folder)
    with pytest.raises(IndexMismatch), WhooshEngine(folder).write():
        pass
    with WhooshEngine(folder).rebuild() as writer:
        writer.put(Report(id="b", source="s", title="乙"))
    assert total(folder) == 1


def test_an_index_whose_field_became_a_facet_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no column to count: it is refused with the command that rebuilds it, and not found wanting in a search."""
    fields = tuple(replace(field, facet=True) if field.name == "status" else field for field in FIELDS)
    monkeypatch.setattr("indexer.fields.FIELDS", fields)
    with pytest.raises(IndexMismatch, match="suoyin index --rebuild"):
        total(folder)


def test_a_whoosh_index_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    """A table of contents without our stamp isn't unpickled."""
    from whoosh.fields import TEXT, Schema

    whoosh.index.create_in(str(tmp_path), Schema(text=TEXT))
    with pytest.raises(IndexMismatch):
        total(tmp_path)


def test_whoosh_itself_opens_the_index(folder: Path) -> None:
    """The folder is a Whoosh index."""
    assert whoosh.index.open_dir(str(folder)).doc_count() == 1


@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "suoyin-*.json"])
def test_damage_is_named_and_can_be_mended(folder: Path, pattern: str) -> None:
    """A damaged table of contents or stamp is an error with a way out, and a rebuild is that way."""
    for path in folder.glob(pattern):
        path.write_bytes(b"garbage")
    with pytest.raises(IndexDamaged, match="suoyin index --rebuild"):
        total(folder)
    with WhooshEngine(folder).rebuild() as writer:
        writer.put(Report(id="b", source="s", title="乙"))
    assert total(folder) == 1


def test_a_second_writer_is_refused_at_once(folder: Path) -> None:
    """Two sessions never write together."""
    with WhooshEngine(folder).write(), pytest.raises(IndexLocked), WhooshEngine(folder).write():
        pass


_DIES_WRITING = """
import os, sys
from dataclasses import replace
from pathlib import Path
from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
with WhooshEngine(Path(sys.argv[1])).write() as writer:
    writer.put(Report(id="kept", source="s", title="乙"))
    writer.checkpoint()
    writer.put(Report(id="lost", source="s", title="丙"))
    os.kill(os.getpid(), 9)
"""


def test_a_killed_writer_loses_nothing_committed(folder: Path) -> None:
    """After kill -9 the index holds its last commit, and the lock of the dead blocks nobody."""
    root = str(Path(fingerprint.__file__).parent.parent)
    died = subprocess.run(
        [sys.executable, "-c", _DIES_WRITING, str(folder)], env={**os.environ, "PYTHONPATH": root}, check=False
    )
    assert died.returncode == -9
    assert WhooshEngine(folder).get(["a", "kept", "lost"]).keys() == {"a", "kept"}
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="next", source="s", title="丁"))
    assert total(folder) == 3


def test_an_interrupted_rebuild_leaves_the_old_index(folder: Path) -> None:
    """A rebuild that is stopped half way changes nothing and leaves nothing behind."""
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(KeyboardInterrupt), WhooshEngine(folder).rebuild() as writer:
        writer.put(Report(id="b", source="s", title="乙"))
        writer.checkpoint()
        raise KeyboardInterrupt
    assert total(folder) == 1
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file where the folder should be is a clear error."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(IndexUnwritable), WhooshEngine(tmp_path / "file").write():
        pass


def test_readers_never_fail_beside_a_writer(folder: Path) -> None:
    """While a writer commits again and again, readers see whole commits only, and the newest soon."""
    reader = WhooshEngine(folder)
    problems: list[BaseException] = []
    seen: set[int] = set()
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                found = reader.search(Plan(Everything(), limit=10 * COMMITS))
                assert found.total == len(found.hits)
                assert found.total == 1 or found.total % 2 == 1, "half a commit was seen"
                seen.add(found.total)
        except BaseException as exc:  # a failed assertion too: it is judged outside the thread
            problems.append(exc)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    writer_engine = WhooshEngine(folder)
    for number in range(COMMITS):
        with writer_engine.write() as writer:
            writer.put(Report(id=f"x{number}", source="s", title="双"))
            writer.put(Report(id=f"y{number}", source="s", title="双"))
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert total(folder) == 1 + 2 * COMMITS
    assert reader.search(Plan(Everything())).total == 1 + 2 * COMMITS


def test_the_latest_generation_is_known_without_a_listing(folder: Path) -> None:
    """A generation is the latest until another is committed, and never again, however many follow."""
    seen = []
    for number in range(3):
        with WhooshEngine(folder).write() as writer:
            writer.put(Report(id=f"n{number}", source="s", title="丙"))
        seen.append(files.read_contents(folder, files.latest_generation(folder)))
        assert [files.is_latest(folder, each) for each in seen] == [each is seen[-1] for each in seen]


def test_old_stamps_go_with_their_generation(folder: Path) -> None:
    """One stamp is left after a commit, that of the newest generation."""
    with WhooshEngine(folder).write() as writer:
        writer.put(Report(id="b", source="s", title="乙"))
    assert [path.name for path in folder.glob("suoyin-*.json")] == [f"suoyin-{files.latest_generation(folder)}.json"]


@pytest.mark.skipif(not process_memory.resident()[1], reason="only Linux tells how much of a file is mapped")
def test_pages_of_the_index_are_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has much of the index mapped releases it, and answers as before."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.write() as writer:
        for number in range(200):
            writer.put(Report(id=f"{number:03}", source="s", title="防汛", body="水库" * (5_000 + number)))
    plan = Plan(Contains(("水", "库"), ("body",)), limit=300)
    expected = engine.search(plan)
    released: list[Path] = []
    monkeypatch.setattr(mapped_pages, "MOST", 0)
    monkeypatch.setattr(mapped_pages, "LEAST", 0)
    monkeypatch.setattr(ArrayFile, "release_pages", _noted(ArrayFile.release_pages, released))
    assert [engine.search(plan) for _ in range(3)] == [expected] * 3
    assert len(released) == 3
    assert engine.frequent_words(2) == [("水库", 200), ("防汛", 200)]
    assert len(released) == 4


def _noted(release_pages: Callable[[ArrayFile], None], files: list[Path]) -> Callable[[ArrayFile], None]:
    def noting(file: ArrayFile) -> None:
        files.append(Path())
        release_pages(file)

    return noting
