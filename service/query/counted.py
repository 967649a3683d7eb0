"""Numbers with what they count: who types 80岁 or 30天 means the 八十周岁 and 三十日 of laws as well, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corpus.values.chinese_numeral import COUNT_CLASS, parse_count, written_count
from indexer.analysis import tokenize

_COUNTED: Mapping[str, tuple[str, ...]] = {
    "岁": ("岁", "周岁"),
    "周岁": ("周岁", "岁"),
    "天": ("天", "日以上", "日以下", "日内"),
    "个月": ("个月",),
    "年": ("年",),
    "小时": ("小时",),
    "个小时": ("小时", "个小时"),
    "分钟": ("分钟",),
    "元": ("元",),
    "块": ("元",),
    "块钱": ("元",),
    "万": ("万元",),
    "万元": ("万元",),
    "亿元": ("亿元",),
    "倍": ("倍",),
    "次": ("次",),
    "人": ("人",),
    "米": ("米",),
    "公里": ("公里",),
    "平方米": ("平方米",),
    "平米": ("平方米",),
    "吨": ("吨",),
    "亩": ("亩",),
    "%": ("%",),
}
"""How texts write what a number counts that is typed so. 日 and 月 behind a number are mostly dates: 三十日内 is none."""

_UNITS = "|".join(sorted(_COUNTED, key=len, reverse=True))
_DIGITS = re.compile(rf"([1-9]\d{{0,3}})({_UNITS})")
_CHARACTERS = re.compile(rf"([{COUNT_CLASS}两]+)({_UNITS})")
_ARTICLE = re.compile(rf"第?(?:([1-9]\d{{0,3}})|([{COUNT_CLASS}]+))条")
"""An article of a law: 39条 is the 第三十九条 of the law, not one of 39."""

_BEGINNINGS = frozenset(f"0123456789{COUNT_CLASS}两第")
"""What all that is counted begins with; most words don't."""

_LAST_YEARS = 99
"""Years that are counted; larger numbers are years of the calendar."""

_PERCENT = "%"

_ENDS_OF_OTHERS = (5, 10)
"""Numbers that are looked for in digits alone: most of what ends in 五日 and 十日 are fifteen, twenty and thirty days."""


def other_writings(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return how else texts write a number with what it counts, as tokens; nothing for other texts.

    >>> ["".join(each) for each in other_writings(("80", "岁"))]
    ['80周岁', '八十岁', '八十周岁']
    >>> other_writings(("2022", "年")), other_writings(("百", "分", "之", "十"))
    ((), (('10', '%'),))
    """
    if tokens[0][0] not in _BEGINNINGS:
        return ()
    text = "".join(tokens)
    writings = dict.fromkeys(tokenize(each) for each in _writings(text) if each != text)
    return tuple(writings)


def _writings(text: str) -> Iterator[str]:
    if text.startswith("百分之") and (count := parse_count(text.removeprefix("百分之"))):
        yield f"{count}{_PERCENT}"
    if article := _ARTICLE.fullmatch(text):
        number = int(article[1]) if article[1] else parse_count(article[2])
        yield from (f"第{number}条", f"第{written_count(number)}条") if number else ()
        return
    found = _DIGITS.fullmatch(text) or _CHARACTERS.fullmatch(text)
    count = (int(found[1]) if found[1].isdecimal() else parse_count(found[1].replace("两", "二"))) if found else None
    if not (found and count) or (found[2] == "年" and count > _LAST_YEARS):
        return
    if found[2] == _PERCENT:
        yield from (f"{count}{_PERCENT}", f"百分之{written_count(count)}")
        return
    yield from (f"{number}{unit}" for number in _numbers(count) for unit in _COUNTED[found[2]])


def _numbers(count: int) -> tuple[str, ...]:
    if count in _ENDS_OF_OTHERS:
        return (str(count),)
    return (str(count), *(["两"] if count == 2 else []), written_count(count))
