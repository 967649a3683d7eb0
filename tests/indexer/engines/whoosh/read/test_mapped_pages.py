"""Pages of an index are released before a search could map more than there is room for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus import process_memory
from indexer.engines.whoosh.read import mapped_pages
from indexer.engines.whoosh.read.mapped_pages import MappedPages
from indexer.engines.whoosh.store.arrays import ArrayFile, ArrayWriter

LEFT = 100
"""Bytes that are mapped after everything of the index has been released."""

OWN = 500
"""Bytes that a process has beside those mapped."""


class Process:
    """A process whose searches map what the test says."""

    def __init__(self, file: ArrayFile, monkeypatch: pytest.MonkeyPatch, *, most: int = 1_500, least: int = 0) -> None:
        self.mapped = LEFT
        self.released = 0
        self._pages, self._file = MappedPages(), file
        monkeypatch.setattr(mapped_pages, "MOST", most)
        monkeypatch.setattr(mapped_pages, "LEAST", least)
        monkeypatch.setattr(process_memory, "resident", lambda: (OWN + self.mapped, self.mapped))
        monkeypatch.setattr(ArrayFile, "release_pages", lambda _: self._release())

    def search(self, size: int) -> bool:
        """Map so much; return whether all was released afterwards."""
        before = self.released
        self.mapped += size
        self._pages.release([self._file])
        return self.released > before

    def _release(self) -> None:
        self.mapped, self.released = LEFT, self.released + 1


@pytest.fixture
def file(tmp_path: Path) -> ArrayFile:
    """Return a file of 4,000 bytes and some."""
    with ArrayWriter(tmp_path / "file") as writer:
        writer.add("numbers", np.arange(1_000, dtype=np.uint32))
    return ArrayFile(tmp_path / "file")


def test_room_is_left_for_the_next_search(file: ArrayFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as another one as large as the largest would fit, nothing is released."""
    process = Process(file, monkeypatch)
    assert not process.search(0)
    assert [process.search(200) for _ in range(4)] == [False, False, False, True]
    assert [process.search(300) for _ in range(3)] == [False, False, True]
    assert process.search(600)
    assert process.mapped == LEFT


def test_the_most_that_a_search_took_fades(file: ArrayFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """One large search is thought of for some hundreds, not for ever."""
    process = Process(file, monkeypatch)
    process.search(0)
    assert process.search(800)
    assert process.search(200)
    for _ in range(3_000):
        process.search(0)
    assert not process.search(200)


def test_a_small_index_may_be_mapped_whole(file: ArrayFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked of the system for it."""
    process = Process(file, monkeypatch, least=10_000)
    assert not process.search(20_000)


def test_some_of_it_is_kept_whatever_else_there_is(file: ArrayFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has too much of its own releases no more often than that."""
    process = Process(file, monkeypatch, most=OWN, least=600)
    assert [process.search(200) for _ in range(3)] == [False, False, True]
