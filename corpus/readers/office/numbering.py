"""The numbers that a word processor puts before paragraphs: 一、（一）第一条 stand nowhere in the text of a DOCX file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.layout.characters import closes_up, mended
from corpus.readers.office.word_xml import attribute
from corpus.readers.package import child, children

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_MAX_LEVELS = 9
_MAX_COUNT = 9_999


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: where it starts, the kind of its numbers, and the text around them, where %1 is that of level 1."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None


_ANY_LEVEL = Level()


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """All lists of a document, counting as its paragraphs go by."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._by_number: dict[str, tuple[_List, dict[int, int]]] = {}
        self._begun: set[str] = set()
        self._styled: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)

    def next(self, number: str, level: int) -> str:
        """Return what stands before the next paragraph of a list, "" for none; it counts the paragraph."""
        found = self._by_number.get(number)
        if found is None or not 0 <= level < _MAX_LEVELS:
            return ""
        listed, starts = found
        if number not in self._begun:
            self._begun.add(number)
            for each in starts:
                listed.counts.pop(each, None)
        shape = listed.levels.get(level)
        if shape is None:
            return ""
        first = starts.get(level, shape.start)
        listed.counts[level] = listed.counts.get(level, first - 1) + 1
        for deeper in range(level + 1, _MAX_LEVELS):
            # A level may count on through all of them (0), or start anew below one of the first so many only.
            restart = listed.levels.get(deeper, _ANY_LEVEL).restart
            if restart is None or level < restart:
                listed.counts.pop(deeper, None)
        if shape.kind == "bullet":
            return mended(shape.text[:1] or " ").strip()
        return re.sub(r"%([1-9])", lambda found: self._shown(listed, int(found[1]) - 1, shape), shape.text)

    def of_style(self, style: str) -> tuple[str, int] | None:
        """Return list and level that paragraphs of a style belong to."""
        return self._styled.get(style)

    def _shown(self, listed: _List, level: int, asked: Level) -> str:
        shape = listed.levels.get(level, _ANY_LEVEL)
        count = listed.counts.get(level, shape.start)
        return numeral(count, "decimal" if asked.legal else shape.kind)

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, _List] = {}
        links: dict[str, str] = {}
        styles: dict[str, dict[str, int]] = {}
        for abstract in children(root, "abstractNum"):
            name = attribute(abstract, "abstractNumId")
            own = _List({_whole(attribute(each, "ilvl")): _level(each) for each in children(abstract, "lvl")})
            self._lists[name] = own
            styles[name] = {
                style: _whole(attribute(each, "ilvl"))
                for each in children(abstract, "lvl")
                if (style := attribute(child(each, "pStyle"), "val"))
            }
            if style := attribute(child(abstract, "styleLink"), "val"):
                linked[style] = own
            if style := attribute(child(abstract, "numStyleLink"), "val"):
                links[name] = style
        for number in children(root, "num"):
            abstract_id = attribute(child(number, "abstractNumId"), "val")
            # A list that only names a style counts with the list that defines the style.
            found = linked.get(links.get(abstract_id, "")) or self._lists.get(abstract_id)
            if found is None:
                continue
            name = attribute(number, "numId")
            starts: dict[int, int] = {}
            levels: dict[int, Level] = {}
            for override in children(number, "lvlOverride"):
                level = _whole(attribute(override, "ilvl"))
                start, redefined = child(override, "startOverride"), child(override, "lvl")
                if start is not None:
                    starts[level] = _whole(attribute(start, "val"))
                if redefined is not None:
                    levels[level] = _level(redefined)
            if levels:
                found = _List({**found.levels, **levels}, found.counts)
            self._by_number[name] = found, starts
            for style, level in styles[abstract_id].items() if abstract_id in styles else ():
                self._styled.setdefault(style, (name, level))


def _level(element: etree._Element) -> Level:
    start, restart = child(element, "start"), child(element, "lvlRestart")
    return Level(
        start=_whole(attribute(start, "val")) if start is not None else 1,
        kind=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val"),
        legal=child(element, "isLgl") is not None,
        restart=None if restart is None else _whole(attribute(restart, "val")),
    )


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0


def numeral(count: int, kind: str) -> str:
    """Return a count as a kind of numeral of WordprocessingML (`w:numFmt`); an unknown kind counts in digits.

    >>> [numeral(12, kind) for kind in ("decimal", "chineseCounting", "upperRoman", "lowerLetter", "decimalEnclosedCircle")]
    ['12', '十二', 'XII', 'l', '⑫']
    >>> numeral(205, "chineseCountingThousand"), numeral(12, "chineseLegalSimplified"), numeral(3, "none")
    ('二百〇五', '壹拾贰', '')
    """
    count = min(max(count, 0), _MAX_COUNT)
    if kind in _KINDS and count > 0:
        return _KINDS[kind](count)
    return "" if kind == "none" else f"{count:02d}" if kind == "decimalZero" else str(count)


def _chinese(count: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    text = ""
    pending = False
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        if digit:
            text += (digits[0] if pending and text else "") + digits[digit] + (units[power - 1] if power else "")
            pending = False
        else:
            pending = bool(text)
    return text


def _counting(count: int) -> str:
    text = _chinese(count)
    return text.removeprefix("一") if 10 <= count < 20 else text


def _roman(count: int) -> str:
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    ):
        text += sign * (count // value)
        count %= value
    return text


def _letter(count: int) -> str:
    return chr(ord("A") + (count - 1) % 26) * (1 + (count - 1) // 26 % 10)


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if count <= 20 else str(count)


_KINDS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting"),
        _counting,
    ),
    **dict.fromkeys(("taiwaneseCountingThousand", "koreanCounting", "japaneseDigitalTenThousand"), _counting),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"),
        lambda n: _chinese(n, _LEGAL, "拾佰仟"),
    ),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalFullWidth": lambda n: str(n).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "decimalEnclosedParen": lambda n: f"({n})",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
}


def numbered(number: str, text: str) -> str:
    """Return a paragraph with its number before it.

    >>> numbered("一、", "总则"), numbered("1.", "总则"), numbered("a)", "text")
    ('一、总则', '1.总则', 'a) text')
    """
    return number + ("" if not number or closes_up(number[-1:], text[:1]) else " ") + text
