"""Results as lines for people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.report import Attachment, Report
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.engine import Damage
from service.browse.locate import Candidate, LocateResult
from service.browse.report_page import ReportPage
from service.browse.status import ArchiveStatus
from service.cli.text import damage_lines, locate_lines, note_lines, report_lines, search_lines, status_lines
from service.query.interpretation import Interpretation, Note
from service.query.steps import StepName
from service.search.request import SearchRequest
from service.search.result import Hit, SearchResult

REPORT = Report(
    id="a1",
    source="a.txt",
    title="停水公告",
    body="请储水。",
    index_number=parse_index_number("015530468/2023-00066"),
    category="通知公告",
    issuer="青禾市水务局",
    published=PartialDate(2023, 7),
    keywords=("停水", "检修"),
)
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
PAGE = ReportPage(
    report=replace(REPORT, title="停水\x1b[2J公告", body="请\x1b[2J储水。"),
    title_html="",
    paragraphs_html=(),
    attachments=(Attachment("范围图.pdf", "https://example.org/1.pdf"), Attachment("清单.xls", "")),
    previous=REPORT,
    same_number=(replace(REPORT, id="a2"),),
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


def test_a_report_is_shown_whole() -> None:
    """Metadata, text, attachments and neighbours are there, empty fields are not, and nothing steers the terminal."""
    assert report_lines(PAGE) == [
        "停水[2J公告",
        "索引号：015530468/2023-00066",
        "信息分类：通知公告",
        "发布机构：青禾市水务局",
        "发布日期：2023-07",
        "主题词：停水；检修",
        "来源文件：a.txt",
        "",
        "请[2J储水。",
        "",
        "附件：范围图.pdf  https://example.org/1.pdf",
        "附件：清单.xls",
        "同一索引号：015530468/2023-00066  停水公告  青禾市水务局  2023-07  [a2]",
        "前一个：015530468/2023-00066  停水公告  青禾市水务局  2023-07  [a1]",
    ]
    assert report_lines(ReportPage(REPORT, "", ()))[-1] == "请储水。"


def test_a_number_leads_to_candidates_and_neighbours() -> None:
    """A candidate comes with the reason why it is one."""
    result = LocateResult(
        number="2023-67",
        understood="2023-67",
        message="没有完全相同的索引号。",
        candidates=(Candidate(REPORT, "序号相近", 1),),
        before=replace(REPORT, index_number=None),
    )
    assert locate_lines(result) == [
        "没有完全相同的索引号。",
        "015530468/2023-00066  停水公告  青禾市水务局  2023-07  [a1]（序号相近）",
        "前一个：（无索引号）  停水公告  青禾市水务局  2023-07  [a1]",
    ]


def test_an_empty_index_has_a_status() -> None:
    """An index without reports has no span of dates and no facets."""
    status = ArchiveStatus(0, "whoosh", "0", 2**20, 0, oldest="", newest="", facets={})
    assert status_lines(status) == ["信息 0 条，发布日期 不详 至 不详", "引擎 whoosh，提交 0，0 段，1.0 MB"]


def test_status_of_a_cluster_tells_what_its_colour_means() -> None:
    """Where a cluster keeps the index, its health is told in words."""
    status = ArchiveStatus(1, "opensearch", "1.1", 2**20, 1, oldest="", newest="", facets={}, health="yellow")
    assert "集群状态 yellow：可以检索" in "\n".join(status_lines(status))


def test_damage_is_told_with_what_it_affects_and_what_mends_it_all() -> None:
    """Each damage is a line; a rebuild mends what the ordinary command mends too."""
    found = [
        Damage("a.suoyin", "文件不见了", "suoyin index", count=3),
        Damage("b.suoyin", "存档的校验和不符", "suoyin index --rebuild", tuple(f"r{number}" for number in range(7)), 7),
        Damage("rebuild", "中断的写入留下的，已无用处", "suoyin index"),
    ]
    assert damage_lines(found) == [
        "a.suoyin：文件不见了，受影响的信息 3 条",
        "b.suoyin：存档的校验和不符，受影响的信息 7 条：r0、r1、r2、r3、r4等",
        "rebuild：中断的写入留下的，已无用处",
        "请运行 suoyin index --rebuild。",
    ]
    assert damage_lines(found[:1])[-1] == "请运行 suoyin index。"
    assert damage_lines([]) == ["索引完好。"]
