"""What characters are."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from service.snippets import characters
from service.snippets.characters import ATTACHED, CLAUSE, CLOSER, ESCAPED, SENTENCE, SPACE, UNPRINTABLE, WIDE, traits


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        ("。", SENTENCE | CLAUSE | WIDE),
        (";", SENTENCE | CLAUSE),
        ("，", CLAUSE | WIDE),
        ("”", CLOSER | WIDE),
        ('"', CLOSER | ESCAPED),
        ("&", ESCAPED),
        ("\n", SPACE),
        ("\u3000", SPACE | WIDE),
        ("\x0b", SPACE | UNPRINTABLE | WIDE),
        ("\0", UNPRINTABLE | WIDE),
        ("\ud800", UNPRINTABLE | WIDE),
        ("\u0301", ATTACHED | WIDE),
        ("\U000e0100", ATTACHED | WIDE),
        ("\U0001f3fb", ATTACHED | WIDE),
        ("税", WIDE),
        ("\U00020000", WIDE),
        ("a", 0),
    ],
)
def test_traits(sign: str, expected: int) -> None:
    """A sign may be several things at once."""
    assert traits()[ord(sign)] == expected


def test_planes_that_are_not_looked_through_hold_nothing_special() -> None:
    """Whatever is assigned there is as wide as the plane's first character, and neither white space nor an accent."""
    looked_through = {code for plane in characters._MIXED for code in plane}
    for code in range(0x20000, sys.maxunicode + 1):
        character = chr(code)
        category = unicodedata.category(character)
        if code in looked_through or category == "Cn":
            continue
        assert not character.isspace()
        assert category[0] != "M"
        assert bool(traits()[code] & WIDE) == (unicodedata.east_asian_width(character) in "WFA")
