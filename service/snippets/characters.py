"""What characters are to fragments and to markup: ends of sentences, white space, accents, wide or unfit for HTML."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

import numpy as np

from indexer.analysis.array_types import Kinds

FULL_STOPS = "。！？；!?"
_SENTENCE_ENDS = FULL_STOPS + ";"
_CLAUSE_ENDS = _SENTENCE_ENDS + "，、："
CLOSERS = "”’」』）)》〉】〕\"'"

SENTENCE, CLAUSE, CLOSER, SPACE, ATTACHED, WIDE, UNPRINTABLE, ESCAPED = (1 << bit for bit in range(8))
"""Ends a sentence; ends a clause or a sentence; closes a quotation; is white space; belongs to the character before it; is
Chinese or punctuation, quotation marks and dashes included, with no spaces around; can't stand in HTML or UTF-8; stands in
HTML as an entity."""

LINE_FEED = 0x0A
JOINER = 0x200D
FIRST_ATTACHED = 0x300
"""No character before it belongs to the one before."""

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_UNPRINTABLE = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))

_MIXED = (range(0x20000), range(0xE0000, 0xE1000))
"""Where characters are of many kinds. Beyond, all of a plane are Chinese, or of no kind; looking at each takes 100 ms."""
_PLANE = 0x10000


@cache
def traits() -> Kinds:
    """Return what each character is, uint8 by code point."""
    table = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    for plane in range(0, table.size, _PLANE):
        table[plane : plane + _PLANE] = _width(chr(plane))
    for code in (code for plane in _MIXED for code in plane):
        table[code] = _unicode_traits(chr(code))
    table[list(_UNPRINTABLE)] |= WIDE | UNPRINTABLE  # shown as U+FFFD, which is wide
    for signs, trait in ((_SENTENCE_ENDS, SENTENCE), (_CLAUSE_ENDS, CLAUSE), (CLOSERS, CLOSER), ("&<>\"'", ESCAPED)):
        table[list(map(ord, signs))] |= trait
    return table


def _unicode_traits(character: str) -> int:
    traits = _width(character)
    if character.isspace():
        traits |= SPACE
    elif ord(character) >= FIRST_ATTACHED and (
        unicodedata.category(character)[0] == "M" or ord(character) in _SKIN_TONES
    ):
        traits |= ATTACHED
    return traits


def _width(character: str) -> int:
    return WIDE if unicodedata.east_asian_width(character) in "WFA" else 0
