"""Series of index numbers (索引号) and document numbers (文号): what stands before the serial, of one year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.values.document_number import parse_document_number
from corpus.values.index_number import padded_serial, parse_index_number


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A kind of number: its name in addresses, the field of the index, and its Chinese name."""

    name: str
    field: str
    label: str


INDEX_NUMBER = NumberKind("index", "index_number", "索引号")
DOCUMENT_NUMBER = NumberKind("document", "document_number", "文号")
KINDS: Mapping[str, NumberKind] = {each.name: each for each in (INDEX_NUMBER, DOCUMENT_NUMBER)}
"""All kinds, by name."""

_IN_PARTS = re.compile(r"(?P<name>.*(?:〔[0-9]{4}〕|第))(?P<serial>[0-9]+(?:-[0-9]+)?)号")


@dataclass(frozen=True, slots=True)
class Series:
    """A series by its kind and its name, which is what stands before the serials; `year` is that of its numbers, where they have one.

    >>> Series(INDEX_NUMBER, "015530468/2022", 2022).number(41)
    '015530468/2022-00041'
    >>> Series(DOCUMENT_NUMBER, "青水发〔2022〕", 2022).number(41)
    '青水发〔2022〕41号'
    """

    kind: NumberKind
    name: str
    year: int | None = None

    @property
    def prefix(self) -> str:
        """What the keys of its numbers begin with."""
        return f"{self.name}-" if self.kind is INDEX_NUMBER else self.name

    @property
    def issuer(self) -> str:
        """What its name says of who gave the numbers: a code of an agency, or an abbreviation (机关代字)."""
        return re.split("/|〔", self.name, maxsplit=1)[0]

    def number(self, serial: int) -> str:
        """Return the key of its number with a serial."""
        return f"{self.prefix}{padded_serial(str(serial))}" if self.kind is INDEX_NUMBER else f"{self.name}{serial}号"

    def serial_in(self, key: str) -> int | None:
        """Return the serial of a number of it by its key, None for other numbers; 3-15号 is a part of the third document.

        >>> Series(DOCUMENT_NUMBER, "青水发〔2022〕", 2022).serial_in("青水发〔2022〕3-15号")
        3
        """
        name, serial = divided(self.kind, key)
        return serial if name == self.name else None


def divided(kind: NumberKind, key: str) -> tuple[str, int]:
    """Return the name of the series that a key would be of and its serial, by its signs alone; "" and 0 where it has none.

    >>> divided(INDEX_NUMBER, "015530468/2022-00041"), divided(DOCUMENT_NUMBER, "国令第845号"), divided(INDEX_NUMBER, "甲字12号")
    (('015530468/2022', 41), ('国令第', 845), ('', 0))
    """
    if kind is INDEX_NUMBER:
        name, _, serial = key.rpartition("-")
    elif match := _IN_PARTS.fullmatch(key):
        name, serial = match["name"], match["serial"].partition("-")[0]
    else:
        return "", 0
    return (name, int(serial)) if serial.isascii() and serial.isdecimal() and len(serial) <= _DIGITS else ("", 0)


_DIGITS = 12
"""No serial that is recognised has more."""


def series_of(kind: NumberKind, key: str) -> Series | None:
    """Return the series of a number by its key, None for one of which no serial can be told.

    >>> series_of(INDEX_NUMBER, "2026-02-00018").name, series_of(DOCUMENT_NUMBER, "国令第845号").year
    ('2026-02', None)
    >>> series_of(DOCUMENT_NUMBER, "见附件") is None
    True
    """
    if kind is INDEX_NUMBER:
        number = parse_index_number(key)
        return Series(kind, number.series, number.year) if number and number.series is not None else None
    published = parse_document_number(key)
    parsed = published.each[0] if published else None
    name, _ = divided(kind, parsed.key if parsed else key)
    return Series(kind, name, parsed.year) if parsed and parsed.serial is not None and name else None


def series_named(kind: NumberKind, name: str) -> Series | None:
    """Return the series that has a name, None for what is no name of one.

    >>> series_named(INDEX_NUMBER, "015530468/2022").year, series_named(INDEX_NUMBER, "水务局")
    (2022, None)
    """
    found = series_of(kind, Series(kind, name).number(1))
    return found if found and found.name == name else None
