"""The outline of a long text: the headings that official documents number their parts with, each with what belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.values.chinese_numeral import COUNT_CLASS

MOST_SECTIONS = 80
"""Sections of an outline. Where a text has more headings, those of its lowest levels are left out, then every other one or more."""

LONGEST_HEADING = 40
"""Characters; a longer heading ends at its first stop or here."""

_COUNT = rf"[{COUNT_CLASS}]{{1,7}}"
_ALONE = r"(?=[\s:：]|\S{1,30}$)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"第(?:{_COUNT}|\d{{1,3}})(?:分编|编|篇|部分){_ALONE}",
        rf"第(?:{_COUNT}|\d{{1,3}})章{_ALONE}",
        rf"第(?:{_COUNT}|\d{{1,3}})节{_ALONE}",
        rf"{_COUNT}、(?=\S)",
        rf"[（(]{_COUNT}[）)](?=\S)",
        rf"第(?:{_COUNT}|\d{{1,4}})条(?:之{_COUNT})?(?=[\s【（(:：]|$)",
    )
)
"""What a heading of each level begins with, from the highest to the lowest."""

_STANDING_ALONE = 3
"""Levels whose headings have a line of their own, and are listed once more where a document prints its table of contents."""

_ARTICLE = len(_FORMS) - 1
_POINT = _ARTICLE - 1
_STOP = re.compile(r"[。；;：:！？!?]")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: its level, 0 the highest of its text, and the paragraphs of its section, from its own to before `end`.

    `articles` are the first and the last article in it, such as 第一条 and 第十二条, where it has articles below it.
    """

    level: int
    text: str
    paragraph: int
    end: int
    articles: tuple[str, str] | None = None


def outline(paragraphs: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections of a text in its order; () where there are fewer than two. Takes time in proportion to the text.

    A table of contents that a document prints is none of it. Articles are sections only where nothing stands above them.

    >>> [section.text for section in outline(["一、总体情况。今年公开12件。", "二、问题", "人手不足。"])]
    ['一、总体情况', '二、问题']
    """
    found = _with_ends(list(_headings(paragraphs)), len(paragraphs))
    articles = [each for each in found if each.level == _ARTICLE]
    others = _listed_once([each for each in found if each.level < _ARTICLE])
    sections = _with_ends(_within_limit(others or articles), len(paragraphs))
    if len(sections) < 2:
        return ()
    levels = sorted({each.level for each in sections})
    starts = [each.paragraph for each in articles]
    return tuple(
        replace(each, level=levels.index(each.level), articles=_articles(each, articles, starts)) for each in sections
    )


def _headings(paragraphs: Sequence[str]) -> Iterator[Section]:
    """Yield the headings; points such as （一） below an article are part of it."""
    above = 0
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.strip()
        for level, form in enumerate(_FORMS):
            if found := form.match(text):
                if level == _POINT and above == _ARTICLE:
                    break
                above = above if level == _POINT else level
                yield Section(
                    level, found.group() if level == _ARTICLE else _shortened(text, found.end()), number, number
                )
                break


def _shortened(text: str, start: int) -> str:
    """Return what a heading says, without what goes on in its line behind its first stop after `start`."""
    stop = _STOP.search(text, start + 1)
    text = text[: stop.start()] if stop else text
    return text if len(text) <= LONGEST_HEADING else text[:LONGEST_HEADING] + "…"


def _with_ends(headings: Sequence[Section], size: int) -> list[Section]:
    """Return headings with where their sections end: before the next one of their own level or a higher one."""
    next_of = [size] * len(_FORMS)
    found = []
    for each in reversed(headings):
        found.append(replace(each, end=min(next_of[: each.level + 1])))
        next_of[each.level] = each.paragraph
    return found[::-1]


def _listed_once(headings: list[Section]) -> list[Section]:
    """Return the headings but those of a printed table of contents: nothing but other headings is in their sections."""
    alone = [each.paragraph for each in headings if each.level < _STANDING_ALONE]

    def has_text(each: Section) -> bool:
        inside = bisect_left(alone, each.end) - bisect_left(alone, each.paragraph + 1)
        return each.end - each.paragraph - 1 > inside

    return [each for each in headings if each.level >= _STANDING_ALONE or has_text(each)]


def _within_limit(headings: list[Section]) -> list[Section]:
    while len(headings) > MOST_SECTIONS and len({each.level for each in headings}) > 1:
        lowest = max(each.level for each in headings)
        headings = [each for each in headings if each.level < lowest]
    return headings[:: -(-len(headings) // MOST_SECTIONS) or 1]


def _articles(section: Section, articles: Sequence[Section], starts: Sequence[int]) -> tuple[str, str] | None:
    inside = articles[bisect_left(starts, section.paragraph + 1) : bisect_left(starts, section.end)]
    return (inside[0].text, inside[-1].text) if inside and section.level < _ARTICLE else None
