"""Searches that find nothing to the letter are looked at again, over the sample archive."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engine import Hit, Matches
from indexer.query import Plan, Sort
from service.archive import Archive
from service.query.compile import compile_query
from service.search.parameters import parse_search
from service.search.request import MAX_TYPED, SearchRequest
from service.search.result import SearchResult
from service.search.run import search
from service.search.second_look import Aids, Found
from service.spelling.known_words import KnownWords
from service.spelling.speller import Speller
from service.vocabulary.entries import Entry
from service.vocabulary.vocabulary import Vocabulary
from tests.oracle import MemoryEngine


def ask(archive: Archive, typed: str, **others: str) -> SearchResult:
    """Return the answer of the sample archive."""
    return archive.search(parse_search([("q", typed), *others.items()]))


def archive_of(*titles_and_bodies: tuple[str, str]) -> MemoryEngine:
    """Return an engine with some reports, each under its title."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for title, body in titles_and_bodies:
            writer.put(Report(title, "a", title=title, body=body))
    return engine


def found_in(engine: MemoryEngine, request: SearchRequest) -> SearchResult:
    """Return the answer of an engine with a vocabulary of one line."""
    words = Vocabulary([Entry("泥石流", ("地质灾害",), both_ways=False, line=1)])
    return search(engine, request, Aids(words, Speller(engine, KnownWords(engine))))


MENTIONS = tuple((f"报告之{number}", "谈到泥石流") for number in range(5))
ABOUT = ("地质灾害防治办法", "防治的办法")


def test_few_reports_with_what_was_typed_stand_before_those_that_mean_the_same() -> None:
    """The others come below a heading, and the total says how many hold what was typed."""
    result = found_in(archive_of(*MENTIONS[:2], ABOUT), SearchRequest("泥石流"))
    assert [hit.report.title for hit in result.hits][2:] == [ABOUT[0]]
    assert (result.total, result.as_typed, result.others_from) == (3, 2, 2)
    assert "其中 2 份照原样含有所写的文字，排在前面" in result.widening


def test_words_that_frame_what_is_looked_for_need_not_be_there() -> None:
    """Nobody writes 申请条件 into each report that says who may apply."""
    result = found_in(archive_of(*MENTIONS, ABOUT), SearchRequest("泥石流申请条件"))
    assert (result.total, result.idle) == (6, ("申请条件",))


def test_what_crosses_borders_does_not_stand_before_what_was_widened() -> None:
    """考核 is no 高考, whatever else the report holds of what was typed."""
    result = found_in(archive_of(("甲", "提高考核质量的流程"), ("乙", "今年高考")), SearchRequest("高考流程"))
    assert (result.idle, [hit.report.title for hit in result.hits], result.others_from) == (
        ("流程",),
        ["乙", "甲"],
        None,
    )
    assert [hit.crossed for hit in result.hits] == ["", "提高考核"]


SCATTERED = tuple((f"年报之{number}", f"泥石流{'，各项工作' * 30}，补助") for number in range(6))
NEAR = ("救助办法", "发生地质灾害的，给予补助。")


def test_scattered_words_do_not_stand_before_what_says_the_same() -> None:
    """Six reports have both words a page apart; the one that speaks of both at once, by another word, is found and mixed with them."""
    result = found_in(archive_of(*SCATTERED, NEAR), SearchRequest("泥石流 补助"))
    assert (result.total, result.as_typed, result.others_from) == (7, 6, None)
    assert NEAR[0] in [hit.report.title for hit in result.hits]
    together = [(title, "泥石流补助") for title, _ in SCATTERED]
    assert found_in(archive_of(*together, NEAR), SearchRequest("泥石流 补助")).total == 6


def test_a_frame_that_stands_anywhere_in_reports_need_not_be_there() -> None:
    """Six reports have 遇到 and 塌方 a page apart; the one about 塌方 does without 遇到."""
    scattered = [(f"年报之{number}", f"遇到困难{'，各项工作' * 30}，塌方") for number in range(6)]
    result = found_in(archive_of(*scattered, ("塌方处置办法", "发生塌方的，立即处置。")), SearchRequest("遇到塌方"))
    assert (result.total, result.idle, result.hits[0].report.title) == (7, ("遇到",), "塌方处置办法")


@pytest.mark.parametrize("changes", [{"page": 2, "page_size": 3}, {"page_size": 1}, {"sort": Sort.OLDEST}])
def test_every_page_and_order_of_a_search_finds_the_same(changes: dict[str, Any]) -> None:
    """What is looked for beside what was typed is decided by the first hits, not by those of the page."""
    engine = archive_of(*SCATTERED, NEAR, ("泥石流补助办法", ""))
    first = found_in(engine, SearchRequest("泥石流 补助"))
    assert found_in(engine, SearchRequest("泥石流 补助", **changes)).total == first.total


