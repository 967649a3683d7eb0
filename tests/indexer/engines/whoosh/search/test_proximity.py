"""Grams that stand near each other, compared with the oracle's."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan, RankTerm, TermKind
from tests.oracle import MemoryEngine

_TERMS = tuple(
    RankTerm(text, TermKind.GRAM, ("title", "body"), weight)
    for text, weight in (("水火", 1.0), ("火水", 0.5), ("天地", 1.0), ("2023", 1.0))
)
_TERMS_AT_ONE_POSITION = tuple(
    RankTerm(text, TermKind.GRAM, ("title", "body"), weight)
    for text, weight in (("2023", 1.0), ("年", 0.3), ("年水", 0.7), ("天地", 1.0))
)
_PLAN = Plan(Everything(), _TERMS, proximity_weight=1.0, limit=50)


def _engines(folder: Path, bodies: list[str]) -> tuple[MemoryEngine, WhooshEngine]:
    engines = MemoryEngine(), WhooshEngine(folder / "index")
    for engine in engines:
        with engine.write() as writer:
            for number, body in enumerate(bodies):
                writer.put(Report(id=f"{number:02}", source="s", body=body))
    return engines


@pytest.mark.parametrize("terms", [_TERMS, _TERMS_AT_ONE_POSITION])
def test_pairs_in_any_text(tmp_path: Path, terms: tuple[RankTerm, ...]) -> None:
    """Scores are the oracle's, whatever stands near what, at the edges of a text and where two grams begin at once."""
    plan = Plan(Everything(), terms, proximity_weight=1.0, limit=50)
    bodies = [
        "".join(random.Random(number).choices(["天地", "水", "火", "山川", "2023年"], k=number)) for number in range(40)
    ]
    oracle, whoosh = _engines(tmp_path, bodies)
    expected = {hit.id: hit.score for hit in oracle.search(plan).hits}
    assert {hit.id: hit.score for hit in whoosh.search(plan).hits} == pytest.approx(expected, abs=3e-6)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        ("水火与天地", "水火与山川草木鸟兽虫鱼天地"),
        ("天地2023", "天地山川草木鸟兽虫鱼金银2023"),
        ("天地水火", "水火水火水火水火"),
    ],
)
def test_what_counts_as_near(tmp_path: Path, near: str, far: str) -> None:
    """Two grams within ten positions of each other gain, in either order; grams that overlap each other don't."""
    _, whoosh = _engines(tmp_path, [near, far, "别的"])
    without = {hit.id: hit.score for hit in whoosh.search(Plan(Everything(), _TERMS)).hits}
    gained = {hit.id: hit.score - without[hit.id] for hit in whoosh.search(_PLAN).hits}
    assert gained["00"] > 0
    assert gained["01"] == 0
