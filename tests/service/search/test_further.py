"""What stands below few hits, and what is left out of many."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Sort
from service.query.steps import StepName
from service.search import further
from service.search.request import MAX_TYPED, SearchRequest
from service.search.run import search

Build = Callable[..., Engine]
"""Returns an engine that holds reports with these bodies, whose ids are their numbers."""


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build archives."""

    def engine(*bodies: str) -> Engine:
        engine = WhooshEngine(Path(tempfile.mkdtemp(dir=tmp_path)))
        with engine.write() as writer:
            for number, body in enumerate(bodies):
                writer.put(Report(id=str(number), source="s", body=body))
        return engine

    return engine


def test_a_whole_title_is_enough(tmp_path: Path) -> None:
    """Who types the title of a report has found it, with signs or without; the beginning of a title asks for more."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        writer.put(Report(id="0", source="s", title="关于公开招聘（教师）的公告"))
        writer.put(Report(id="1", source="s", title="关于招聘教师的说明"))
    assert search(engine, SearchRequest("关于公开招聘教师的公告")).further == ()
    assert search(engine, SearchRequest("公开招聘教师")).further


@pytest.mark.parametrize(
    ("typed", "step", "ids"),
    [
        ("事业单位招聘教师", StepName.MOST, {"1"}),
        ("12345", StepName.PIECES, {"3"}),
        ("隔离费", StepName.WORDS, {"5"}),
    ],
)
def test_below_few_hits_stands_what_a_looser_step_finds(
    build: Build, typed: str, step: StepName, ids: set[str]
) -> None:
    """The hits themselves are not among it, and their total and facets stay theirs."""
    engine = build("事业单位公开招聘教师", "事业单位招聘公告", "热线12345", "编号9123456", "隔离费标准", "隔离期间费用")
    result = search(engine, SearchRequest(typed))
    assert (result.step, result.total) == (StepName.TYPED, 1)
    (below,) = result.further
    assert (below.step, {hit.report.id for hit in below.hits}) == (step, ids)
    assert not ids & {hit.report.id for hit in result.hits}
    alone = search(engine, SearchRequest(typed, step=step))
    assert alone.total == 1 + below.total
    assert alone.further == ()


def test_each_looser_step_adds_what_none_before_it_finds(build: Build) -> None:
    """Pieces of longer numbers stand apart from reports that only lack the number."""
    engine = build("招聘公告2025", "招聘公告编号120251", "招聘公告2022", "其他通知")
    found = search(engine, SearchRequest("招聘公告 2025")).further
    assert [(each.step, [hit.report.id for hit in each.hits]) for each in found] == [
        (StepName.PIECES, ["1"]),
        (StepName.MOST, ["2"]),
    ]


def test_what_holds_little_of_the_words_is_not_added(build: Build) -> None:
    """A report with one common word of many is nothing to show below one that has them all."""
    engine = build("物业服务收费标准公示 水电", *["收费通知"] * 8, *["无关公告"] * 8)
    assert search(engine, SearchRequest("物业服务收费标准公示 水电")).further == ()


def test_what_is_folded_below_few_hits_is_counted_too(tmp_path: Path) -> None:
    """The reports are counted, and the hits that they make."""
    engine = WhooshEngine(tmp_path / "index")
    body = "事业单位招聘，" + "，".join(f"岗位{number}的要求见附表{number}" for number in range(40))
    with engine.write() as writer:
        writer.put(Report(id="all", source="s", body="事业单位招聘教师"))
        for number in range(20):
            writer.put(Report(id=f"other {number}", source="s", body="无关事项"))
        for year in (2022, 2023, 2024):
            writer.put(Report(id=str(year), source="s", title="招聘公告", body=f"{body}，{year}"))
    (below,) = search(engine, SearchRequest("事业单位招聘教师")).further
    assert (below.total, below.folded, below.listed, len(below.hits)) == (3, 2, 1, 1)


@pytest.mark.parametrize("order", list(Sort))
def test_what_is_added_is_the_nearest_in_any_order_of_the_hits(build: Build, order: Sort) -> None:
    """The newest of what holds less is not what somebody wants who sorts the hits by date."""
    engine = build("事业单位招聘教师公告", "事业单位招聘公告", *["事业单位、招聘"] * 2, *["无关事项"] * 20)
    (below,) = search(engine, SearchRequest("事业单位招聘教师公告", sort=order)).further
    assert below.hits[0].report.id == "1"


def test_nothing_stands_below_many_hits_or_a_later_page(build: Build) -> None:
    """Who finds enough is not shown what holds less."""
    engine = build(*["教师招聘"] * 6, "教师名单")
    assert search(engine, SearchRequest("教师招聘")).further == ()
    few = build("教师招聘公告", "教师招聘名单", *["无关事项"] * 4)
    assert search(few, SearchRequest("教师招聘公告")).further
    assert search(few, SearchRequest("教师招聘公告", page=2)).further == ()


@pytest.mark.parametrize("typed", ["物业服务 收费标准 公示 水电", "物业服务的收费标准怎么公示水电？"])
def test_of_many_that_hold_some_words_those_near_the_best_are_listed(
    build: Build, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """The others are counted, and listed when that is asked for; for questions too."""
    monkeypatch.setattr(further, "MANY", 2)
    monkeypatch.setattr(further, "NEAR_SHARE", 0.6)
    engine = build("物业服务收费标准公示", *["收费标准另行公示"] * 3, *["物业服务情况"] * 3, *["无关公告"] * 20)
    asked = SearchRequest(typed)
    result = search(engine, asked)
    assert result.step is StepName.MOST
    everything = search(engine, replace(asked, step=StepName.MOST))
    assert everything.left_out == 0
    assert 0 < result.left_out == everything.total - result.total
    assert result.notice


@pytest.mark.parametrize(
    ("typed", "promise"),
    [
        ("教师招聘公告", "找到的报告都符合“按此理解”所说的，下面放宽找到的除外。"),
        ("招聘", "找到的报告都符合“按此理解”所说的。"),
        ("教师招聘补贴", "找到的报告不一定含有输入的每个词。"),
        ("水库", ""),
    ],
)
def test_what_is_promised_of_the_hits_is_true_of_each_answer(build: Build, typed: str, promise: str) -> None:
    """Of those found more loosely nothing is promised, and nothing is said of none."""
    engine = build("教师招聘公告", "教师招聘名单", *["无关事项"] * 4)
    assert search(engine, SearchRequest(typed)).promise == promise


def test_below_the_few_hits_of_a_pasted_text_stands_nothing(build: Build) -> None:
    """A text longer than any title is searched for once."""
    engine = build("隔离费", "隔离的费用")
    assert search(engine, SearchRequest("隔离费")).further
    assert search(engine, SearchRequest(f"隔离费{'，' * MAX_TYPED}")).further == ()
