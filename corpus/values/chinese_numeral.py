"""Whole numbers and years, as documents write them in characters."""

from __future__ import annotations

import re

_ZEROS = "〇○◯零0OoΟοОо"
"""What is typed for 〇: signs, a zero, and the letters O of the Latin, Greek and Cyrillic alphabets."""

_DIGITS = {
    **dict.fromkeys(_ZEROS, 0),
    **{character: value for value, character in enumerate("一二三四五六七八九", start=1)},
    "元": 1,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_TENS = {"十": 1, "拾": 1, "廿": 2, "卅": 3}
DIGIT_CLASS = f"{_ZEROS}一二三四五六七八九"
NUMBER_CLASS = f"{_ZEROS}一二三四五六七八九十廿卅元拾壹贰叁"


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


_UNITS = {"百": 100, "佰": 100, "千": 1000, "仟": 1000}
COUNT_CLASS = f"{NUMBER_CLASS}百佰千仟"
_LARGEST_UNIT = 10_000


def parse_count(text: str) -> int | None:
    """Return the number below ten thousand that `text` writes in characters, with units or digit by digit, or None.

    >>> [parse_count(text) for text in ("一百二十三", "一千零五", "二〇三", "十", "一百一", "百")]
    [123, 1005, 203, 10, None, None]
    """
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, unit, rest = 0, _LARGEST_UNIT, text
    while match := re.match(r"([一二三四五六七八九两])([千仟百佰])", rest):
        if _UNITS[match[2]] >= unit:
            return None
        unit = _UNITS[match[2]]
        total += _DIGITS[match[1]] * unit
        rest = rest[2:]
    if not rest:
        return total or None
    below = parse_small_number(rest.lstrip("〇○零"))
    has_gap = rest[0] in "〇○零"
    if below is None or (unit < _LARGEST_UNIT and below < 10 and not has_gap):
        return None  # 一百一 may be 110 or a slip
    return total + below


def written_count(number: int) -> str:
    """Return how texts write a whole number from 1 to 9,999 in characters.

    >>> [written_count(number) for number in (8, 10, 15, 80, 200, 105, 1050, 1500)]
    ['八', '十', '十五', '八十', '二百', '一百零五', '一千零五十', '一千五百']
    """
    written, has_gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if has_gap else "") + "一二三四五六七八九"[digit - 1] + sign
        has_gap = bool(written) and not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def parse_year(text: str) -> int | None:
    """Return the four-digit year that `text` writes digit by digit, or None.

    >>> parse_year("二○一九"), parse_year("一九")
    (2019, None)
    """
    if len(text) == 4 and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return None
