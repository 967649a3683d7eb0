"""The best passages of long texts, compared with the oracle's."""

from __future__ import annotations

import random
from pathlib import Path

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan, RankTerm, TermKind
from indexer.ranking import BLOCK
from tests.oracle import MemoryEngine


def _report(number: int) -> Report:
    """Return a report whose body has so many blocks, with the two words strewn in it."""
    body = random.Random(number).choices("天地水火", k=number * BLOCK - 1)
    return Report(id=f"{number:02}", source="s", title="水火" * (number % 2), body="".join(body))


def test_passages_of_texts_of_every_length(tmp_path: Path) -> None:
    """Scores and beginnings are right however many blocks the longest text of an archive has."""
    terms = tuple(RankTerm(text, TermKind.GRAM, ("title", "body")) for text in ("水火", "天地", "火火"))
    plan = Plan(Everything(), terms, passage_weight=1.0, limit=20)
    oracle, whoosh = MemoryEngine(), WhooshEngine(tmp_path / "index")
    for longest in range(1, 13):
        for engine in (oracle, whoosh):
            with engine.write() as writer:
                writer.put(_report(longest))
        told, expected = (
            [(hit.id, hit.score, hit.passage) for hit in each.search(plan).hits] for each in (whoosh, oracle)
        )
        assert told == expected
