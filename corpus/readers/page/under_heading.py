"""What stands without a label between the title of a page and its text: the day, the agency and the number of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lxml import etree

from corpus.characters import HAN
from corpus.labels import split_labels
from corpus.readers.page.boilerplate import is_chrome
from corpus.readers.page.containers import names_of
from corpus.readers.page.lines import Cell, Line
from corpus.readers.page.pairs import DATE_LABEL, DAY, TIME, Pair, pair_of
from corpus.signature import is_agency
from corpus.values.issuer import issuer_in
from corpus.values.partial_date import YEAR

_LINES_UNDER_HEADING = 3
_LONGEST_LINE = 200
_LINES_WITH_NUMBER = 12
"""Lines below the heading, up to the first sentence, one of which may be the number of the document."""

_LINES_WITH_SUBTITLE = 2
_SUBTITLES = frozenset(("subtitle", "sub-title", "sub_title", "subtit", "futitle", "ftitle", "fbt", "fubiaoti"))
_MARKED_SUBTITLE = re.compile(r"[—–-]{1,4}\s?[^\s—–-].*|[（(][^（）()]+(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_TOOLS = re.compile(r"浏览|阅读|点击|访问|打印|字体|字号|关闭|分享|收藏|来源|大\s*中\s*小")
_HAN = re.compile(rf"[{HAN}]{{2}}")

_SOURCE_LABEL = "来源"
_NUMBER_LABEL = "文号"
_PLACE = "标题下的一行"
_COUNTER = r"(?:浏览|阅读|点击|访问|人气)(?:次数|量|数|率)?\s*[:：]?\s*\d*\s*次?"
_DATE_WORD = r"(?:发布|公开|更新)?(?:时间|日期)|发[布表]于|时间"
_DAY_IN_LINE = re.compile(
    rf"(?P<before>[^\d]{{0,40}}|[\s|｜【\[（(]*{_COUNTER}[\s|｜】\]）)]*)(?:(?=\d+[-/.])|(?=.{{6,16}}\d[:：]\d))(?P<day>{DAY}{TIME})(?!\d)"
)
_DATE_LABEL_AT_END = re.compile(rf"\s(?:{_DATE_WORD})$")
_RANGE_BEHIND = re.compile(r"\s*[-~～—–－至到]+\s*\d")
_NOTHING_BEFORE = re.compile(rf"[\s|｜【\[（(·:：]*(?:(?:{_COUNTER}|{_DATE_WORD})[\s|｜:：】\]）)]*)?")
_AROUND = " \u3000|｜:：·/【】[]（）()-—"
_SOURCE = re.compile(r"(?:信息|文章|稿件)?来源\s*")
_NUMBER = re.compile(
    rf"[（(【\[]?[{HAN}、·]{{1,30}}\s?[〔\[（(【［]{YEAR}年?[〕\])）】］]\s?第?\d{{1,6}}号[）)】\]]?"
    rf"|[（(]?[{HAN}]{{2,40}}(?:令|公告|通告)\s?(?:{YEAR}年)?\s?第\s?\d{{1,6}}\s?号[）)]?|[（(]?{YEAR}年第\d{{1,6}}号[）)]?"
)


def pairs_under(heading: str, page: Sequence[Line | list[Cell]]) -> Iterator[Pair]:
    """Yield what lines below the heading give without a label: day and agency in the first of them, one that is a document number.

    A day is in figures or has its time: in words it may be part of the text.
    """
    below = _lines_below(heading, page)
    for line in below[:_LINES_UNDER_HEADING]:
        yield from _day_and_agency(line)
    yield from _number(below)


def subtitle_under(heading: str, page: Sequence[Line | list[Cell]]) -> str:
    """Return the line below the heading that goes on with it, "" where none does: behind a dash, in brackets, or called a subtitle."""
    below = _lines_below(heading, page)[:_LINES_WITH_SUBTITLE]
    return next((line.text for line in below if _is_subtitle(line)), "")


def _is_subtitle(line: Line) -> bool:
    text = line.text
    if len(text) > _LONGEST_LINE or split_labels(text)[1] or _NUMBER.fullmatch(text) or _TOOLS.search(text):
        return False
    is_marked = _MARKED_SUBTITLE.fullmatch(text) is not None or not _SUBTITLES.isdisjoint(names_of(line.block))
    return is_marked and _HAN.search(text) is not None and not any(map(is_chrome, line.block.iterancestors()))


def _lines_below(heading: str, page: Sequence[Line | list[Cell]]) -> list[Line]:
    """Return the first lines below the heading."""
    lines = (each for each in page if isinstance(each, Line))
    if not heading or not any(line.text.endswith(heading) for line in lines):
        return []
    return list(islice(lines, _LINES_WITH_NUMBER))


def _day_and_agency(line: Line) -> Iterator[Pair]:
    text = line.text
    found = _DAY_IN_LINE.match(text) if len(text) <= _LONGEST_LINE and "。" not in text else None
    if found is None:
        return
    if _RANGE_BEHIND.match(text, found.end()):
        return
    before = _DATE_LABEL_AT_END.sub("", found["before"].strip(_AROUND)).strip(_AROUND)
    agency = before if is_agency(before) else ""
    if not agency and not _NOTHING_BEFORE.fullmatch(found["before"]):
        return
    rest = text[found.end() :].strip(_AROUND)
    behind = issuer_in(_SOURCE.sub("", rest, count=1))
    agency = agency or (behind if is_agency(behind) else "")
    elements = (line.block,) if rest in ("", agency) else ()
    yield from _without_label(DATE_LABEL, found["day"], line.block, elements)
    yield from _without_label(_SOURCE_LABEL, agency, line.block, elements)


def _number(lines: Sequence[Line]) -> Iterator[Pair]:
    """Yield the one line before the text that is nothing but a document number."""
    numbers = {}
    for line in lines:
        if line.text.endswith("。"):
            break
        is_number = len(line.text) <= _LONGEST_LINE and _NUMBER.fullmatch(line.text)
        if is_number and line.block.find(".//a") is None and not split_labels(line.text)[1]:
            numbers[line.text] = line
    for text, line in numbers.items() if len(numbers) == 1 else ():
        if not any(map(is_chrome, line.block.iterancestors())):
            yield from _without_label(_NUMBER_LABEL, text.strip("（）()【】[] "), line.block)


def _without_label(
    label: str, value: str, block: etree._Element, elements: tuple[etree._Element, ...] = ()
) -> Iterator[Pair]:
    yield from (replace(pair, place=_PLACE) for pair in pair_of(label, value, elements, box=block))
