"""Times that a query names from today: 今年, 去年, 上周, 近三个月, 最新."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.values.chinese_numeral import parse_count
from indexer.analysis import tokenize, word_spans
from service.query.frames import tells_a_story
from service.query.plain_words import plain_words
from service.query.syntax import Word

_YEARS: Mapping[str, int] = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}
_DAYS: Mapping[str, int] = {"年": 365, "个月": 30, "月": 30, "周": 7, "个星期": 7, "星期": 7, "天": 1, "日": 1}
_NUMERALS: Mapping[str, int] = {"半": 0, "两": 2}
_FORMS = re.compile(
    r"(?:(?P<year>今年|去年|前年|本年(?=度)|上年(?=度))(?:以来|度)?"
    r"|(?P<week>上个?星期|上周|本周|这周|这个?星期)"
    r"|(?P<month>上个?月|本月|这个月)"
    r"|(?P<day>今天|今日|昨天|昨日)"
    r"|(?:最近|近|过去)(?P<count>[0-9]{1,3}|[一二三四五六七八九十两半]{1,3})(?P<unit>年|个?月|周|个?星期|天|日)(?:以?来|内)?"
    r"|(?P<newest>最新|最近|新近|近期|近日))的?"
)


@dataclass(frozen=True, slots=True)
class RelativeTime:
    """A time that a query names from today: as it was typed, what it `means` in Chinese, and the query `read` with it.

    A year stands in the query read as its number. Other times are left out there: they are `days`, first and last, or, where
    there are none, a wish for what is new.
    """

    typed: str
    means: str
    read: str
    days: tuple[date, date] | None = None
    is_year: bool = False


def relative_time(query: str, today: date) -> RelativeTime | None:
    """Return the first time that the plain words of a query name from today; None where none does, or somebody tells of then.

    >>> today = date(2026, 11, 27)
    >>> [(each.means, each.read) for query in ("去年财政预算", "上周招聘", "最新的低保标准", "过去年度")
    ...  if (each := relative_time(query, today))]
    [('2025年', '2025年财政预算'), ('2026-11-16 至 2026-11-22', '招聘'), ('越新的越靠前', '低保标准')]
    """
    if not _FORMS.search(query) or tells_a_story(query):
        return None
    for word in plain_words(query):
        for match in _FORMS.finditer(word.text):
            if _is_of_words(word, match):
                return _read(query, word.start + match.start(), match, today)
    return None


def _is_of_words(word: Word, match: re.Match[str]) -> bool:
    """Return whether a stretch begins and ends where words do: 去年 in 过去年度 doesn't."""
    tokens = tokenize(word.text)
    if "".join(tokens) != word.text:
        return False
    begins, offset = {}, 0
    for position, token in enumerate(tokens):
        begins[offset] = position
        offset += len(token)
    begins[offset] = len(tokens)
    edges = {0, *(edge for span in word_spans(tokens) for edge in span)}
    return begins.get(match.start()) in edges and begins.get(match.end()) in edges


def _read(query: str, start: int, match: re.Match[str], today: date) -> RelativeTime:
    before, after = query[:start], query[start + len(match[0]) :]
    typed = match[0].removesuffix("的")
    if match["year"]:
        year = f"{today.year - _YEARS[match['year']]}年"
        return RelativeTime(typed, year, before + year + after, is_year=True)
    rest = f"{before} {after}".strip()
    if match["newest"]:
        return RelativeTime(typed, "越新的越靠前", rest)
    first, last = _days(match, today)
    means = first.isoformat() if first == last else f"{first.isoformat()} 至 {last.isoformat()}"
    return RelativeTime(typed, means, rest, (first, last))


def _days(match: re.Match[str], today: date) -> tuple[date, date]:
    """Return the first and the last day of a stretch of time; one that is still going on ends today."""
    monday, first_of_month = today - timedelta(today.weekday()), today.replace(day=1)
    if match["week"]:
        return (monday - timedelta(7), monday - timedelta(1)) if match["week"].startswith("上") else (monday, today)
    if match["month"]:
        before = first_of_month - timedelta(1)
        return (before.replace(day=1), before) if match["month"].startswith("上") else (first_of_month, today)
    if match["day"]:
        day = today - timedelta(match["day"].startswith("昨"))
        return day, day
    count = (
        int(match["count"])
        if match["count"].isdecimal()
        else _NUMERALS.get(match["count"], parse_count(match["count"]))
    )
    days = _DAYS[match["unit"]] * count if count else _DAYS[match["unit"]] // 2
    return today - timedelta(days), today
