"""Did you mean, over the sample archive."""

from __future__ import annotations

import pytest

from corpus.report import Report
from service.archive import Archive
from service.search.parameters import parse_search
from service.spelling.known_words import KnownWords
from service.spelling.speller import MOST_CHARACTERS, MOST_STRETCHES, Speller
from tests.oracle import MemoryEngine


@pytest.mark.parametrize(
    ("typed", "meant"), [("退休人圆", "退休人员"), ("高龄津帖 2022", "高龄津贴 2022"), ("gongjijin", "公积金")]
)
def test_what_finds_nothing_is_corrected_at_once(sample_archive: Archive, typed: str, meant: str) -> None:
    """The answer is that of the suggestion, and says so."""
    result = sample_archive.search(parse_search([("q", typed)]))
    assert (result.suggestion, result.corrected, result.total > 0) == (meant, True, True)


def test_a_literal_search_is_left_alone(sample_archive: Archive) -> None:
    """`step=typed` finds what was typed or nothing."""
    result = sample_archive.search(parse_search([("q", "退休人圆"), ("step", "typed")]))
    assert (result.total, result.suggestion, result.corrected) == (0, "", False)


def test_a_phrase_of_right_words_is_offered_what_reports_hold(sample_archive: Archive) -> None:
    """法制政府建设 is a phrase too, whose words reports hold: it is never replaced."""
    result = sample_archive.search(parse_search([("q", "法制政府建设")]))
    assert (result.suggestion, result.corrected, result.total > 0) == ("法治政府建设", False, True)


def test_two_characters_are_no_word_across_the_border_of_two() -> None:
    """原因该 says nothing of 因该: the word is offered, however many reports have that; 应该 itself is meant."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for number in range(6):
            writer.put(Report(f"across-{number}", "a", title=f"原因该公开{number}"))
            writer.put(Report(f"word-{number}", "a", title=f"应该公开{number}"))
    known = KnownWords(engine)
    known.complete()
    speller = Speller(engine, known)
    assert (speller.confused("因该"), speller.confused("应该")) == ("应该", "")


def test_a_pasted_text_is_left_alone(sample_archive: Archive) -> None:
    """Each piece of a query takes as long as a few searches to correct."""
    words = " ".join(["退休人圆", *("高龄津贴", "公积金", "供水", "停水")[: MOST_STRETCHES - 1]])
    assert sample_archive.search(parse_search([("q", words)])).suggestion == words.replace("圆", "员")
    assert sample_archive.search(parse_search([("q", f"{words} 补贴")])).suggestion == ""
    long = "退休人圆 " + "龘" * (MOST_CHARACTERS - 4)
    assert sample_archive.search(parse_search([("q", long)])).suggestion.startswith("退休人员")
    assert sample_archive.search(parse_search([("q", f"{long} 停水")])).suggestion == ""


@pytest.mark.parametrize("typed", ["退休人员", '"退休人圆"', "-退休人圆", "标题:退休人圆"])
def test_only_plain_words_that_find_little_are_looked_at(sample_archive: Archive, typed: str) -> None:
    """Quotes, exclusions and prefixes say exactly what is wanted."""
    assert sample_archive.search(parse_search([("q", typed)])).suggestion == ""


def test_pinyin_is_read_whole_or_not_at_all(sample_archive: Archive) -> None:
    """With blanks between syllables or without; half a query in characters is no help."""
    for typed in ("gong ji jin", "gongji jin", " GongJiJin ", "zhu fang gong ji jin", "zhufanggongjijin"):
        meant = sample_archive.search(parse_search([("q", typed)])).suggestion
        assert meant == ("住房公积金" if "hu" in typed else "公积金")
    assert sample_archive.search(parse_search([("q", "gongjijin qwrtp")])).suggestion == ""
