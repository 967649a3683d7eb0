"""Queries widened by what their words may mean."""

from __future__ import annotations

import pytest

from corpus.report import Report
from indexer.query import Plan
from service.query.compile import compile_query
from service.search.changed_words import MOST_MEANINGS
from service.search.widening import widened
from service.vocabulary.entries import Entry
from service.vocabulary.vocabulary import Vocabulary
from tests.oracle import MemoryEngine

WORDS = Vocabulary([Entry("甲乙", tuple(f"丙{number}丁" for number in range(9)), both_ways=False, line=1)])


def test_alternatives_are_bounded() -> None:
    """Each costs a search, whatever a list says; what was typed stays first."""
    wide = widened("甲乙", compile_query("甲乙"), WORDS)
    assert wide is not None
    assert len(wide.also) == MOST_MEANINGS
    assert wide.query.first == compile_query("甲乙").match


def test_other_words_rank_below_typed_ones() -> None:
    """A term that was typed keeps its weight, those of the meanings count for less."""
    typed = compile_query("甲乙防汛")
    wide = widened("甲乙防汛", typed, WORDS)
    assert wide is not None
    assert wide.query.rank[: len(typed.rank)] == typed.rank
    others = wide.query.rank[len(typed.rank) :]
    assert max(term.weight for term in others) < max(term.weight for term in typed.rank)


def test_words_beside_a_widened_one_are_still_required() -> None:
    """Who types 甲乙防汛 in one go is not shown what holds 甲乙 alone."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for body in ("甲乙", "丙0丁", "防汛", "丙0丁，防汛"):
            writer.put(Report(body, "a", body=body))
    wide = widened("甲乙防汛", compile_query("甲乙防汛"), WORDS)
    assert wide is not None
    assert [hit.id for hit in engine.search(Plan(wide.query.match)).hits] == ["丙0丁，防汛"]


@pytest.mark.parametrize("typed", ["防汛", '"甲乙" -甲乙', "-甲乙 甲乙", "标题:甲乙", "甲乙 OR 防汛", ""])
def test_what_is_not_a_plain_word_of_the_list_is_left_alone(typed: str) -> None:
    """Quotes, exclusions, prefixes and alternatives say exactly what is wanted."""
    assert widened(typed, compile_query(typed), WORDS) is None


def test_function_words_between_changed_words_need_not_be_there() -> None:
    """了能 in 社保断了能补交吗 is nothing that a report could be about; what is excluded stays excluded."""
    words = Vocabulary(
        [Entry("社保断", ("断缴",), both_ways=False, line=1), Entry("补交", ("补缴",), both_ways=False, line=2)]
    )
    engine = MemoryEngine()
    with engine.write() as writer:
        for body in ("断缴如何补缴", "补缴", "断缴补缴在此"):
            writer.put(Report(body, "a", body=body))

    def found(typed: str) -> list[str]:
        wide = widened(typed, compile_query(typed), words)
        assert wide is not None
        return sorted(hit.id for hit in engine.search(Plan(wide.others)).hits)

    assert found("社保断了能补交吗") == ["断缴如何补缴", "断缴补缴在此"]
    assert found("社保断 补交 -在") == ["断缴如何补缴"]


def test_questions_whose_words_mean_nothing_else_are_asked_as_they_stand() -> None:
    """Their frame is left out anyhow, that of one word at once."""
    for typed in ("甲乙怎么申请", "甲乙防汛水库值班制度落实情况怎么检查"):
        assert widened(typed, compile_query(typed), WORDS) is not None
    assert widened("防汛怎么申请", compile_query("防汛怎么申请"), WORDS) is None


def test_what_a_word_means_is_wished_for_beside_the_rest() -> None:
    """噪声 alone is enough of 楼上噪音 where nothing holds both, and so is 楼上."""
    words = Vocabulary([Entry("噪音", ("噪声",), both_ways=True, line=1)])
    wide = widened("楼上噪音扰民", compile_query("楼上噪音扰民"), words)
    assert wide is not None
    assert wide.query.relaxed is not None
    engine = MemoryEngine()
    with engine.write() as writer:
        for body in ("噪声扰民", "噪音", "楼上", "别的"):
            writer.put(Report(body, "a", body=body))
    assert {hit.id for hit in engine.search(Plan(wide.query.relaxed)).hits} >= {"噪声扰民", "噪音"}
    assert "别的" not in {hit.id for hit in engine.search(Plan(wide.query.relaxed)).hits}


@pytest.mark.parametrize("typed", ["塔电话", "怎么班", "乍么"])
def test_a_character_beside_a_frame_is_no_query(typed: str) -> None:
    """Slips look like that, and whatever holds the character is no answer."""
    assert widened(typed, compile_query(typed), WORDS) is None


def test_a_word_that_means_just_something_else_is_no_piece_as_typed() -> None:
    """It would be counted twice. What is only one of what the other word names, and words beside it, are still laid out with pieces of reports."""
    entries = [
        Entry("甲乙", ("丙丁",), both_ways=True, line=1),
        Entry("戊己", ("丙丁",), both_ways=False, line=2),
    ]
    synonym, kind, beside = (
        widened(typed, compile_query(typed), Vocabulary(entries)) for typed in ("甲乙", "戊己", "甲乙 防汛")
    )
    assert synonym
    assert kind
    assert beside
    assert [each.query.typed for each in (synonym, kind, beside)] == [(), ("戊", "己"), ("甲", "乙", "防", "汛")]


def test_what_is_told_within_a_word_need_not_be_there() -> None:
    """户口 within 外地孩子上学 is told of the children; a report on 随迁子女 need not say it."""
    entry = Entry("外地孩子 上学", ("随迁子女",), both_ways=False, line=1, parts=(("外地",), ("上学",)))
    wide = widened("外地户口上学", compile_query("外地户口上学"), Vocabulary([entry]))
    assert wide
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report("1", "s", body="非本市户口的随迁子女"))
        writer.put(Report("2", "s", body="随迁子女"))
    assert {hit.id for hit in engine.search(Plan(wide.query.match)).hits} == {"1", "2"}
