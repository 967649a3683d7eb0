"""Why a search finds a report, or doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from service.search.explanation import ReportExplanation, explain_report
from service.search.parameters import parse_search
from service.search.run import search
from tests.oracle import MemoryEngine

REPORTS = (
    Report(
        "a",
        "s",
        title="城区停水公告",
        body="水务局定于周五停水检修，请市民储水。",
        issuer="水务局",
        published=PartialDate(2023, 3),
    ),
    Report(
        "b",
        "s",
        title="预算公开",
        body="水务局部门预算。2022年支出减少。",
        issuer="财政局",
        published=PartialDate(2022),
    ),
)


@pytest.fixture(params=["oracle", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Return each engine with the reports."""
    opened: Engine = MemoryEngine() if request.param == "oracle" else WhooshEngine(tmp_path / "index")
    with opened.write() as writer:
        for report in REPORTS:
            writer.put(report)
    return opened


def _explained(engine: Engine, report_id: str, **parameters: str) -> ReportExplanation:
    explanation = explain_report(engine, parse_search(parameters.items()), report_id)
    assert explanation
    return explanation


def test_what_stands_as_it_was_typed_counts_more(engine: Engine) -> None:
    """停水检修 stands in the report as one piece, 停水储水 in two: that is a part of the score, and less of it."""
    whole, pieces = (
        sum(part.points for part in _explained(engine, "a", q=typed).parts if part.label == "成段照原样出现")
        for typed in ("停水检修", "停水储水")
    )
    assert whole > pieces > 0


def test_a_found_report(engine: Engine) -> None:
    """Its words are told with where they stand, and the parts of its score are those of the search."""
    explanation = _explained(engine, "a", q="停水 市民")
    assert explanation.is_found
    fields = {each.shown: each.fields for each in explanation.standings}
    assert fields == {"“停水”": ("标题", "正文"), "“市民”": ("正文",)}
    (hit,) = search(engine, parse_search([("q", "停水 市民")])).hits
    assert explanation.score == pytest.approx(hit.score, abs=0.02)
    assert "“停水”" in {part.label for part in explanation.parts}


def test_a_title_and_a_year_are_parts(engine: Engine) -> None:
    """What is gained by a title or a year is told apart."""
    labels = {part.label for part in _explained(engine, "b", q="预算公开 2022年").parts}
    assert {"标题就是所查的话", "正是所查的年份"} & labels
    assert "标题就是所查的话" in {part.label for part in _explained(engine, "b", q="预算公开").parts}


@pytest.mark.parametrize(
    ("query", "unmet"),
    [
        ("停水 预算", "“预算”"),
        ("停水 -检修", "不含“检修”"),
        ("停水 年份:2022", "年份：2022"),
        ("标题:市民", "标题：“市民”"),
    ],
)
def test_what_is_missing_is_named(engine: Engine, query: str, unmet: str) -> None:
    """Each requirement that the report doesn't meet is named."""
    explanation = _explained(engine, "a", q=query, step="typed")
    assert [each.shown for each in explanation.standings if not each.is_met] == [unmet]
    assert not explanation.is_found
    assert unmet in explanation.outcome


def test_the_filter_that_excludes_it_is_named(engine: Engine) -> None:
    """A report that matches, but for a filter, says which filter."""
    explanation = _explained(engine, "a", q="停水", issuer="财政局", published_from="2023-01-01")
    assert explanation.rejected_by == ("发布机构：财政局",)
    assert explanation.is_matched
    assert _explained(engine, "a", q="停水", published_to="2023-01-01").rejected_by == ("发布日期：2023-01-01 止",)


def test_no_query_and_no_report(engine: Engine) -> None:
    """Without a query everything is found; of a report that isn't there nothing is said."""
    assert _explained(engine, "a").is_found
    assert explain_report(engine, parse_search([("q", "停水")]), "x") is None


@pytest.mark.parametrize("issuer", ["水务局", "财政局", "教育局"])
def test_a_filtered_search_is_explained_as_it_finds(engine: Engine, issuer: str) -> None:
    """With a filter a search may end with a looser way of matching than without it."""
    asked = {"q": "水务局 储水", "issuer": issuer}
    found = search(engine, parse_search(asked.items()))
    explained = [_explained(engine, each.id, **asked) for each in REPORTS]
    assert {each.report.id for each in explained if each.is_found} == {hit.report.id for hit in found.hits}
    assert {each.step for each in explained} == {found.step}
