"""Bounds of the time in which a report is in force (效力): the day, and the sentence that it is read from."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from corpus.characters import clean_line
from corpus.values.partial_date import PartialDate, parse_leading_date

_WITH_SENTENCE = re.compile(r"([0-9-]{4,10})（“(.*)”）")


@dataclass(frozen=True, slots=True)
class Bound:
    """A day from which a report is, or is no longer, in force; without a sentence where its source names the day itself.

    >>> str(Bound(PartialDate(2020, 1, 1), "本办法自2020年1月1日起施行。"))
    '2020-01-01（“本办法自2020年1月1日起施行。”）'
    """

    date: PartialDate
    sentence: str = ""

    @property
    def day(self) -> datetime.date:
        """The day itself; of a month or a year the first."""
        return self.date.first_day()

    def __str__(self) -> str:
        """Return the day as it is shown and exported: a day that was read from a sentence never goes without it."""
        day = self.date.isoformat()
        return f"{day}（“{self.sentence}”）" if self.sentence else day


def parse_bound(text: str) -> Bound | None:
    """Return the bound in a text, which may be followed by its sentence; None for one that names no day. Raises InvalidDate.

    >>> parse_bound("2025-12-31"), parse_bound("长期有效")
    (Bound(date=PartialDate(year=2025, month=12, day=31), sentence=''), None)
    """
    if not any(character.isdecimal() for character in text):
        return None
    if match := _WITH_SENTENCE.fullmatch(text.strip()):
        return Bound(parse_leading_date(match[1]), clean_line(match[2]))
    return Bound(parse_leading_date(text))
