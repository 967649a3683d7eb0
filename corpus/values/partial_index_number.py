"""Index numbers (索引号) as staff type them in part: a tail, a serial, an issuer. A typed piece may fit several patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.characters import clean_line, fold_number
from corpus.values.index_number import ISSUER, MAX_LENGTH, MONTH, NAMED_YEAR, parse_index_number, tail_of
from corpus.values.partial_date import YEAR
from corpus.values.typed_index_number import without_label

_SERIAL_DIGITS = 10
"""No serial has more digits; longer runs of digits are issuers or whole codes."""

_SHORT_ISSUER = 9
_CREDIT_CODE = 18
_YEAR_AND_SERIAL = re.compile(rf"{NAMED_YEAR}[-/](?P<serial>\d{{1,10}})")
_MONTH_AND_SERIAL = re.compile(rf"{NAMED_YEAR}{MONTH}(?:[0-3]\d)?[-/](?P<serial>\d{{1,10}})")
_YEAR_AND_MONTH = re.compile(rf"{NAMED_YEAR}[-/]?{MONTH}")
_ISSUER_AND_YEAR = re.compile(
    rf"{ISSUER}/{NAMED_YEAR}(?:-?{MONTH})?|(?P<code>(?=.{{10}})[0-9A-Z]{{2,20}}(?:-[0-9A-Z]{{1,6}})*)-(?P<dashed>{YEAR})"
)
_ISSUER_WITH_DASH = re.compile(r"[0-9A-Z]{7,8}-[0-9A-Z]|[0-9A-Z]{17}-")


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One way to read a partial index number: numbers fit when every value that is not None matches. `serial` is as typed."""

    issuer: str | None = None
    year: int | None = None
    month: int | None = None
    serial: str | None = None

    @property
    def tail(self) -> str | None:
        """The tail of the numbers that fit, as `IndexNumber.tail` spells it; None without year and serial."""
        return tail_of(self.year, self.month, self.serial)


@dataclass(frozen=True, slots=True)
class PartialIndexNumber:
    """A typed text and the patterns it may stand for, the likeliest first; none when it is no piece of an index number."""

    raw: str
    patterns: tuple[NumberPattern, ...] = ()


def parse_partial_index_number(text: str) -> PartialIndexNumber:
    """Return `text` with every pattern it may stand for as an index number or a piece of one.

    >>> parse_partial_index_number("2023－827").patterns
    (NumberPattern(issuer=None, year=2023, month=None, serial='827'),)
    >>> [pattern.issuer or pattern.serial for pattern in parse_partial_index_number("000014348").patterns]
    ['000014348', '000014348']
    >>> parse_partial_index_number("通知").patterns
    ()
    """
    raw = clean_line(text)
    if len(raw) > MAX_LENGTH:
        return PartialIndexNumber(raw)
    plain = without_label(raw)
    whole = parse_index_number(plain)
    if whole is not None and whole.serial is not None:
        pattern = NumberPattern(issuer=whole.issuer, year=whole.year, month=whole.month, serial=whole.serial)
        return PartialIndexNumber(raw, (pattern,))
    return PartialIndexNumber(raw, _patterns(fold_number(plain)))


def _patterns(folded: str) -> tuple[NumberPattern, ...]:
    # Staff copy a piece with the sign that tied it to the rest: `/2023-00827`, `000014348/`.
    dashed_issuer = re.fullmatch(r"([0-9A-Z]{17}-)/?", folded)
    typed = dashed_issuer.group(1) if dashed_issuer else folded.strip("-/")
    found = [*_with_separator(typed), *_without_separator(typed)]
    return tuple(dict.fromkeys(found))


def _with_separator(typed: str) -> list[NumberPattern]:
    found = []
    if match := _MONTH_AND_SERIAL.fullmatch(typed):
        found.append(NumberPattern(year=int(match["year"]), month=int(match["month"]), serial=match["serial"]))
    if match := _YEAR_AND_SERIAL.fullmatch(typed):
        found.append(NumberPattern(year=int(match["year"]), serial=match["serial"]))
    if match := _YEAR_AND_MONTH.fullmatch(typed):
        found.append(NumberPattern(year=int(match["year"]), month=int(match["month"])))
    if match := _ISSUER_AND_YEAR.fullmatch(typed):
        month = match["month"]
        found.append(
            NumberPattern(
                issuer=match["issuer"] or match["code"],
                year=int(match["year"] or match["dashed"]),
                month=int(month) if month else None,
            )
        )
    if _ISSUER_WITH_DASH.fullmatch(typed) and any(character.isdigit() for character in typed):
        found.append(NumberPattern(issuer=typed))
    return found


def _without_separator(typed: str) -> list[NumberPattern]:
    found = []
    if re.fullmatch(r"(?=.*\d)[0-9A-Z]+", typed) and len(typed) in (_SHORT_ISSUER - 1, _SHORT_ISSUER, _CREDIT_CODE):
        found.append(NumberPattern(issuer=typed))
    if re.fullmatch(YEAR, typed):
        found.append(NumberPattern(year=int(typed)))
    if re.fullmatch(r"[0-9]+", typed) and len(typed) <= _SERIAL_DIGITS:
        found.append(NumberPattern(serial=typed))
    return found
