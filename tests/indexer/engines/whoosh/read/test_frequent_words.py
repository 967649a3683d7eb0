"""The words that most reports hold."""

from __future__ import annotations

from pathlib import Path

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine


def test_words_of_most_reports_come_first(tmp_path: Path) -> None:
    """Counts are added up over segments, single characters left out, and no more given than asked for."""
    engine = WhooshEngine(tmp_path / "index")
    for number, body in enumerate(("水库安全", "水库的水")):
        with engine.write() as writer:
            writer.put(Report(str(number), "a", title="报告", body=body))
    found = list(engine.frequent_words(9))
    assert found[:2] == [("报告", 2), ("水库", 2)]
    assert ("安全", 1) in found
    assert "水" not in dict(found)
    assert len(engine.frequent_words(1)) == 1
    engine.close()