def test_narrowing_does_not_change_what_is_looked_for() -> None:
    """The title that answers the search counts also where a filter leaves it out."""
    engine = archive_of(NEAR)
    with engine.write() as writer:
        for title, body in SCATTERED:
            writer.put(Report(title, "a", title=title, body=body, published=PartialDate(2020)))
        writer.put(Report("about", "a", title="泥石流补助办法", published=PartialDate(2021)))
    assert found_in(engine, SearchRequest("泥石流 补助")).also == ()
    of_2020 = found_in(engine, SearchRequest("泥石流 补助", published_to=PartialDate(2020).last_day().toordinal()))
    assert (of_2020.total, of_2020.also) == (len(SCATTERED), ())


def test_a_question_is_widened_unless_a_title_has_two_of_its_words() -> None:
    """Who is answered by a title needs no other words."""
    asked = "泥石流以后水库值班制度怎么落实"
    wide = found_in(archive_of(ABOUT, ("年报", "水库值班")), SearchRequest(asked))
    assert wide.also == ("地质灾害",)
    assert found_in(archive_of(ABOUT, ("水库值班制度", "")), SearchRequest(asked)).also == ()


def test_a_title_with_a_word_of_the_same_meaning_is_found_where_no_title_has_what_was_typed() -> None:
    """Five reports mention it, one is about it by its other name."""
    result = found_in(archive_of(*MENTIONS, ABOUT), SearchRequest("泥石流"))
    assert (result.total, result.as_typed, result.also) == (6, 5, ("地质灾害",))
    about = found_in(archive_of(*MENTIONS, ABOUT, ("泥石流预警", "")), SearchRequest("泥石流"))
    assert (about.total, about.also) == (6, ())


def test_what_is_about_it_by_another_name_stays_first_whatever_it_holds_across_borders() -> None:
    """醉酒驾驶 in the text of a rule about it is no reason to put the rule below what mentions 酒驾."""
    words = Vocabulary([Entry("酒驾", ("饮酒后驾驶",), both_ways=False, line=1)])
    engine = archive_of(*((f"报告之{number}", "谈到酒驾") for number in range(5)), ("饮酒后驾驶处理办法", "醉酒驾驶的"))
    result = search(engine, SearchRequest("酒驾"), Aids(words, Speller(engine, KnownWords(engine))))
    assert (result.hits[0].report.title, result.hits[0].crossed) == ("饮酒后驾驶处理办法", "")


def test_words_that_add_no_report_are_said_to_change_the_order() -> None:
    """Five reports mention it, and the one about it by its other name mentions it too: it comes first, and all hold what was typed."""
    result = found_in(archive_of(*MENTIONS, (ABOUT[0], "防治泥石流的办法")), SearchRequest("泥石流"))
    assert (result.total, result.as_typed, result.hits[0].report.title) == (6, 6, ABOUT[0])
    assert result.widening == "也按“地质灾害”排先后，意思相同或相近；没有因此多找到报告。"
    assert "都符合" in result.promise


