"""A page of hits as lines for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.cli.search_text import note_lines, search_lines
from service.query.interpretation import Interpretation, Note
from service.query.steps import StepName
from service.search.request import SearchRequest
from service.search.result import Hit, SearchResult
from tests.service.cli.made_up import REPORT

HIT = Hit(REPORT, 1.5, "<mark>停水</mark>公告", ("城东<mark>停水</mark>&amp;检修",))
RESULT = SearchResult(
    request=SearchRequest("停水"),
    total=1,
    hits=(HIT,),
    facets={},
    step=StepName.TYPED,
    interpretation=Interpretation(summary="包含“停水”"),
    took_ms=1.4,
)


def test_a_hit_has_its_rank_metadata_and_snippets() -> None:
    """A hit is numbered; what it lacks leaves no gap."""
    assert search_lines(RESULT, colour=False) == [
        "按此理解：包含“停水”",
        "共 1 条，1 毫秒",
        "",
        "1. 停水公告",
        "   青禾市水务局  2023-07  通知公告  015530468/2023-00066  [a1]",
        "   城东停水&检修",
    ]


@pytest.mark.parametrize(
    ("request_", "total", "hits", "found"),
    [
        (SearchRequest(page=3, page_size=12), 25, (HIT,), "共 25 条，这是第 25 条，1 毫秒"),
        (SearchRequest(page=2), 25, (HIT,) * 10, "共 25 条，这是第 11 至 20 条，1 毫秒"),
        (SearchRequest(page=4), 25, (), "共 25 条，没有第 4 页，1 毫秒"),
        (SearchRequest(), 0, (), "共 0 条，1 毫秒"),
    ],
)
def test_the_hits_shown_are_named(request_: SearchRequest, total: int, hits: tuple[Hit, ...], found: str) -> None:
    """The total comes with which of the hits are on the page, and hits are numbered through all pages."""
    lines = search_lines(replace(RESULT, request=request_, total=total, hits=hits), colour=False)
    assert lines[1] == found
    if hits:
        assert lines[3].startswith(f"{(request_.page - 1) * request_.page_size + 1}. ")


def test_a_long_list_ends_with_ways_to_narrow_it() -> None:
    """Facets with a choice are shown, by the name that --filter takes."""
    facets = {"issuer": tuple((f"机构{number}", 9 - number) for number in range(7)), "year": (("2023", 30),)}
    lines = search_lines(replace(RESULT, total=30, facets=facets), colour=False)
    assert lines[-1] == "发布机构（issuer）：机构0 9，机构1 8，机构2 7，机构3 6，机构4 5，另有 2 个"


def test_a_relaxed_search_says_so() -> None:
    """Hits that lack a word are announced as such; notes name what to know about the query."""
    assert "一部分" in search_lines(replace(RESULT, step=StepName.MOST), colour=False)[1]
    assert note_lines([Note("引号没有成对", 0, 1)]) == ["注意：引号没有成对"]
