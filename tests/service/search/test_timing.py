"""Searches that name a time from today."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import parse_partial_date
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from service.query.compile import MAX_CHARACTERS
from service.query.steps import StepName
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.run import search

TODAY = date(2026, 11, 27)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """Return an engine with notices of several days."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        for number, (title, day) in enumerate(
            [
                ("财政预算公告", "2025-02-01"),
                ("财政预算公告", "2026-02-01"),
                ("教师招聘公告", "2026-11-18"),
                ("教师招聘公告", "2021-11-18"),
                ("上周招聘情况", "2020-01-01"),
                ("低保标准最新修订", "2019-01-01"),
                ("低保标准修订", "2026-01-01"),
            ]
        ):
            writer.put(Report(id=str(number), source="s", title=title, published=parse_partial_date(day), body=title))
    return engine


def _ids(result: SearchResult) -> list[str]:
    return [hit.report.id for hit in result.hits]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("去年财政预算", ["0"]),
        ("今年财政预算", ["1"]),
        ("上周招聘", ["4", "2"]),
        ("最新修订", ["5", "6"]),
        ("最近的教师招聘", ["2", "3"]),
    ],
)
def test_a_time_is_read_by_today_and_to_the_letter(engine: Engine, typed: str, ids: list[str]) -> None:
    """What holds the words themselves is never lost, and a title that is the query stays first."""
    result = search(engine, SearchRequest(typed), today=TODAY)
    assert (_ids(result), result.step) == (ids, StepName.TYPED)
    assert result.named_time
    assert f"“{result.named_time}”按今天" in result.interpretation.summary


def test_a_click_takes_a_time_to_the_letter(engine: Engine) -> None:
    """As does a search that knows no today."""
    asked = SearchRequest("上周招聘", step=StepName.TYPED)
    assert _ids(search(engine, asked, today=TODAY)) == _ids(search(engine, SearchRequest("上周招聘"))) == ["4"]
    assert search(engine, asked, today=TODAY).named_time == ""


def test_a_time_beyond_what_is_looked_at_means_nothing(engine: Engine) -> None:
    """Of a pasted page, whose end is left."""
    within, beyond = (SearchRequest(f"财政预算{' ' * count}去年财政预算") for count in (10, MAX_CHARACTERS))
    assert search(engine, within, today=TODAY).named_time == "去年"
    assert search(engine, beyond, today=TODAY).named_time == ""
