"""The words of an archive, for the present state of its index."""

from __future__ import annotations

import pytest

from corpus.report import Report
from indexer.errors import IndexerError
from service.spelling.known_words import FEWEST_TITLES, KnownWords
from tests.oracle import MemoryEngine


def _put(engine: MemoryEngine, *titles: str) -> None:
    with engine.write() as writer:
        for title in titles:
            writer.put(Report(title, "a", title=title))


def test_words_and_frequent_phrases_of_titles_are_known() -> None:
    """A phrase that several titles hold is known as well."""
    engine = MemoryEngine()
    _put(engine, *(f"法治政府建设报告{number}" for number in range(FEWEST_TITLES)), "水库安全")
    found = KnownWords(engine).complete().lexicon.beginning("法治", 9)
    assert {"法治政府", "法治政府建设"} <= set(found)
    assert "水库安全" not in KnownWords(engine).complete().lexicon.beginning("水库", 9)


def test_words_of_a_new_state_are_gathered() -> None:
    """A commit makes them known; the archive is never waited for."""
    engine = MemoryEngine()
    known = KnownWords(engine)
    assert known.complete().lexicon.beginning("水", 9) == []
    _put(engine, "水库安全")
    assert known.complete().lexicon.beginning("水", 9) == ["水库"]


def test_an_index_that_cannot_be_read_leaves_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever searches is told."""
    engine = MemoryEngine()
    _put(engine, "水库安全")
    known = KnownWords(engine)
    known.complete()

    def fail(most: int) -> list[tuple[str, int]]:
        raise IndexerError

    monkeypatch.setattr(engine, "frequent_words", fail)
    _put(engine, "水利")
    assert known.complete().lexicon.beginning("水", 9) == ["水库"]
