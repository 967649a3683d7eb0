"""Whole numbers below one hundred and years, as documents write them in characters."""

from __future__ import annotations

import re

_DIGITS = {
    **dict.fromkeys("〇○零◯Ｏ０Oo", 0),
    **{character: value for value, character in enumerate("一二三四五六七八九", start=1)},
    "元": 1,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_TENS = {"十": 1, "拾": 1, "廿": 2, "卅": 3}
DIGIT_CLASS = "〇○零◯Oo一二三四五六七八九"
NUMBER_CLASS = "一二三四五六七八九十廿卅元拾壹贰叁〇○零"


def parse_small_number(text: str) -> int | None:
    """Return the number below one hundred that `text` writes in characters, or None.

    >>> [parse_small_number(text) for text in ("十", "二十", "廿五", "卅一", "三十一", "二〇", "元", "一百")]
    [10, 20, 25, 31, 31, 20, 1, None]
    """
    match = re.fullmatch(r"([一二三四五六七八九]?)([十拾廿卅])([一二三四五六七八九]?)", text)
    if match:
        before, tens, after = match.groups()
        count = _DIGITS[before] if before and tens in "十拾" else _TENS[tens]
        return count * 10 + (_DIGITS[after] if after else 0)
    if 0 < len(text) <= 2 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return None


def parse_year(text: str) -> int | None:
    """Return the four-digit year that `text` writes digit by digit, or None.

    >>> parse_year("二○一九"), parse_year("一九")
    (2019, None)
    """
    if len(text) == 4 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return None
