"""Which characters look alike."""

from __future__ import annotations

from service.spelling.shapes import LIST, same_shape


def test_groups_are_mutual() -> None:
    """已, 己 and 巳 are mistaken for one another."""
    assert {"己", "巳"} <= same_shape("已")
    assert "已" in same_shape("巳")


def test_no_group_names_a_character_twice() -> None:
    """Every line of the list has at least two characters, each once."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert all(len(set(line)) == len(line) > 1 for line in lines)
