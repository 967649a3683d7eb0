"""How characters sound."""

from __future__ import annotations

from service.spelling.sounds import near_sound, rhyming, same_sound, spellings


def test_characters_of_one_reading_sound_the_same_whatever_the_tone() -> None:
    """冶 and 也 are ye, 制 and 治 are zhi."""
    assert "也" in same_sound("冶")
    assert "治" in same_sound("制")


def test_initials_and_finals_that_are_confused_are_near() -> None:
    """zi is near zhi, xin near xing."""
    assert "治" in near_sound("字")
    assert "行" in near_sound("新")
    assert "大" not in near_sound("新")


def test_a_rhyme_shares_initial_or_final() -> None:
    """东 and 种 end alike."""
    assert "种" in rhyming("东")


def test_what_is_no_chinese_character_has_no_sound() -> None:
    """Letters and signs are left alone."""
    assert same_sound("a") == near_sound("。") == rhyming("1") == frozenset()
    assert spellings("a税") == []
