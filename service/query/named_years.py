"""Years that a query names: 2022年政府工作报告, 二〇二二年政府工作报告, 政府工作报告 2022."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.values.chinese_numeral import DIGIT_CLASS, parse_year
from indexer.analysis import is_run

_DIGITS = re.compile(r"(?:19|20)\d\d")
_SPELLED_OUT = re.compile(rf"[一二][{DIGIT_CLASS}]{{3}}")
_CHARACTERS = 4
_SPELLINGS = (str.maketrans("0123456789", "〇一二三四五六七八九"), str.maketrans("0123456789", "零一二三四五六七八九"))


@dataclass(frozen=True, slots=True)
class NamedYear:
    """A year in a text: its `tokens` there, and the `rest` of the text before and after it, without 年."""

    year: int
    tokens: tuple[str, ...]
    rest: tuple[tuple[str, ...], ...]

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """The year as texts write it, as tokens."""
        digits = str(self.year)
        return ((digits,), *(tuple(digits.translate(each)) for each in _SPELLINGS))


def year_of(pieces: Sequence[tuple[str, ...]]) -> NamedYear | None:
    """Return the first year that one of the pieces between signs names; None where there is none, or it begins a date.

    >>> year_of([("2022", "年", "报", "告")]).rest, year_of([("2022", "年", "3", "月")]), year_of([("号", "2022", "号")])
    ((('报', '告'),), None, None)
    """
    for number, piece in enumerate(pieces):
        for start in range(len(piece)):
            if (found := _year_at(piece, start)) and not _begins_date(piece, found[2]):
                year, end, after = found
                rest = (*pieces[:number], piece[:start], piece[after:], *pieces[number + 1 :])
                return NamedYear(year, piece[start:end], tuple(filter(None, rest)))
    return None


def _year_at(piece: tuple[str, ...], start: int) -> tuple[int, int, int] | None:
    """Return a year that is written from `start`, its end, and where what follows it begins."""
    if _DIGITS.fullmatch(piece[start]):
        follows = piece[start + 1 : start + 2]
        if follows == ("年",):
            return int(piece[start]), start + 1, start + 2
        return (int(piece[start]), start + 1, start + 1) if len(piece) == 1 else None
    end = start + _CHARACTERS
    spelled = "".join(piece[start:end])
    if piece[end : end + 1] == ("年",) and _SPELLED_OUT.fullmatch(spelled) and (year := parse_year(spelled)):
        return year, end, end + 1
    return None


def _begins_date(piece: tuple[str, ...], after: int) -> bool:
    return after < len(piece) and is_run(piece[after])
