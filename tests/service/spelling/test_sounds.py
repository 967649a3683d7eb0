"""How characters are read."""

from __future__ import annotations

import pytest

from service.spelling.sounds import SPELLINGS, pronunciations, spellings


@pytest.mark.parametrize(("character", "usual"), [("绿", "lv"), ("公", "gong"), ("国", "guo")])
def test_pronunciations_have_no_tones(character: str, usual: str) -> None:
    """The usual one comes first."""
    assert pronunciations(character)[0] == usual


@pytest.mark.parametrize("other", ["a", "。", "1", ""])
def test_what_is_no_chinese_character_has_no_pronunciation(other: str) -> None:
    """Letters and signs are left alone."""
    assert pronunciations(other) == ()
    assert spellings(f"{other}税a") == ()


def test_spellings_are_bounded() -> None:
    """A phrase of characters with several pronunciations each is not spelled in all ways."""
    assert len(spellings("行长重行长重")) == SPELLINGS
