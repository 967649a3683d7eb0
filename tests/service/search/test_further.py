"""What stands below few hits, and what is left out of many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.report import Report
from indexer.engine import Engine
from service.query.steps import StepName
from service.search import further
from service.search.request import SearchRequest
from service.search.run import search
from tests.oracle import MemoryEngine


def _engine(*bodies: str) -> Engine:
    engine = MemoryEngine()
    with engine.write() as writer:
        for number, body in enumerate(bodies):
            writer.put(Report(id=str(number), source="s", body=body))
    return engine


@pytest.mark.parametrize(
    ("typed", "step", "ids"),
    [
        ("事业单位招聘教师", StepName.MOST, {"1"}),
        ("12345", StepName.PIECES, {"3"}),
        ("隔离费", StepName.WORDS, {"5"}),
    ],
)
def test_below_few_hits_stands_what_a_looser_step_finds(typed: str, step: StepName, ids: set[str]) -> None:
    """The hits themselves are not among it, and their total and facets stay theirs."""
    engine = _engine(
        "事业单位公开招聘教师", "事业单位招聘公告", "热线12345", "编号9123456", "隔离费标准", "隔离期间费用"
    )
    result = search(engine, SearchRequest(typed))
    assert (result.step, result.total) == (StepName.TYPED, 1)
    assert result.further is not None
    assert (result.further.step, {hit.report.id for hit in result.further.hits}) == (step, ids)
    assert not ids & {hit.report.id for hit in result.hits}
    alone = search(engine, SearchRequest(typed, step=step))
    assert alone.total == 1 + result.further.total
    assert alone.further is None


def test_nothing_stands_below_many_hits_or_a_later_page() -> None:
    """Who finds enough is not shown what holds less."""
    engine = _engine(*["教师招聘"] * 6, "教师名单")
    assert search(engine, SearchRequest("教师招聘")).further is None
    few = _engine("教师招聘", "教师名单", *["无关公告"] * 4)
    assert search(few, SearchRequest("教师招聘")).further is not None
    assert search(few, SearchRequest("教师招聘", page=2)).further is None


def test_of_many_that_hold_some_words_those_near_the_best_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are counted, and listed when that is asked for."""
    monkeypatch.setattr(further, "MANY", 2)
    engine = _engine("物业服务收费标准公示", *["收费标准另行公示"] * 3, *["物业服务情况"] * 3, *["无关公告"] * 20)
    asked = SearchRequest("物业服务 收费标准 公示 水电")
    result = search(engine, asked)
    assert result.step is StepName.MOST
    everything = search(engine, replace(asked, step=StepName.MOST))
    assert everything.left_out == 0
    assert result.total < everything.total == result.total + result.left_out
    assert len(result.hits) <= result.total
    assert result.notice
