"""What is put above the hits of a query."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from indexer.engine import Engine
from service.best_bets.best_bets import MOST_SHOWN, BestBets, best_bets, faults, recommendation
from service.best_bets.entries import BestBet, read_entries
from service.errors import BadBestBets
from service.search.parameters import parse_search
from tests.oracle import MemoryEngine

REPORT = Report(
    id="b1",
    source="a",
    title="停水通知",
    body="正文。",
    index_number=parse_index_number("015530417/2023-00012"),
    document_number=parse_document_number("青水发〔2023〕8号"),
)


@pytest.fixture
def engine() -> Engine:
    """Return an engine with one report."""
    engine = MemoryEngine()
    with engine.rebuild() as writer:
        writer.put(REPORT)
    return engine


def listed(text: str) -> BestBets:
    """Return the best bets of a list."""
    return BestBets(each for each in read_entries(text) if isinstance(each, BestBet))


@pytest.mark.parametrize("query", ["停水公告", " 停水 公告 ", "停水公吿", "停水公告\u3000"])
def test_just_this_query(query: str) -> None:
    """However it is spaced or which forms of the characters it has."""
    bets = listed("停水公告 = b1")
    assert len(bets.of(query)) == 1
    assert not bets.of(query + "栏")


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("城镇医保怎么报销", True),
        ("报销 医保", True),
        ("医保", False),
        ("医 保 报销", True),
        ("", False),
    ],
)
def test_every_query_that_holds_the_words(query: str, is_shown: bool) -> None:
    """In whatever order, each of them whole."""
    assert bool(listed("医保 报销 → b1").of(query)) == is_shown


def test_digits_and_letters_are_held_whole() -> None:
    """12 is not in 2012, and what a query excludes is not what it asks for."""
    bets = listed("12 → b1\nPM → b1")
    assert (len(bets.of("2012 PM2.5")), len(bets.of("ｐｍ 12"))) == (1, 2)
    assert not listed("停水 → b1").of("公告 -停水", excluded=["停水"])


@pytest.mark.parametrize(
    "name", ["b1", "015530417/2023-00012", "015530417 2023 12", "青水发〔2023〕8号", "青水发[2023]8号"]
)
def test_a_report_is_named_by_id_or_number(engine: Engine, name: str) -> None:
    """However the number is written."""
    (bet,) = listed(f"停水 = {name}").of("停水")
    found = recommendation(engine, bet)
    assert found
    assert found.report
    assert (found.report.id, found.title, found.report.body) == ("b1", "停水通知", "")


def test_what_stands_above_the_hits(engine: Engine) -> None:
    """Each once, what is for just this query first, no more than a few; a report that isn't there is left out."""
    notices = "".join(f"停水 → 通知{number} /n{number}\n" for number in range(9))
    bets = listed(f"停水 → none\n停水 → b1\n{notices}停水 = 安排 https://example.gov.cn\n停水 = b1\n")
    found = bets.recommendations(engine, parse_search([("q", "停水")]), ())
    assert [each.title for each in found] == ["安排", "停水通知", "通知0"]
    assert len(found) == MOST_SHOWN


@pytest.mark.parametrize("more", [("page", "2"), ("year", "2023"), ("published_from", "2023")])
def test_nothing_stands_there_where_something_else_is_wanted(engine: Engine, more: tuple[str, str]) -> None:
    """Not on later pages, not above what a filter left."""
    request = parse_search([("q", "停水"), more])
    assert listed("停水 = b1").recommendations(engine, request, ()) == ()


def test_the_first_wrong_line_stops(tmp_path: Path) -> None:
    """File, line and setting are named; so are those of a file that can't be read at all."""
    path = tmp_path / "best.txt"
    path.write_text("停水 = b1\n停水\n", encoding="utf-8")
    with pytest.raises(BadBestBets, match=r"best\.txt 第 2 行.*search\.best_bets"):
        best_bets(path)
    path.write_bytes("停水安排 = b1".encode("gb18030"))
    with pytest.raises(BadBestBets, match="UTF-8"):
        best_bets(path)
    with pytest.raises(BadBestBets, match=r"none\.txt"):
        best_bets(tmp_path / "none.txt")
    assert best_bets(None).of("停水") == []


def test_every_fault_is_found(engine: Engine) -> None:
    """Lines that can't be read, and those whose report isn't there."""
    found = list(faults(engine, "停水 = b1\n停水 = none\n停水\n停水 → 标题 /a"))
    assert [(each.line, "none" in each.message) for each in found] == [(2, True), (3, False)]
