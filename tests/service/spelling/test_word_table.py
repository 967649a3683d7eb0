"""The words of an archive, compared with what was typed."""

from __future__ import annotations

import pytest

from service.spelling.word_table import WordTable

TABLE = WordTable({"公积金": 9, "公共": 50, "法治": 40, "法制": 3, "行政复议": 20, "水": 90})


@pytest.mark.parametrize(("typed", "word"), [("工鸡金", "公积金"), ("法制", "法治"), ("行政复义", "行政复议")])
def test_words_of_as_many_characters_come_best_first(typed: str, word: str) -> None:
    """A word is never taken for itself."""
    assert TABLE.replaced(typed, within=9.0, most=1)[0].word == word


@pytest.mark.parametrize("typed", ["公公积金", "公金", "积公金", "公积金额"])
def test_a_character_too_many_or_too_few_or_two_the_wrong_way_round(typed: str) -> None:
    """Each is one slip away from 公积金."""
    assert "公积金" in {each.word for each in TABLE.edited(typed, most=9)}


def test_a_doubled_character_is_likelier_than_one_too_many() -> None:
    """公公积金 has a character twice."""
    doubled, other = (
        min(TABLE.edited(typed, most=9), key=lambda each: each.cost) for typed in ("公公积金", "公积金额")
    )
    assert doubled.cost < other.cost


def test_without_words_nothing_is_meant() -> None:
    """An empty archive knows no words."""
    empty = WordTable({})
    assert empty.replaced("公金", within=9.0, most=3) == list(empty.edited("公金", most=3)) == []
