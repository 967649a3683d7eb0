"""The words that unquoted text must be found by: no character of it is left out but signs between words and function words.

A single character that word splitting leaves over is wanted next to its neighbour, as it was typed: 人社局 and not only 社局. `loose_words`
are for when nothing has them so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby

from indexer.analysis import is_alphanumeric, is_chinese, is_run, split_words
from service.query.function_words import FUNCTION_WORDS

_JOINTS = frozenset(".-/_@&")
"""Signs that hold neighbouring letters and digits together as one thing: 2023-00827, PM2.5, name@example."""

_LOOSE_JOINTS = frozenset(":~×+·°'")
"""Signs that do so too, as long as anything holds it like this: 8:30, 10~20, 3×4, 1+3+N, K12+350."""

_BEFORE_NUMBERS = frozenset("≥≤±¥$€£")
"""Signs that belong to the number behind them, likewise: ≥90%, ±3mm, ¥500."""

_PERCENT = frozenset("%‰")

_CALENDAR = ("年度", "月份", "年", "月", "日", "号", "周岁", "岁")
"""What after a number is taken off first: 2023年青禾市 is not about 年青, nor 58岁女工 about 岁女."""

_UNITS = frozenset(
    [
        "元",
        "万元",
        "亿元",
        "万亿元",
        "千元",
        "百元",
        "美元",
        "亿",
        "万",
        "万亿",
        "倍",
        "吨",
        "万吨",
        "亿吨",
        "公斤",
        "千克",
        "克",
        "米",
        "公里",
        "千米",
        "毫米",
        "平方米",
        "平方公里",
        "立方米",
        "公顷",
        "亩",
        "万亩",
        "千瓦",
        "千瓦时",
        "万千瓦",
        "人",
        "万人",
        "人次",
        "万人次",
        "户",
        "万户",
        "家",
        "个",
        "个月",
        "岁",
        "周岁",
        "天",
        "小时",
        "分钟",
        "分",
        "分贝",
        "条",
        "项",
        "件",
        "次",
        "届",
        "期",
        "级",
        "类",
        "年级",
        "号楼",
        "号线",
        "度",
    ]
)
"""Words that say of what a number before them is."""

_LEANING_ON_NEXT = frozenset(
    "不未非无新老旧副总大小多高低双单原本各每首再可需应免零第超全"
    "交办领报买卖租缴查找开装进告转补贷盖建修养种考上做打投申"
)
"""Characters that belong to the word after them rather than to the one before: 副市长, 新农合, 第一, and verbs: 交社保, 装电梯."""


class _Kind(Enum):
    RUN = "letters, digits and what joins them"
    WORD = "a word of several characters"
    UNIT = "the unit of the number before it"
    SINGLE = "a character left over"
    FUNCTION = "a character that is a function word"


@dataclass(frozen=True, slots=True)
class _QueryPart:
    tokens: tuple[str, ...]
    kind: _Kind


def pieces(sequence: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return a word's tokens split at punctuation, except at a sign that belongs to letters or digits beside it."""
    found: list[list[str]] = [[]]
    for position, token in enumerate(sequence):
        if is_alphanumeric(token) or _belongs_to_runs(sequence, position):
            found[-1].append(token)
        elif found[-1]:
            found.append([])
    return [tuple(piece) for piece in found if piece]


def _belongs_to_runs(sequence: tuple[str, ...], position: int) -> bool:
    before = sequence[position - 1] if position else ""
    after = sequence[position + 1] if position + 1 < len(sequence) else ""
    if sequence[position] in _PERCENT:
        return before.isdecimal()
    if sequence[position] == ",":  # of thousands: 1,286
        return before.isdecimal() and after.isdecimal() and len(before) < 4 and len(after) == 3
    if sequence[position] in _BEFORE_NUMBERS:
        return after.isdecimal()
    joins = sequence[position] in _JOINTS or sequence[position] in _LOOSE_JOINTS
    return joins and bool(before and after) and is_run(before) and is_run(after)


