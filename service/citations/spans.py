"""Where a draft cites something: 《titles》, with the number in brackets behind them, and numbers that stand alone; what one citation names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from corpus.characters import HAN, fold_dashes, fold_width
from corpus.values.document_number import YEAR_CLOSING, YEAR_OPENING
from corpus.values.partial_date import YEAR
from corpus.values.typed_index_number import INSIDE

LONGEST_TITLE = 200

_TITLE = re.compile(rf"《(?P<title>(?:[^《》\n]|《[^《》\n]*》){{2,{LONGEST_TITLE}}})》")
_NUMBER = (
    rf"[{HAN}·]{{1,24}}\s*{YEAR_OPENING}\s*{YEAR}\s*{YEAR_CLOSING}\s*(?:第\s*)?\d{{1,5}}\s*号"
    rf"|[{HAN}·]{{0,20}}(?:令|公告|通告)\s*(?:第\s*)?[0-9〇一二三四五六七八九十百千]{{1,7}}\s*号"
    rf"|[{HAN}·]{{2,20}}第\s*\d{{1,5}}\s*号令"
)
_DOCUMENT_NUMBER = re.compile(_NUMBER)
_BEHIND = re.compile(rf"\s*[（(]\s*(?P<number>{_NUMBER})[^）)\n]{{0,40}}[）)]")
_INDEX_NUMBER = re.compile(INSIDE)


@dataclass(frozen=True, slots=True)
class Span:
    """A citation from `start` to `end` of a draft: the title, "" for none, and the number as it stands there, "" for none."""

    start: int
    end: int
    title: str = ""
    number: str = ""


def spans(draft: str) -> tuple[Span, ...]:
    """Return the citations of a draft, in its order.

    >>> [(each.title, each.number) for each in spans("依据《城市供水条例》（国务院令第158号）和青水发[2023]8号")]
    [('城市供水条例', '国务院令第158号'), ('', '和青水发[2023]8号')]
    """
    found = list(_titled(draft))
    rest = _blanked(draft, found)
    found += [_alone(draft, each) for each in _INDEX_NUMBER.finditer(_same_length(rest))]
    found += [_alone(draft, each) for each in _DOCUMENT_NUMBER.finditer(_blanked(rest, found))]
    return tuple(sorted(found, key=lambda each: each.start))


def cited_by(text: str) -> Span:
    """Return what a text names that is one citation: its first title and its first number, however far apart; without either, a number as
    people type one.

    >>> [(each.title, each.number) for each in map(cited_by, ("青水发〔2023〕8号《关于停水的通知》", "青水发2023 8", "有关规定"))]
    [('关于停水的通知', '青水发〔2023〕8号'), ('', '青水发2023 8'), ('', '')]
    """
    found = spans(text)
    title, number = (next(filter(None, map(attrgetter(name), found)), "") for name in ("title", "number"))
    typed = text.strip() if not found and any(map(str.isdecimal, text)) else ""
    return Span(0, len(text), title, number or typed)


def _titled(draft: str) -> Iterator[Span]:
    for title in _TITLE.finditer(draft):
        behind = _BEHIND.match(draft, title.end())
        end = behind.end() if behind else title.end()
        yield Span(title.start(), end, title["title"].strip(), behind["number"].strip() if behind else "")


def _alone(draft: str, number: re.Match[str]) -> Span:
    return Span(*number.span(), number=draft[number.start() : number.end()].strip())


def _blanked(text: str, taken: list[Span]) -> str:
    """Return a text of the same length without what was found in it; line ends stand for it, which no number goes over."""
    pieces, end = [], 0
    for each in sorted(taken, key=lambda span: span.start):
        pieces += [text[end : each.start], "\n" * (each.end - each.start)]
        end = each.end
    return "".join([*pieces, text[end:]])


def _same_length(text: str) -> str:
    """Return a text with plain letters, digits and signs, each in its place."""
    folded = {each: fold_dashes(fold_width(each)).upper() for each in set(text)}
    return text.translate({ord(each): plain for each, plain in folded.items() if len(plain) == 1})
