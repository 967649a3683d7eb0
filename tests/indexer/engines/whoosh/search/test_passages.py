"""The best passages of reports, compiled, against the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan, RankTerm, TermKind
from indexer.ranking import BLOCK
from tests.oracle import MemoryEngine

RANK = tuple(RankTerm(gram, TermKind.GRAM, ("title", "body")) for gram in ("停水", "检修", "通知"))


@pytest.mark.parametrize("blocks", range(1, 17))
def test_bodies_of_any_number_of_blocks(tmp_path: Path, blocks: int) -> None:
    """Scores and passages are the oracle's, however many blocks the longest body has."""
    filler = "甲乙丙丁戊己庚辛壬癸"
    reports = [
        Report(id=f"{number}", source="s", title="公告", body=_body(filler * (BLOCK // 10 * blocks - number), number))
        for number in range(6)
    ]
    plan = Plan(Everything(), rank=RANK, passage_weight=1.0)
    engine, oracle = WhooshEngine(tmp_path), MemoryEngine()
    for each in (engine, oracle):
        with each.write() as writer:
            for report in reports:
                writer.put(report)
    assert engine.search(plan).hits == oracle.search(plan).hits


def _body(text: str, number: int) -> str:
    """Return a text with words put into it at places that differ by number."""
    for word, share in (("停水", 0.2), ("停水检修", 0.5), ("通知", 0.9)):
        at = int(len(text) * share) + number
        text = text[:at] + word + text[at:]
    return text
