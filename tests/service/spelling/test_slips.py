"""Slips, and how unlikely each is."""

from __future__ import annotations

from service.spelling.lexicon import Lexicon
from service.spelling.slips import alike, as_words, moved, replaced


def test_sound_and_shape_together_are_likelier_than_either() -> None:
    """请 sounds and looks like 清; 轻 only sounds like it."""
    assert alike("清")["请"] < alike("清")["轻"]


def test_a_doubled_character_is_likelier_than_one_too_many() -> None:
    """公公积金 has a character twice."""
    costs = {slip.text: slip.cost for slip in moved("公公积金")}
    assert costs["公积金"] < costs["公公积"]


def test_neighbours_may_have_changed_places() -> None:
    """积公金 is 公积金 with two characters the other way round."""
    assert "公积金" in {slip.text for slip in moved("积公金")}


def test_a_word_is_found_by_its_sound_as_a_whole() -> None:
    """工鸡金 sounds like 公积金."""
    assert [slip.text for slip in as_words("工鸡金", Lexicon([("公积金", 9)]))] == ["公积金"]


def test_remote_sounds_are_tried_only_when_asked() -> None:
    """唷 is yo, 友 you: they only begin alike."""
    assert {slip.text for slip in replaced("动", 0, widely=False)} < {
        slip.text for slip in replaced("动", 0, widely=True)
    }
