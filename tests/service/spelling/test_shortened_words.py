"""Words by what is left of them."""

from __future__ import annotations

import pytest

from service.spelling.shortened_words import ShortenedWords

WORDS = ShortenedWords(["公积金", "公共", "公告", "公公积金", "一公里"])


@pytest.mark.parametrize(
    ("left", "words"),
    [
        ("公金", ["公积金"]),
        ("积金", ["公积金"]),
        ("公", ["公共", "公告"]),
        ("公积金", ["公公积金"]),
        ("金公", []),
        ("一公里路程", []),
        ("公j", []),
        ("", []),
    ],
)
def test_a_character_is_left_out_anywhere(left: str, words: list[str]) -> None:
    """In the order given, and one that is there twice once; what is too long for any word, and what is not Chinese, is left of none."""
    assert WORDS.leaving(left, 9) == words


def test_no_more_are_given_than_asked_for() -> None:
    """公 is left of two words."""
    assert WORDS.leaving("公", 1) == ["公共"]
