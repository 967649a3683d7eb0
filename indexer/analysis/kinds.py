"""What kind a folded character is, which decides where tokens begin and end: the one place that says what a run is made of."""

from __future__ import annotations

import re
from functools import lru_cache

SPACE, SINGLE, LETTERS, DIGITS = range(4)
"""Kinds of folded characters: white space, a token by itself, part of a run of letters, part of a run of digits."""

_SCRIPTIO_CONTINUA = re.compile(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u30ff\u3100-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""Scripts written without spaces: each character is a token (Han, kana, bopomofo, and Hangul for simplicity)."""


def kind(character: str) -> int:
    """Return the kind of a folded character.

    >>> [kind(character) for character in " 法，aé2"] == [SPACE, SINGLE, SINGLE, LETTERS, LETTERS, DIGITS]
    True
    """
    if not character.isalnum():
        return SPACE if character.isspace() else SINGLE
    if character.isdecimal():
        return DIGITS
    return SINGLE if _SCRIPTIO_CONTINUA.match(character) else LETTERS


@lru_cache(maxsize=4096)  # a query's characters are asked about some ten times each
def is_run(token: str) -> bool:
    """Return whether a token is a run of letters or digits rather than a single character of its own."""
    return len(token) > 1 or kind(token) >= LETTERS


def is_alphanumeric(token: str) -> bool:
    """Return whether a token is a letter, a digit or a character of a script, not punctuation or a sign."""
    return token[0].isalnum() or "\u3005" <= token[0] <= "\u3007"
