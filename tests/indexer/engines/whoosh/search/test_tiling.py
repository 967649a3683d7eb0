"""Pieces of reports that a query is laid out with, compared with the oracle's."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.analysis import index_grams, tokenize
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan, RankTerm, TermKind
from tests.oracle import MemoryEngine

_TYPED = "天地、水火2023年山川"


def _plan(typed: str = _TYPED, *, weight: float = 1.0) -> Plan:
    """Return a plan that ranks by what was typed alone; pairs with a sign don't rank."""
    grams = [gram.text for gram in index_grams(tokenize(typed)) if "、" not in gram.text]
    rank = tuple(RankTerm(text, TermKind.GRAM, ("title", "body"), 1.0) for text in dict.fromkeys(grams))
    return Plan(Everything(), rank, tiling_weight=weight, typed=tokenize(typed), limit=50)


def _scores(engine: MemoryEngine | WhooshEngine, plan: Plan) -> dict[str, float]:
    return {hit.id: hit.score for hit in engine.search(plan).hits}


def _engines(folder: Path, reports: list[tuple[str, str]]) -> tuple[MemoryEngine, WhooshEngine]:
    engines = MemoryEngine(), WhooshEngine(folder / "index")
    for engine in engines:
        with engine.write() as writer:
            for number, (title, body) in enumerate(reports):
                writer.put(Report(id=f"{number:02}", source="s", title=title, body=body))
    return engines


def test_pieces_of_any_text(tmp_path: Path) -> None:
    """Scores are the oracle's, whatever pieces of the query a title and a body hold, and in what order."""
    pieces = ["天", "地", "、", "水火", "2023", "年山", "川", "地水"]
    reports = [
        ("".join(random.Random(-number).choices(pieces, k=4)), "".join(random.Random(number).choices(pieces, k=number)))
        for number in range(40)
    ]
    oracle, whoosh = _engines(tmp_path, reports)
    assert _scores(whoosh, _plan()) == pytest.approx(_scores(oracle, _plan()), abs=3e-6)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (("", "天地、水火2023年山川"), ("", "2023年山川又水火又天地")),
        (("", "天地，水火"), ("", "天地又及水火")),
        (("天地水火", ""), ("", "天地又及水火")),
    ],
    ids=["one piece", "a sign may differ", "titles"],
)
def test_longer_pieces_are_worth_more(tmp_path: Path, more: tuple[str, str], less: tuple[str, str]) -> None:
    """Of two reports with the same words that one gains more which has them in fewer pieces, in the body or the title."""
    _, whoosh = _engines(tmp_path, [more, less])
    without = _scores(whoosh, _plan(weight=0.0))
    gained = {report_id: score - without[report_id] for report_id, score in _scores(whoosh, _plan()).items()}
    assert gained["00"] > gained["01"] > 0
