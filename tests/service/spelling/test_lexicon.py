"""The words of an archive by how they begin."""

from __future__ import annotations

import pytest

from service.spelling.lexicon import Lexicon

LEXICON = Lexicon(
    {"公积金": 9, "公积金提取": 4, "公斤": 5, "公告": 20, "科技局": 3, "可降解": 7, "2024": 50, "水": 90, "低保": 2}
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("gongjijin", ["公积金", "公积金提取"]),
        ("gongji", ["公积金", "公斤", "公积金提取"]),
        ("kjj", ["可降解", "科技局"]),
        ("gjj", ["公积金", "公积金提取"]),
        ("kejiju", ["科技局"]),
        ("公", ["公告", "公积金", "公斤", "公积金提取"]),
        ("公ji", ["公积金", "公斤", "公积金提取"]),
        ("公jj", ["公积金", "公积金提取"]),
        ("gong积", ["公积金", "公积金提取"]),
        ("gongjj", []),
        ("公积金", ["公积金提取"]),
        ("低", ["低保"]),
        ("保", []),
        ("zz", []),
        ("g", []),
        ("", []),
        ("2024", []),
        ("水", []),
    ],
)
def test_words_are_found_by_how_they_begin(typed: str, words: list[str]) -> None:
    """In characters, pinyin, initials or a mixture; just that before more, then those of most reports."""
    assert LEXICON.beginning(typed, 9) == words


def test_no_more_are_given_than_asked_for() -> None:
    """公 begins four words."""
    assert LEXICON.beginning("公", 1) == ["公告"]


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("gongjijin", "公积金"),
        ("gongjijingonggao", "公积金公告"),
        ("dibaogongjin", "低保公斤"),
        ("gongji", ""),
        ("gongjijinx", ""),
        ("", ""),
    ],
)
def test_letters_are_spelled_by_the_fewest_words(letters: str, text: str) -> None:
    """All of them or none: a word that is only begun is for completions."""
    assert LEXICON.spelled(letters) == text


def test_of_words_that_are_spelled_alike_the_one_is_meant_that_people_say() -> None:
    """Laws say 易燃易爆 more often than 医保, and 剥削 may be read so as well."""
    lexicon = Lexicon({"易爆": 600, "医保": 200, "剥削": 40, "报销": 40})
    assert lexicon.spelled("yibaobaoxiao") == "医保报销"
