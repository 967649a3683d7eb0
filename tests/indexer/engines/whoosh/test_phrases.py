"""Phrases are found whichever way their grams' lists are gone through, which depends on how long those are."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.analysis import atoms
from indexer.engines.whoosh import WhooshEngine, matching
from indexer.query import Contains, Plan
from tests.oracle import matches

_REPORTS = [
    Report(id=f"{number:03}", source="s", title="", body=body)
    for number, body in enumerate(
        "".join(random.Random(number).choices("法治政府", weights=(1 + number % 7, 5, 5, 1), k=number % 23))
        for number in range(300)
    )
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """An index of texts of four characters in all orders."""
    opened = WhooshEngine(Path(tmp_path_factory.mktemp("phrases")) / "index")
    with opened.write() as writer:
        for report in _REPORTS:
            writer.put(report)
    return opened


@pytest.mark.parametrize(("seek", "pick"), list(product([0, 1, 2, 8, 1_000], repeat=2)))
def test_phrases_of_common_and_rare_grams(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, seek: int, pick: int
) -> None:
    """Every way of joining positions finds exactly the reports that hold the phrase."""
    monkeypatch.setattr(matching, "_SEEK_FACTOR", seek)
    monkeypatch.setattr(matching, "_PICK_FACTOR", pick)
    engine.close()  # drops the masks kept from other ways
    for phrase in map("".join, product("法治政府", repeat=3)):
        for longer in (phrase, phrase + "治", phrase + "治政府"):
            node = Contains(atoms(longer), ("body",))
            found = {hit.id for hit in engine.search(Plan(node, limit=1_000)).hits}
            assert found == {report.id for report in _REPORTS if matches(node, report)}, longer