def required_words(piece: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what of a piece must occur: words, numbers with their units, and no single character but with its neighbour."""
    required: list[tuple[str, ...]] = []
    for are_function_words, neighbours in groupby(_parts(piece), lambda part: part.kind is _Kind.FUNCTION):
        if not are_function_words:
            required.extend(_glued(list(neighbours)))
    return required or [piece]


def loose_words(piece: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return what of a piece must occur when single characters need not: neighbouring runs together, unless by a loose joint, and words."""
    kept = [part for part in _parts(piece) if len(part.tokens) > 1 or part.kind is _Kind.RUN]
    return [tokens for part in kept for tokens in _loosened(part)] or [piece]


def _loosened(part: _QueryPart) -> list[tuple[str, ...]]:
    """Return the tokens of a part, of runs those between signs that need not be there."""
    if part.kind is not _Kind.RUN:
        return [part.tokens]
    between = groupby(part.tokens, lambda token: token in _LOOSE_JOINTS or token in _BEFORE_NUMBERS)
    return [tuple(tokens) for is_sign, tokens in between if not is_sign]


def idle_words(piece: tuple[str, ...]) -> list[str]:
    """Return the function words of one character in a piece, which need not occur beside other words."""
    parts = _parts(piece)
    idle = [part.tokens[0] for part in parts if part.kind is _Kind.FUNCTION]
    return idle if len(idle) < len(parts) else []


def _glued(parts: list[_QueryPart]) -> Iterator[tuple[str, ...]]:
    """Yield the tokens of neighbouring parts, those in one that must stand together."""
    together = parts[0].tokens
    for number in range(1, len(parts)):
        if (
            parts[number].kind is _Kind.UNIT
            or _goes_on_a_date(parts, number)
            or _leans(parts, number - 1, 1)
            or _leans(parts, number, -1)
        ):
            together += parts[number].tokens
        else:
            yield together
            together = parts[number].tokens
    yield together


def _goes_on_a_date(parts: Sequence[_QueryPart], number: int) -> bool:
    """Return whether a number is the month or the day of a date whose beginning stands before it."""
    if number + 1 == len(parts) or parts[number].kind is not _Kind.RUN:
        return False
    before, after = "".join(parts[number - 1].tokens), "".join(parts[number + 1].tokens)
    return (before, after) in (("年", "月"), ("月", "日"))


def _leans(parts: Sequence[_QueryPart], number: int, side: int) -> bool:
    """Return whether a part is a left-over character that belongs to the part on a side of it."""
    if parts[number].kind is not _Kind.SINGLE:
        return False
    if number in (0, len(parts) - 1):
        return True
    return (side > 0) == (parts[number].tokens[0] in _LEANING_ON_NEXT)


@lru_cache(maxsize=64)  # asked for three times of each piece
def _parts(piece: tuple[str, ...]) -> tuple[_QueryPart, ...]:
    """Return the words of a piece and what is between them; left-over characters side by side are one word."""
    return tuple(_read_parts(piece))


def _read_parts(piece: tuple[str, ...]) -> Iterator[_QueryPart]:
    number = False
    for kind, group in groupby(_split(piece), lambda part: part.kind):
        for part in _singles_joined(group) if kind is _Kind.SINGLE else group:
            is_unit = number and "".join(part.tokens) in _UNITS
            yield _QueryPart(part.tokens, _Kind.UNIT) if is_unit else part
            number = part.kind is _Kind.RUN and part.tokens[-1].isdecimal()


def _singles_joined(group: Iterable[_QueryPart]) -> list[_QueryPart]:
    tokens = tuple(part.tokens[0] for part in group)
    return [_QueryPart(tokens, _Kind.SINGLE if len(tokens) == 1 else _Kind.WORD)]


def _split(piece: tuple[str, ...]) -> Iterator[_QueryPart]:
    after_number = False
    for kind, group in groupby(piece, _sort):
        stretch = tuple(group)
        if kind == "run":
            percent = tuple(token for token in stretch[-1:] if token in _PERCENT)
            yield _QueryPart(stretch[: len(stretch) - len(percent)], _Kind.RUN)
            yield from (_QueryPart((sign,), _Kind.UNIT) for sign in percent)
        elif kind == "other":
            yield _QueryPart(stretch, _Kind.WORD if len(stretch) > 1 else _Kind.SINGLE)
        else:
            unit = _calendar_unit(stretch) if after_number else ()
            if unit:
                yield _QueryPart(unit, _Kind.UNIT)
            yield from map(_word, split_words(stretch[len(unit) :]))
        after_number = stretch[-1].isdecimal()


def _sort(token: str) -> str:
    if is_run(token) or not is_alphanumeric(token):
        return "run"
    return "words" if is_chinese(token) else "other"


def _calendar_unit(stretch: tuple[str, ...]) -> tuple[str, ...]:
    text = "".join(stretch)
    return tuple(next((unit for unit in _CALENDAR if text.startswith(unit)), ""))


def _word(word: str) -> _QueryPart:
    if len(word) > 1:
        return _QueryPart(tuple(word), _Kind.WORD)
    return _QueryPart((word,), _Kind.FUNCTION if word in FUNCTION_WORDS else _Kind.SINGLE)
