"""Documents that a text names: `《水库管理办法》（青政发〔2015〕3号）`, or by their number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.characters import HAN
from corpus.values.document_number import YEAR_CLOSING, YEAR_OPENING, parse_document_number

_NAMED = re.compile(
    r"《((?:[^《》]|《[^《》]*》)+)》(?:\s*[（(]([^（）()《》]{4,40}(?:[（(]\d{4}[）)][^（）()]{1,8})?)[）)])?"
)
_NUMBER = re.compile(rf"[{HAN}]{{1,12}}{YEAR_OPENING}\d{{4}}{YEAR_CLOSING}\s{{0,2}}\d{{1,5}}号")
_BEFORE_NUMBER = re.compile(r"^.*(?:依据|根据|按照|依照|遵照|落实|执行|印发|转发|废止|以及|的)")
"""Words before a number that are no part of the agency's name; 和 may be, as of 和田."""
_SIGNS = re.compile(r"[\s《》〈〉（）()“”\"、，,]")

_MOST_OF_A_KIND = 1_000
"""Titles, and numbers, of one text that are looked at; handbooks of laws name some hundreds."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a text that names a document: its title or "", and the key of its number or ""."""

    start: int
    end: int
    title: str
    number: str


@dataclass(frozen=True, slots=True)
class NamedDocuments:
    """The documents that a text names, in its order: titles, each with the key of its number or "", and keys of numbers alone."""

    titled: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]


def named_documents(text: str) -> NamedDocuments:
    """Return the documents that a text names.

    >>> named_documents("按照《水库管理办法》（青政发〔2015〕3号），并依据青水发[2020]7号")
    NamedDocuments(titled=(('水库管理办法', '青政发〔2015〕3号'),), numbers=('青水发〔2020〕7号',))
    """
    found = tuple(mentions(text))
    titled = tuple((each.title, each.number) for each in found if each.title)
    return NamedDocuments(titled, tuple(each.number for each in found if not each.title))


def mentions(text: str) -> Iterator[Mention]:
    """Yield the stretches of a text that name documents: those with titles, then those with numbers alone."""
    for match in islice(_NAMED.finditer(text), _MOST_OF_A_KIND):
        yield Mention(*match.span(), match[1], _key(match[2] or ""))
    masked = _NAMED.sub(lambda match: "\n" * len(match[0]), text)
    for match in islice(_NUMBER.finditer(masked), _MOST_OF_A_KIND):
        yield Mention(*match.span(), "", _key(match[0]))


def plain_title(title: str) -> str:
    """Return a title without the signs that people leave out or write differently.

    >>> plain_title("关于印发《水库管理办法》的通知（试行）")
    '关于印发水库管理办法的通知试行'
    """
    return _SIGNS.sub("", title)


def _key(number: str) -> str:
    parsed = parse_document_number(_BEFORE_NUMBER.sub("", number)) if number else None
    return parsed.key if parsed and parsed.serial is not None else ""
