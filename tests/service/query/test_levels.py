"""Which reports hold for the whole country."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Everything, Plan
from service.query.levels import NATIONAL_FIRST, national
from tests.oracle import MemoryEngine


def _report(name: str, title: str, *, issuer: str = "", number: str = "") -> Report:
    return Report(name, name, title=title, issuer=issuer, document_number=parse_document_number(number))


NATIONAL = (
    _report("law", "中华人民共和国养犬法"),
    _report("regulation of a law", "中华人民共和国养犬法实施条例"),
    _report("regulation", "养犬登记条例", issuer="国务院"),
    _report("interpretation", "关于审理养犬纠纷的解释", number="法释〔2031〕2号"),
    _report("order", "养犬登记条例", number="国令第9001号"),
)
LOCAL = (
    _report("of a place", "青禾市养犬管理条例", issuer="青禾市人民代表大会常务委员会"),
    _report("rules of a law", "青禾省实施《中华人民共和国养犬法》办法"),
    _report("the same without marks", "青禾省实施中华人民共和国养犬法办法"),
    _report("notice", "转发国务院关于养犬的通知", issuer="青禾市人民政府", number="青政发〔2031〕2号"),
)


@pytest.fixture(params=["oracle", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Return each engine with all reports."""
    opened: Engine = MemoryEngine() if request.param == "oracle" else WhooshEngine(tmp_path / "index")
    with opened.write() as writer:
        for report in (*NATIONAL, *LOCAL):
            writer.put(report)
    return opened


def test_national_reports_gain_and_local_ones_do_not(engine: Engine) -> None:
    """What a title says of another document counts for nothing."""
    hits = engine.search(Plan(Everything(), bonuses=(national(),), limit=len(NATIONAL) + len(LOCAL))).hits
    assert {hit.id for hit in hits if hit.score} == {report.id for report in NATIONAL}
    assert max(hit.score for hit in hits) == NATIONAL_FIRST
