"""How unlikely slips are."""

from __future__ import annotations

import pytest

from service.spelling.slips import ANY, Slips

ALPHABET = "治制清请轻森字大"


def cost(typed: str, meant: str) -> float:
    """Return what it costs to take one character for another of the alphabet."""
    return float(Slips(ALPHABET).costs(typed)[ALPHABET.index(meant)])


@pytest.mark.parametrize(("typed", "meant"), [("治", "治"), ("大", "大")])
def test_what_is_typed_costs_nothing(typed: str, meant: str) -> None:
    """Most characters are no slips."""
    assert cost(typed, meant) == 0


def test_sound_and_shape_together_are_likelier_than_either() -> None:
    """请 sounds and looks like 清; 轻 only sounds like it; 大 neither."""
    assert cost("请", "清") < cost("轻", "清") < cost("大", "清")


def test_near_sounds_are_likelier_than_others() -> None:
    """zi and zhi are confused, sen and zhi are not."""
    assert cost("字", "治") < cost("森", "治") <= ANY


def test_what_has_no_sound_is_like_nothing() -> None:
    """A letter is no slip for a character."""
    assert set(Slips(ALPHABET).costs("a").tolist()) == {ANY}
