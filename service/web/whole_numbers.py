"""Whole numbers that requests say, of a bounded size: Python refuses to read those of thousands of digits, and nothing of ours has more than some."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter

MOST = 2**63 - 1
"""The greatest number that the ledger's file can hold."""

_MOST_DIGITS = 12


class PathNumber(IntegerConverter):
    """A number in a path, of up to twelve digits; a path with a longer one leads nowhere."""

    regex = rf"[0-9]{{1,{_MOST_DIGITS}}}"


def number(text: str, otherwise: int = 0) -> int:
    """Return the number that a text says, at most the greatest there can be; `otherwise` where it is none.

    >>> number("12"), number("x", -1), number("9" * 5_000) == MOST
    (12, -1, True)
    """
    return min(int(text[: len(str(MOST)) + 1]), MOST) if text.isascii() and text.isdecimal() else otherwise
