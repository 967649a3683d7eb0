"""The words of an archive by sound and beginning."""

from __future__ import annotations

import pytest

from service.spelling.lexicon import Lexicon

LEXICON = Lexicon([("公积金", 9), ("公斤", 5), ("公告", 20), ("科技局", 3), ("2024", 50), ("水", 90)])


def test_only_chinese_words_of_two_characters_and_more_are_known() -> None:
    """Numbers and single characters are no words to offer."""
    assert set(LEXICON.counts) == {"公积金", "公斤", "公告", "科技局"}


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("gongjijin", ["公积金"]),
        ("gongji", ["公积金", "公斤"]),
        ("kjj", ["科技局"]),
        ("kejiju", ["科技局"]),
        ("zz", []),
    ],
)
def test_pinyin_and_initials_lead_to_words(letters: str, words: list[str]) -> None:
    """A word is found by the beginning of its pinyin, or by all its initials."""
    assert LEXICON.spelled(letters) == words


def test_a_character_too_few_is_found() -> None:
    """公金 lacks a character of 公积金."""
    assert list(LEXICON.lacking_one("公金")) == ["公积金"]


def test_beginnings_come_most_frequent_first() -> None:
    """公 begins three words."""
    assert LEXICON.beginning("公") == ["公告", "公积金", "公斤"]
