"""Years that a query names: 2022年政府工作报告, 二〇二二年政府工作报告, 政府工作报告 2022."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.values.chinese_numeral import DIGIT_CLASS, parse_year
from corpus.values.partial_date import YEAR
from indexer.analysis import is_run, split_words

_DIGITS = re.compile(YEAR)
_SPELLED_OUT = re.compile(rf"[一二][{DIGIT_CLASS}]{{3}}")
_BEGINNINGS = frozenset("12一二")
"""What either begins with."""

_CHARACTERS = 4
_RANGE_SIGNS = ("-", "~", "至", "到")
_SPELLINGS = (str.maketrans("0123456789", "〇一二三四五六七八九"), str.maketrans("0123456789", "零一二三四五六七八九"))


@dataclass(frozen=True, slots=True)
class NamedYear:
    """A year in a text: its `tokens` there, how it is `shown`, and the `rest` of the text before and after it, without 年 or 年度."""

    year: int
    tokens: tuple[str, ...]
    shown: str
    rest: tuple[tuple[str, ...], ...]

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """The year as texts write it, as tokens."""
        digits = str(self.year)
        return ((digits,), *(tuple(digits.translate(each)) for each in _SPELLINGS))


def year_of(pieces: Sequence[tuple[str, ...]]) -> NamedYear | None:
    """Return the first year that one of the pieces between signs names; None where there is none.

    One that begins a date, or an end of a range, is part of something longer.

    >>> year_of([("2022", "年", "度", "报", "告")]).rest, year_of([("2022", "年", "3", "月")])
    ((('报', '告'),), None)
    >>> year_of([("2021", "-", "2025", "年")]), year_of([("号", "2022", "号")])
    (None, None)
    """
    for number, piece in enumerate(pieces):
        for start, token in enumerate(piece):
            if token[0] not in _BEGINNINGS:
                continue
            end = _end_of_year(piece, start)
            after = end + _size_of_year_word(piece[end:])
            if end > start and (after > end or _is_bare_year(piece, start, end)) and not _goes_on(piece, start, after):
                year = int(piece[start]) if end == start + 1 else parse_year("".join(piece[start:end]))
                rest = (*pieces[:number], piece[:start], piece[after:], *pieces[number + 1 :])
                shown = f"{year}年" if after > end else f"{year}"
                return NamedYear(year, piece[start:end], shown, tuple(filter(None, rest))) if year else None
    return None


def _end_of_year(piece: tuple[str, ...], start: int) -> int:
    """Return where the digits end that write a year from `start` on; `start` where none does."""
    if _DIGITS.fullmatch(piece[start]):
        return start + 1
    return start + _CHARACTERS if _SPELLED_OUT.fullmatch("".join(piece[start : start + _CHARACTERS])) else start


def _size_of_year_word(tokens: tuple[str, ...]) -> int:
    """Return how many tokens of 年 or 年度 stand at the front: in 年度假区 it is one."""
    if tokens[:1] != ("年",):
        return 0
    return 2 if tokens[1:2] == ("度",) and split_words(tokens[1:])[0] == "度" else 1


def _is_bare_year(piece: tuple[str, ...], start: int, end: int) -> bool:
    """Return whether digits without 年 are a year: at the end, or before a word; in 2022级 and 第2022号 they count something."""
    if end - start > 1:
        return False
    return end == len(piece) or (start == 0 and len(split_words(piece[end:])[0]) > 1)


def _goes_on(piece: tuple[str, ...], start: int, after: int) -> bool:
    """Return whether a year is part of something longer: digits, or the sign of a range, stand before or after it."""
    before, behind = piece[max(start - 1, 0) : start], piece[after : after + 1]
    return any(is_run(token) or token in _RANGE_SIGNS for token in (*before, *behind))