def test_what_no_other_word_adds_to_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting what would be new takes a tenth of a search for it."""
    engine, searches = archive_of(*MENTIONS, ABOUT), list[Plan]()
    answer = engine.search

    def noted(plan: Plan) -> Matches:
        searches.extend([plan] if plan.limit else [])
        return answer(plan)

    monkeypatch.setattr(engine, "search", noted)
    assert found_in(engine, SearchRequest("泥石流 谈到")).total == len(MENTIONS)
    assert len(searches) == 1
    with engine.write() as writer:
        writer.put(Report("new", "a", title="地质灾害", body="谈到"))
    searches.clear()
    assert found_in(engine, SearchRequest("泥石流 谈到")).total == len(MENTIONS) + 1
    assert len(searches) > 1


def test_filters_do_not_change_what_is_looked_for() -> None:
    """A year without any of the five reports finds none by another word."""
    engine = archive_of(*MENTIONS, ("泥石流预警", ""), ABOUT)
    result = found_in(engine, SearchRequest("泥石流", published_from=1))
    assert (result.total, result.also) == (0, ())


@pytest.mark.parametrize(
    ("typed", "other"), [("退伍", "退役"), ("小升初", "义务教育招生"), ("人社局招聘", "人力资源和社会保障局")]
)
def test_words_that_mean_the_same_are_looked_for_as_well(sample_archive: Archive, typed: str, other: str) -> None:
    """The answer names them, and holds more than the literal one."""
    literal, wide = ask(sample_archive, typed, step="typed"), ask(sample_archive, typed)
    assert other in wide.also
    assert wide.total > (0 if literal.relaxed else literal.total)
    assert literal.also == ()


def test_what_titles_hold_is_never_widened(sample_archive: Archive) -> None:
    """Who types words that reports are about gets these and no others."""
    literal, found = ask(sample_archive, "退役", step="typed"), ask(sample_archive, "退役")
    assert 0 < literal.total == found.total
    assert found.also == ()


def test_quoted_text_is_never_widened(sample_archive: Archive) -> None:
    """Quotes ask for what stands between them."""
    assert ask(sample_archive, '"退伍"').also == ()


def test_narrowing_never_widens(sample_archive: Archive) -> None:
    """政务公开 stands in some reports; a filter that leaves none of them adds no others."""
    assert ask(sample_archive, "政务公开").total
    narrow = ask(sample_archive, "政务公开", issuer="没有这个机构")
    assert (narrow.total, narrow.also) == (0, ())


def test_a_whole_title_is_no_slip() -> None:
    """What is the title of a hit was meant, whatever else looks like it."""
    hits = (Hit("1", 1.0, report=Report(id="1", source="s", title="关于《法制政府》的通知")),)
    found = Found(
        compile_query("关于法制政府的通知"), Matches(1, hits, {}), compile_query("关于法制政府的通知").steps[0]
    )
    assert found.is_title("关于法制政府的通知")
    assert not found.is_title("法制政府")


def test_what_crosses_the_border_of_two_words_stands_below_the_word() -> None:
    """提高考核 holds the characters of 高考 three times, and none of them is about it."""
    crossing, about = (
        ("甲", "提高考核质量，提高考核效率，提高考核水平"),
        ("乙", f"{'各项工作有序推进。' * 9}今年的高考"),
    )
    assert [hit.report.title for hit in found_in(archive_of(crossing, about), SearchRequest("高考")).hits] == [
        "乙",
        "甲",
    ]


def test_what_was_pasted_is_answered_as_it_stands() -> None:
    """Neither other words nor what was probably meant: a text longer than any title says enough."""
    engine = archive_of(*MENTIONS, ABOUT)
    typed = SearchRequest("泥石流申请条件")
    pasted = SearchRequest(f"泥石流申请条件{'，' * MAX_TYPED}")
    assert found_in(engine, typed).idle
    assert not found_in(engine, pasted).idle
    assert found_in(engine, pasted).suggestion == ""


def test_a_word_that_the_vocabulary_knows_is_no_slip() -> None:
    """住建局 is short for an agency, however much like 住建筑 it looks to who counts what reports hold."""
    engine = archive_of(*((f"报告之{number}", "居住建筑规划") for number in range(9)))
    words = Vocabulary([Entry("住建局", ("住房和城乡建设局",), both_ways=False, line=1)])
    speller = Speller(engine, KnownWords(engine))
    assert speller.meant("住建局规划") == "住建筑规划"
    assert Aids(words, speller).meant("住建局规划") == ""
    assert Aids(Vocabulary([]), speller).meant("住建局规划") == "住建筑规划"


def test_what_the_vocabulary_knows_whole_is_no_slip(sample_archive: Archive) -> None:
    """No report has 狗 or 咬人, and some have 有人, which sounds alike: who is bitten by a dog did not mean that."""
    found = ask(sample_archive, "狗 咬人")
    assert (found.suggestion, found.also[:1]) == ("", ("犬只伤人",))


def test_a_title_that_names_it_by_the_way_is_no_report_about_it() -> None:
    """The title of a case or of news may name anything; two titles, or one of little else, say that the word is used for it."""
    about = [
        Found(query, Matches(len(titles), _hits_of(*titles), {}), query.steps[0]).is_about(("泥石流",))
        for query in [compile_query("泥石流")]
        for titles in (
            ["王某诉某镇政府泥石流后房屋安置协议案"],
            ["王某诉某镇政府泥石流后房屋安置协议案", "某镇泥石流后首场招聘会今日在人民广场举行"],
            ["泥石流防治办法"],
        )
    ]
    assert about == [False, True, True]


def test_what_was_probably_meant_is_widened_too(sample_archive: Archive) -> None:
    """Who types 低保 in pinyin is shown what is said of 最低生活保障, as who types it in characters."""
    typed, corrected = ask(sample_archive, "低保"), ask(sample_archive, "dibao")
    assert (corrected.suggestion, corrected.corrected) == ("低保", True)
    assert (corrected.also, corrected.total) == (typed.also, typed.total)


def test_a_word_whose_meaning_stands_beside_it_need_not_be_there() -> None:
    """告政府 beside 行政诉讼 means just that, and its other meanings are not looked for."""
    words = Vocabulary([Entry("告政府", ("行政复议", "行政诉讼"), both_ways=False, line=1)])
    engine = archive_of(("行政诉讼规定", "行政诉讼"), ("行政复议规定", "行政复议"))
    aids = Aids(words, Speller(engine, KnownWords(engine)))
    result = search(engine, SearchRequest("告政府 行政诉讼"), aids)
    assert ([hit.report.title for hit in result.hits], result.also, result.idle) == (["行政诉讼规定"], (), ("告政府",))
    assert search(engine, SearchRequest("告政府"), aids).also == ("行政复议", "行政诉讼")


def _hits_of(*titles: str) -> tuple[Hit, ...]:
    return tuple(Hit(title, 1.0, report=Report(title, "s", title=title)) for title in titles)
