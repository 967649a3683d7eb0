"""Characters as layouts give them: those that stand for others, and between which no space is meant."""

from __future__ import annotations

import re
import unicodedata

from corpus.characters import one_line, unified

_BESIDE_WIDE = re.compile(r"(?<=[^\x00-\x7f]) +| +(?=[^\x00-\x7f])")

_SYMBOL_FONTS = {0xF0B7: "·", 0xF0A7: "▪", 0xF06C: "●", 0xF06E: "■", 0xF0D8: "➢", 0xF0FC: "√", 0xF0E0: "→"}
"""Marks of lists in fonts of symbols, which have no number of their own."""


def mended(character: str) -> str:
    """Return what the author typed for a character of a layout: an ideograph for a radical, "" for what only a font knows.

    >>> [mended(character) for character in "⺠民\\uf0b7\\ue001\\ufffe"]
    ['民', '民', '·', '', '']
    """
    code = ord(character)
    if 0xE000 <= code <= 0xF8FF:
        return _SYMBOL_FONTS.get(code, "")
    if code in (0xFFFE, 0xFFFF, 0) or 0xD800 <= code <= 0xDFFF:
        return ""
    return unified(character)


def without_wide_spaces(text: str) -> str:
    """Return a text without the spaces beside characters that need none.

    >>> without_wide_spaces("GB 13271 标准 A B")
    'GB 13271标准A B'
    """
    return _BESIDE_WIDE.sub("", text)


def closes_up(before: str, after: str) -> bool:
    """Return whether two characters beside each other are written without a space between them, as Chinese is.

    >>> closes_up("防", "汛"), closes_up("A", "B"), closes_up("第", "1")
    (True, False, True)
    """
    return _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def in_one_line(text: str) -> str:
    """Return the lines of a heading as one: Chinese goes on without a space where a line ends.

    >>> in_one_line("关于防汛\\n的通知"), in_one_line("Notice\\nNo. 1")
    ('关于防汛的通知', 'Notice No. 1')
    """
    joined = ""
    for line in filter(None, map(one_line, text.splitlines())):
        joined += line if not joined or closes_up(joined[-1], line[0]) else f" {line}"
    return joined
