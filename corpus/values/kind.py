"""Kinds of values that metadata of a report have: how each is read from text, cleaned, shown and kept as plain data.

A value that is missing is false (`""`, `()` or None) in every kind, and missing in every plain form of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

from corpus.characters import clean_line
from corpus.errors import InvalidValue
from corpus.values.bound import Bound, parse_bound
from corpus.values.document_number import DocumentNumber, parse_document_number
from corpus.values.index_number import IndexNumber, parse_index_number
from corpus.values.partial_date import PartialDate, parse_leading_date, parse_partial_date

V = TypeVar("V")
N = TypeVar("N", IndexNumber, DocumentNumber)

_CACHED_DATES = 16_384
"""Size of the cache of dates: the days of 40 years. Checking one with the calendar takes as long as all other fields."""

_KEYWORD_SEPARATOR = re.compile(r"[；;，,、|\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[V]):
    """What can be done with the values of a kind.

    `parse` reads the text a source has for it; `clean` makes a given value fit to be shown and encoded, None where every
    value is; `show` is what people read. `to_record` and `from_record` are for records that are exported, `to_stored` and
    `from_stored` for the form an engine keeps, which is trusted: nothing is parsed or checked again. Both forms are what
    JSON can hold. `parse` and `from_record` raise InvalidValue.
    """

    parse: Callable[[str], V]
    clean: Callable[[V], V] | None = None
    show: Callable[[V], str]
    to_record: Callable[[V], object]
    from_record: Callable[[object], V]
    to_stored: Callable[[V], object]
    from_stored: Callable[[Any], V]


def split_keywords(text: str) -> tuple[str, ...]:
    """Return the keywords in `text`, each once, in their order.

    >>> split_keywords("防汛；抗旱 通知、防汛 / 节水")
    ('防汛', '抗旱', '通知', '节水')
    """
    return tuple(dict.fromkeys(each for each in _KEYWORD_SEPARATOR.split(text) if any(map(str.isalnum, each))))


def text_of_record(value: object) -> str:
    """Return the text that a record has under a key. Raises InvalidValue when it is of another type."""
    if not isinstance(value, str):
        raise InvalidValue(str(value), "应为字符串")
    return value


def list_of_record(value: object) -> list[object]:
    """Return the list that a record has under a key. Raises InvalidValue when it is of another type."""
    if not isinstance(value, list):
        raise InvalidValue(str(value), "应为数组")
    return value


def _same(value: V) -> V:
    return value


def _clean_keywords(keywords: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(keyword for keyword in map(clean_line, keywords) if keyword)


def _optional(parse: Callable[[str], V]) -> Callable[[object], V | None]:
    """Return what reads a value of a record with `parse`, and an empty one as None."""

    def read(value: object) -> V | None:
        text = text_of_record(value)
        return parse(text) if text else None

    return read


def _numbers_of(date: PartialDate) -> list[int]:
    return [number for number in (date.year, date.month, date.day) if number is not None]


def _number_kind(number: type[N], read: Callable[[str], N | None]) -> Kind[N | None]:
    """Return the kind of numbers that `read` makes of a text; records have them as published."""
    values = attrgetter(*(field.name for field in fields(number)))

    def parse(text: str) -> N:
        found = read(text)
        if found is None:
            raise InvalidValue(text)
        return found

    return Kind(
        parse=parse,
        show=lambda found: str(found or ""),
        to_record=lambda found: found and found.raw,
        from_record=_optional(parse),
        to_stored=lambda found: found and values(found),
        from_stored=lambda stored: stored and number(*stored),
    )


_date = lru_cache(_CACHED_DATES)(PartialDate)

TEXT: Kind[str] = Kind(
    parse=_same,
    clean=clean_line,
    show=_same,
    to_record=_same,
    from_record=text_of_record,
    to_stored=_same,
    from_stored=_same,
)
"""One line of text."""

KEYWORDS: Kind[tuple[str, ...]] = Kind(
    parse=split_keywords,
    clean=_clean_keywords,
    show="；".join,
    to_record=list,
    from_record=lambda value: tuple(map(str, list_of_record(value))),
    to_stored=list,
    from_stored=tuple,
)
"""Words a report is filed under."""

DATE: Kind[PartialDate | None] = Kind(
    parse=parse_leading_date,
    show=lambda date: date.isoformat() if date else "",
    to_record=lambda date: date and date.isoformat(),
    from_record=_optional(parse_partial_date),
    to_stored=lambda date: date and _numbers_of(date),
    from_stored=lambda numbers: numbers and _date(*numbers),
)
"""A day, month or year."""

BOUND: Kind[Bound | None] = Kind(
    parse=parse_bound,
    show=lambda bound: str(bound or ""),
    to_record=lambda bound: bound and str(bound),
    from_record=_optional(parse_bound),
    to_stored=lambda bound: bound and [bound.sentence, *_numbers_of(bound.date)],
    from_stored=lambda stored: stored and Bound(_date(*stored[1:]), stored[0]),
)
"""A day that being in force begins or ends with, and the sentence that says so."""

INDEX_NUMBER = _number_kind(IndexNumber, parse_index_number)
DOCUMENT_NUMBER = _number_kind(DocumentNumber, parse_document_number)
