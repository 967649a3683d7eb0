"""What every engine must do, whichever it is."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from corpus.report import Report, without_body
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.analysis import opened, tokenize
from indexer.engine import FIRST_BONUS, Engine
from indexer.fields import TEXT_FIELDS
from indexer.query import (
    And,
    AtLeast,
    Between,
    Contains,
    Everything,
    Filter,
    Keyword,
    MostOf,
    Node,
    Not,
    Nothing,
    Or,
    Plan,
    RankTerm,
    Sort,
    TermKind,
    Wish,
)

REPORTS = (
    Report(
        id="budget-2022",
        source="jsonl/a.jsonl",
        title="青禾市财政局２０２２年部门预算公开",
        body="本年收入预算1,286.45万元，其中在建工\n程支出３００万元。详见GB 5749-2022。",
        issuer="青禾市财政局",
        category="财政预决算",
        topic="财政、金融、审计",
        index_number=parse_index_number("015530417/2022-00012"),
        document_number=parse_document_number("青财发[2022]8号"),
        published=PartialDate(2022, 3, 1),
    ),
    Report(
        id="budget-2023",
        source="jsonl/a.jsonl",
        title="青禾市财政局2023年部门预算公开",
        body="本年收入预算1,300万元。預算執行情況良好，待处理事项三件。",
        issuer="青禾市财政局",
        category="财政预决算",
        topic="财政、金融、审计",
        index_number=parse_index_number("015530417/2023-00013"),
        published=PartialDate(2023, 3),
        keywords=("预算", "公开"),
    ),
    Report(
        id="law-2023",
        source="text/law.txt",
        title="法治政府建设年度报告",
        body="推进法治政府建设，①完善制度；②加强监督。",
        issuer="青禾市水务局",
        category="工作报告",
        index_number=parse_index_number("015530417/2023-00013"),
        written=PartialDate(2023, 12, 20),
    ),
    Report(id="bare", source="text/bare.txt", title="停水通知", body="因管道检修，城区停水。"),
)


def fill(engine: Engine, reports: tuple[Report, ...] = REPORTS) -> None:
    """Put `reports` in one session."""
    with engine.write() as writer:
        for report in reports:
            writer.put(report)


def found(engine: Engine, node: Node, **plan: object) -> set[str]:
    """Return the ids a node matches."""
    return {hit.id for hit in engine.search(Plan(node, limit=100, **plan)).hits}


def text(piece: str, *fields: str) -> Contains:
    """Return a node that asks for `piece`."""
    return Contains(tokenize(piece), fields or TEXT_FIELDS)


@pytest.mark.parametrize(
    ("piece", "ids"),
    [
        ("预算", {"budget-2022", "budget-2023"}),
        ("在建工程", {"budget-2022"}),
        ("処理", set()),
        ("处理", {"budget-2023"}),
        ("预算执行情况", {"budget-2023"}),
        ("２０２２年", {"budget-2022"}),
        ("2022", {"budget-2022"}),
        ("22", set()),
        ("水", {"law-2023", "bare"}),
        ("〔2022〕8号", {"budget-2022"}),
        ("青财发〔2022〕8号", {"budget-2022"}),
        ("gb5749", {"budget-2022"}),
        ("1,286.45万元，其中", {"budget-2022"}),
        ("①完善", {"law-2023"}),
        ("②", {"law-2023"}),
        ("；", {"law-2023", "budget-2023"}),
        ("停水。因", set()),
        ("公开青禾", set()),
        ("预算公开青", set()),
    ],
)
def test_contains_matches_literally(engine: Engine, piece: str, ids: set[str]) -> None:
    """A piece finds exactly the reports in which its tokens stand next to one another in one field."""
    fill(engine)
    assert found(engine, text(piece)) == ids


@pytest.mark.parametrize(
    ("piece", "ids"),
    [
        ("22", {"budget-2022"}),
        ("0", {"budget-2022", "budget-2023", "law-2023"}),
        ("度２", set()),
        ("局２0", {"budget-2022", "budget-2023"}),
        ("22年部门", {"budget-2022"}),
        ("86.4", {"budget-2022"}),
        ("b574", {"budget-2022"}),
        ("15530417/2023-000", {"budget-2023", "law-2023"}),
        ("gb 57492", set()),
        ("停水", {"bare"}),
    ],
)
def test_pieces_of_runs_are_found(engine: Engine, piece: str, ids: set[str]) -> None:
    """Where its runs are open, a piece that begins or ends inside a run of letters or digits finds the reports that hold it."""
    fill(engine)
    assert found(engine, Contains(opened(tokenize(piece)), TEXT_FIELDS)) == ids


@pytest.mark.parametrize(
    ("node", "ids"),
    [
        (Everything(), {"budget-2022", "budget-2023", "law-2023", "bare"}),
        (Nothing(), set()),
        (Contains((), TEXT_FIELDS), set()),
        (text("停水", "body"), {"bare"}),
        (text("通知", "body"), set()),
        (Keyword("issuer", "青禾市水务局"), {"law-2023"}),
        (Keyword("issuer", "青禾市"), set()),
        (Keyword("index_number", "015530417/2023-00013"), {"budget-2023", "law-2023"}),
        (Between("year", 2023, None), {"budget-2023", "law-2023"}),
        (Between("year", None, 2022), {"budget-2022"}),
        (Between("published", datetime.date(2022, 3, 1).toordinal(), None), {"budget-2022", "budget-2023"}),
        (Not(text("预算")), {"law-2023", "bare"}),
        (And(()), {"budget-2022", "budget-2023", "law-2023", "bare"}),
        (Or(()), set()),
        (And((text("预算"), Not(text("执行")))), {"budget-2022"}),
        (Or((text("停水"), text("法治"))), {"law-2023", "bare"}),
        (AtLeast(2, (text("预算"), text("执行"), text("停水"))), {"budget-2023"}),
        (AtLeast(0, ()), {"budget-2022", "budget-2023", "law-2023", "bare"}),
        (MostOf(1.0, (Wish(text("预算")), Wish(text("执行")), Wish(text("停水")))), {"budget-2023"}),
        (MostOf(0.5, (Wish(text("预算")), Wish(text("执行")), Wish(text("停水")))), {"budget-2023", "bare"}),
        (MostOf(0.5, (Wish(text("执行")), Wish(text("停水"), 0.4))), {"budget-2023"}),
        (MostOf(1.0, (Wish(text("执行")), Wish(text("预算"))), text("2022")), {"budget-2022"}),
        (MostOf(0.1, (Wish(text("预算")), Wish(text("没有的词")))), {"budget-2022", "budget-2023"}),
        (MostOf(0.0, (Wish(text("没有的词")),)), set()),
        (MostOf(0.0, ()), set()),
    ],
)
def test_nodes_mean_what_they_say(engine: Engine, node: Node, ids: set[str]) -> None:
    """Every kind of node matches the reports its docstring promises."""
    fill(engine)
    assert found(engine, node) == ids


def test_runs_apart_are_not_one_run(engine: Engine) -> None:
    """Letters or digits with a space between are two tokens, and never match the one that they would make together."""
    joined = Report(id="joined", source="s", body="newyork 56 号楼56号")
    apart = Report(id="apart", source="s", body="new york 5 6 号楼5 6号")
    fill(engine, (joined, apart))
    assert found(engine, text("new york")) == found(engine, text("5 6")) == found(engine, text("楼5 6号")) == {"apart"}
    assert found(engine, text("newyork")) == found(engine, text("56")) == found(engine, text("楼56号")) == {"joined"}


def test_facets_are_exact_and_ignore_their_own_filter(engine: Engine) -> None:
    """A facet counts the matches that pass all filters but its own."""
    fill(engine)
    matches = engine.search(
        Plan(
            Everything(),
            filters=(Filter("issuer", values=("青禾市财政局",)), Filter("year", ranges=((2023, 2023),))),
            facets=("issuer", "year", "topic"),
        )
    )
    assert matches.total == 1
    assert matches.facets == {
        "issuer": (("青禾市水务局", 1), ("青禾市财政局", 1)),
        "year": (("2023", 1), ("2022", 1)),
        "topic": (("财政、金融、审计", 1),),
    }


def test_filter_values_add_up(engine: Engine) -> None:
    """Several values, or several ranges, of one filter let any of them through."""
    fill(engine)
    both = Filter("issuer", values=("青禾市财政局", "青禾市水务局", "没有这个单位"))
    years = Filter("year", ranges=((None, 2022), (2023, None)))
    assert found(engine, Everything(), filters=(both,)) == {"budget-2022", "budget-2023", "law-2023"}
    assert found(engine, Everything(), filters=(years,)) == {"budget-2022", "budget-2023", "law-2023"}


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.NEWEST, ["law-2023", "budget-2023", "budget-2022", "bare"]),
        (Sort.OLDEST, ["budget-2022", "budget-2023", "law-2023", "bare"]),
        (Sort.RELEVANCE, ["law-2023", "budget-2023", "budget-2022", "bare"]),
    ],
)
def test_orders_are_total(engine: Engine, sort: Sort, order: list[str]) -> None:
    """Every order is fixed to the last hit: a date of writing counts where none of publication is known, undated reports come last, ties go
    by id.
    """
    fill(engine)
    assert [hit.id for hit in engine.search(Plan(Everything(), sort=sort)).hits] == order


def test_pages_are_slices_of_the_order(engine: Engine) -> None:
    """Offset and limit choose a page; the total stays exact."""
    fill(engine)
    matches = engine.search(Plan(Everything(), sort=Sort.OLDEST, skip=1, limit=2))
    assert [hit.id for hit in matches.hits] == ["budget-2023", "law-2023"]
    assert matches.total == 4
    assert engine.search(Plan(Everything(), skip=9)).hits == ()


def test_title_outweighs_body(engine: Engine) -> None:
    """A word in the title ranks its report above one that has it in the body only."""
    fill(engine, (Report(id="a", source="a", body="防汛工作"), Report(id="b", source="b", title="防汛", body="工作")))
    rank = (RankTerm("防汛", TermKind.GRAM, TEXT_FIELDS), RankTerm("防汛", TermKind.WORD, TEXT_FIELDS))
    assert [hit.id for hit in engine.search(Plan(text("防汛"), rank=rank)).hits] == ["b", "a"]


def test_first_comes_first(engine: Engine) -> None:
    """What `first` matches leads, whatever the scores, and its score shows it."""
    fill(engine)
    plan = Plan(Everything(), rank=(RankTerm("预算", TermKind.GRAM, ("body",)),), first=Keyword("id", "bare"))
    hits = engine.search(plan).hits
    assert hits[0].id == "bare"
    assert hits[0].score >= FIRST_BONUS > hits[1].score > 0


def test_stored_reports_come_back_whole(engine: Engine) -> None:
    """What was put is what get returns."""
    fill(engine)
    assert engine.get(report.id for report in REPORTS) == {report.id: report for report in REPORTS}


@pytest.mark.parametrize("sort", Sort)
def test_hits_come_with_their_reports(engine: Engine, sort: Sort) -> None:
    """A plan that wants reports has with each hit what get returns, taken apart; any other plan has none."""
    fill(engine)
    plan = Plan(Everything(), sort=sort, limit=len(REPORTS), reports=True)
    known = {report.id: report for report in REPORTS}
    hits = engine.search(plan).hits
    assert [(hit.report, hit.body) for hit in hits] == [
        (without_body(known[hit.id]), known[hit.id].body) for hit in hits
    ]
    assert [(hit.id, hit.report, hit.body) for hit in engine.search(replace(plan, reports=False)).hits] == [
        (hit.id, None, "") for hit in hits
    ]
