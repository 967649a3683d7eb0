"""How cells show numbers and days (ECMA-376, 18.8.30): the codes that percentages, amounts and days in Chinese have."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN: Mapping[int, str] = {
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    31: 'yyyy"年"m"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Codes that a Chinese workbook names by number only."""

_LONGEST = 200
"""Characters of a code that is looked at."""

_LARGEST = 1e15
_MOST_DECIMALS = 10
"""With so many decimal places the largest number has fewer digits than Decimal keeps."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|[()]')
_NUMBER = re.compile(
    r"(?P<before>[^#0?,.%]*)(?P<whole>[#0?,]*)(?:\.(?P<part>[0#?]+))?(?P<percent>%?)(?P<after>[^#0?,.%]*)"
)
_OF_DAYS = re.compile("yyyy|yy|y|mm|m|dd|d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown: its decimal places, whether commas part thousands, and what stands before and behind it."""

    decimals: int
    thousands: bool
    percent: bool
    before: str = ""
    after: str = ""

    def shown(self, value: float) -> str:
        """Return a number as it is shown, "" for one that is too large.

        >>> NumberFormat(2, thousands=True, percent=False).shown(1234567.5), NumberFormat(1, False, True).shown(0.125)
        ('1,234,567.50', '12.5%')
        """
        if not abs(value) < _LARGEST:
            return ""
        number = Decimal(repr(value)) * (100 if self.percent else 1)
        rounded = number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{self.before}{rounded:{',' if self.thousands else ''}f}{'%' if self.percent else ''}{self.after}"


@dataclass(frozen=True, slots=True)
class DayFormat:
    """How a day is shown: a pattern of years, months and days with Chinese words."""

    pattern: str

    def shown(self, value: datetime.date) -> str:
        """Return a day as it is shown.

        >>> DayFormat("yyyy年m月").shown(datetime.date(2023, 4, 1))
        '2023年4月'
        """
        return _OF_DAYS.sub(lambda found: _part_of_day(found[0].lower(), value), self.pattern)


Format = NumberFormat | DayFormat


def _part_of_day(code: str, day: datetime.date) -> str:
    number = {"y": day.year if len(code) > 2 else day.year % 100, "m": day.month, "d": day.day}[code[0]]
    return f"{number:02d}" if len(code) == 2 else str(number)


def format_of_code(code: str) -> Format | None:
    """Return what a code says of its first kind of values, None for what shows them as they are, or as nothing simple.

    >>> format_of_code('#,##0.00"元"'), format_of_code("0.0%_ ")
    (NumberFormat(decimals=2, thousands=True, percent=False, before='', after='元'), NumberFormat(decimals=1, thousands=False, percent=True, before='', after=''))
    >>> format_of_code('[$-F800]yyyy"年"m"月"d"日"'), format_of_code("General"), format_of_code("yyyy-mm-dd"), format_of_code("0")
    (DayFormat(pattern='yyyy年m月d日'), None, None, None)
    """
    first = code[:_LONGEST].split(";")[0]
    plain = _LITERAL.sub(lambda found: found[1] or found[2] or "", first).strip(" @")
    if "年" in plain or "月" in plain:
        left = _OF_DAYS.sub("", plain)
        return None if re.search(r"[a-z0#]", left, re.IGNORECASE) else DayFormat(plain)
    found = _NUMBER.fullmatch(plain)
    if found is None or re.search("[A-Za-z/:]", plain) or not found["whole"]:
        return None
    decimals = len(found["part"] or "")
    if decimals > _MOST_DECIMALS:
        return None
    is_plain = not decimals and not found["percent"] and "," not in found["whole"]
    if is_plain or "#" in (found["part"] or "") or "?" in plain or found["whole"].endswith(","):
        return None
    return NumberFormat(
        decimals, "," in found["whole"], bool(found["percent"]), found["before"], found["after"].rstrip()
    )
