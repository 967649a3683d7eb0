"""Numbers as lists show them: the formats of ECMA-376 (ST_NumberFormat) that documents in Chinese use."""

from __future__ import annotations

from collections.abc import Callable

_PLAIN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)
_LARGEST = 9_999
"""Larger numbers are shown as digits; no list is that long."""


def format_number(number: int, form: str) -> str:
    """Return a number in the format of this name; one that is unknown or can't show it gives digits.

    >>> [format_number(12, form) for form in ("chineseCounting", "decimalZero", "upperRoman", "ideographTraditional")]
    ['十二', '12', 'XII', '12']
    >>> format_number(3, "none"), format_number(28, "lowerLetter"), format_number(3, "decimalEnclosedCircle")
    ('', 'bb', '③')
    """
    if form in ("none", "bullet"):
        return ""
    make = _FORMATS.get(form)
    return make(number) if make and 0 < number <= _LARGEST else str(number)


def _counting(digits: str, units: str) -> Callable[[int], str]:
    """Return what counts with units: 一百二十三."""

    def count(number: int) -> str:
        text, gap = "", False
        for unit in (1000, 100, 10, 1):
            digit, number = divmod(number, unit)
            if digit:
                text += (digits[0] if gap and text else "") + digits[digit] + units[len(str(unit)) - 1].strip()
            gap = not digit
        ten = digits[1] + units[1]
        return text[1:] if text.startswith(ten) and units[1] == "十" else text

    return count


def _digits(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(each)] for each in str(number))


def _listed(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


def _letters(first: str) -> Callable[[int], str]:
    """Return what counts by letters, doubled after the last: a … z, aa, bb."""
    return lambda number: chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        text += sign * times
    return text


def _run_of(first: str, count: int) -> str:
    return "".join(chr(ord(first) + offset) for offset in range(count))


_counted = _counting("零一二三四五六七八九", " 十百千")
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "ideographDigital": _digits(_PLAIN),
    "japaneseDigitalTenThousand": _digits(_PLAIN),
    "taiwaneseDigital": _digits(_PLAIN),
    "chineseLegalSimplified": _counting(_LEGAL, " 拾佰仟"),
    "ideographLegalTraditional": _counting(_LEGAL_TRADITIONAL, " 拾佰仟"),
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _listed(_run_of("①", 20)),
    "decimalEnclosedCircleChinese": _listed(_run_of("①", 20)),
    "decimalEnclosedFullstop": _listed(_run_of("⒈", 20)),
    "decimalEnclosedParen": _listed(_run_of("⑴", 20)),
    "ideographEnclosedCircle": _listed(_run_of("㊀", 10)),
}
