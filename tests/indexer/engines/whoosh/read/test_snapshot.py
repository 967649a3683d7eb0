"""From one generation to the next: unchanged segments stay open, and what was cached of the old one is freed at once."""

from __future__ import annotations

import gc
import threading
import weakref
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.store.arrays import ArrayFile
from indexer.query import Contains, Everything, Filter, Plan, RankTerm, TermKind

PLAN = Plan(
    Contains(("甲",), ("title",)),
    rank=(RankTerm("甲", TermKind.GRAM, ("title",)),),
    filters=(Filter("issuer", values=("财政局",)),),
    facets=("issuer", "year"),
)


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    """Return an engine with one segment of a hundred reports."""
    opened = WhooshEngine(tmp_path / "index")
    with opened.write() as writer:
        for number in range(100):
            writer.put(_report(f"{number:02}"))
    return opened


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    """Switch the garbage collector off."""
    gc.disable()
    yield
    gc.enable()


def _report(report_id: str) -> Report:
    return Report(id=report_id, source="s", title="甲", issuer="财政局")


def _snapshot(engine: WhooshEngine) -> Snapshot:
    """Return what the engine has open for its newest generation, after a search."""
    engine.search(PLAN)
    assert engine._current is not None
    return engine._current


def _commit(engine: WhooshEngine, *reports: Report, delete: str = "") -> None:
    with engine.write() as writer:
        for report in reports:
            writer.put(report)
        if delete:
            writer.delete(delete)


def test_an_unchanged_segment_stays_open(engine: WhooshEngine) -> None:
    """A commit that adds reports opens their segment only."""
    (before,) = _snapshot(engine).segments
    _commit(engine, _report("new"))
    after = _snapshot(engine)
    assert after.segments[0] is before
    assert [segment.count for segment in after.segments] == [100, 1]


def test_a_deletion_shares_the_file(engine: WhooshEngine) -> None:
    """A segment that lost a report has the same mapping and tables, and the older generation still has the report."""
    old = _snapshot(engine)
    _commit(engine, delete="07")
    new = _snapshot(engine)
    before, after = old.segments[0], new.segments[0]
    assert after is not before
    assert (after.file, after.grams, after.by_newest is before.by_newest) == (before.file, before.grams, True)
    assert (before.count, after.count) == (100, 99)
    assert before.doc_of("07") is not None
    assert after.doc_of("07") is None
    matches = engine.search(PLAN)
    assert (matches.total, matches.facets["issuer"]) == (99, (("财政局", 99),))
    assert "07" not in {hit.id for hit in engine.search(Plan(Everything(), limit=200)).hits}
    assert old.terms.document_frequency("grams", "甲", frozenset({0})) == 100
    assert new.terms.document_frequency("grams", "甲", frozenset({0})) == 99


def test_a_replaced_report_is_found_once(engine: WhooshEngine) -> None:
    """The new version of a report is in another segment; the old one is deleted in a segment that stays open."""
    _snapshot(engine)
    _commit(engine, Report(id="07", source="s", title="甲乙", issuer="财政局"))
    assert engine.search(PLAN).total == 100
    assert engine.get(["07"])["07"].title == "甲乙"


@pytest.mark.usefixtures("no_garbage_collection")
def test_an_old_generation_goes_at_once(engine: WhooshEngine) -> None:
    """What was cached of a generation is freed when the next is opened, without waiting for the garbage collector."""
    for _ in range(3):
        engine.search(PLAN)
        old = _snapshot(engine)
        assert old.terms.dense.frequencies[0][0].any(), "a term asked for twice has its frequencies in line 0"
        cached = [old, old.terms, old.terms.dense.frequencies[0], old.cache, old.documents, old.facets]
        gone = [weakref.ref(each) for each in cached]
        del old, cached
        _commit(engine, _report("new"))
        assert engine.search(Plan(Everything())).total == 101
        assert [each() for each in gone] == [None] * len(gone)


@pytest.mark.usefixtures("no_garbage_collection")
def test_each_segment_file_is_mapped_once(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten commits beside searches leave one mapping of each file of the newest generation, and none of another."""
    mapped: weakref.WeakKeyDictionary[ArrayFile, str] = weakref.WeakKeyDictionary()
    map_file = ArrayFile.__init__

    def noting(file: ArrayFile, path: Path) -> None:
        map_file(file, path)
        mapped[file] = path.name

    monkeypatch.setattr(ArrayFile, "__init__", noting)
    done = threading.Event()
    totals: list[int] = []

    def search() -> None:
        while not done.is_set():
            totals.append(engine.search(PLAN).total)

    thread = threading.Thread(target=search)
    thread.start()
    for number in range(10):
        seen = len(totals)
        _commit(engine, _report(f"new{number}"), delete=f"{number:02}")
        while len(totals) < seen + 2 and thread.is_alive():
            pass
    done.set()
    thread.join()
    newest = _snapshot(engine)
    assert set(totals) == {100}
    assert Counter(mapped.values()) == Counter(segment.name for segment in newest.segments)
