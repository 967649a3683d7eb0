"""Words that stand only across the border of others are told from words, on texts of our own and in whole searches."""

from __future__ import annotations

import pytest

from corpus.report import Report
from indexer.query import Sort
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.run import search
from service.search.word_borders import Crossing, crossings
from tests.oracle import MemoryEngine


def looked_at(body: str, *words: str, title: str = "", hits: int = 1) -> Crossing | None:
    """Return what is said of a report with this body."""
    report = Report("1", "a", title=title, body=body)
    return crossings([(report, body)] * hits, words)[-1]


@pytest.mark.parametrize(
    ("body", "word", "crossed"),
    [
        ("提高考核质量", "高考", "提高考核"),
        ("今年高考报名", "高考", ""),
        ("过去年度的总结", "去年", "过去年度"),
        ("做好和服务对象的联系", "和服", "和服务"),
        ("醉酒驾驶机动车的", "酒驾", "醉酒驾驶"),
        ("查处酒驾行为", "酒驾", ""),
        ("因中断缴纳社会保险费", "断缴", "中断缴纳"),
        ("社保断缴后可以补缴", "断缴", ""),
        ("由市人社局办理", "人社", ""),
        ("公租房申请", "租房", ""),
    ],
)
def test_a_word_crosses_a_border_where_other_words_begin_or_end_inside_it(body: str, word: str, crossed: str) -> None:
    """A word that the dictionary lacks does only where words hold all of its characters: what is left over may be its neighbour."""
    assert looked_at(body, word) == (Crossing(word, crossed) if crossed else None)


def test_one_place_as_a_word_is_enough() -> None:
    """Also where it is broken by the end of a line, or in the title."""
    assert looked_at("提高考核质量，参加高\n考", "高考") is None
    assert looked_at("提高考核质量", "高考", title="高考公告") is None


def test_any_of_the_words_may_cross() -> None:
    assert looked_at("提高考核质量的政策", "政策", "高考") == Crossing("高考", "提高考核")


def test_nothing_is_said_of_what_was_not_looked_at() -> None:
    """A long body may hold the word further on, and so may many places."""
    assert looked_at("提高考核，" * 51, "高考", hits=10) is None
    assert looked_at("提高考核，" * 50, "高考", hits=10) is not None
    assert looked_at("提高考核，" + "他" * 5_000, "高考", hits=100) is None
    assert looked_at("提高考核，" + "他" * 5_000, "高考", hits=10) is not None


def found(typed: str, sort: Sort = Sort.RELEVANCE) -> SearchResult:
    """Return the answer of three reports, one of which drives drunk without the short word for it."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for title, body in (
            ("甲", "醉酒驾驶的处罚，醉酒驾驶的后果，醉酒驾驶的责任"),
            ("乙", f"{'各项工作有序推进。' * 9}查处酒驾行为"),
            ("丙", "酒后开车"),
        ):
            writer.put(Report(title, "a", title=title, body=body))
    return search(engine, SearchRequest(typed, sort=sort))


def test_hits_that_hold_it_only_so_stand_below_a_heading() -> None:
    """The index can't tell: 酒驾 is no word of the dictionary."""
    result = found("酒驾")
    assert [(hit.report.title, hit.crossed) for hit in result.hits] == [("乙", ""), ("甲", "醉酒驾驶")]
    headings = ["", "以下报告中的“酒驾”不是一个词，只是前后两个词的字连在一起，如“醉酒驾驶”"]
    assert [result.heading_above(index) for index in range(2)] == headings


def test_another_order_is_kept() -> None:
    """Who sorts by date gets that order, and no heading in its middle."""
    result = found("酒驾", Sort.OLDEST)
    assert sorted(hit.crossed for hit in result.hits) == ["", "醉酒驾驶"]
    assert result.crossing_from is None


def test_longer_queries_and_those_of_fewer_words_are_not_looked_at() -> None:
    """Where not all words need be there, nothing is said of one."""
    assert not any(hit.crossed for hit in found("醉酒驾驶").hits)
    assert not any(hit.crossed for hit in found("如何处罚酒驾").hits)
