"""Index numbers (索引号) of reports. There is no national format: the raw text is kept, its parts are recognised where possible.

Index numbers typed in part, often only the tail, are in `partial_index_number`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.characters import clean_line, fold_number
from corpus.values.partial_date import YEAR

Form = Literal["issuer/year-serial", "issuer-year-serial", "year-month-serial", "long", "other"]

MAX_LENGTH = 120
"""Longer texts are a mistake in the archive: the longest code seen has 33 characters, with dashes fewer than 60."""

SERIAL_WIDTH = 5
"""The serial is written with five digits nearly everywhere; people leave the leading zeros out."""

NAMED_YEAR = rf"(?P<year>{YEAR})"
MONTH = r"(?P<month>0[1-9]|1[0-2])"
ISSUER = r"(?P<issuer>[0-9A-Z]{5,20}(?:-[0-9A-Z]{0,2})?(?:_[0-9A-Z]{1,4})?)"
"""9 characters of an organisation code or 18 of a credit code; some systems shorten or dash it (`0142768-8`), or name a part of it
(`01526437-2_A`)."""

LOOK_ALIKES = str.maketrans("OQIL", "0011")
"""Letters that are typed for the digits they look like."""

_LABEL = re.compile(r"^(?:信息)?索引号:?")
_ISSUER_FIRST = re.compile(rf"{ISSUER}(?P<sep>/){NAMED_YEAR}(?:-?{MONTH})?[-/](?P<serial>\d{{1,12}})")
_DASHED = re.compile(
    rf"(?P<issuer>[0-9A-Z]{{5,20}}(?:-[0-9A-Z]{{1,6}})*)(?P<sep>-){NAMED_YEAR}(?:{MONTH})?[-/](?P<serial>\d{{1,12}})"
)
_YEAR_FIRST = re.compile(rf"{NAMED_YEAR}[-/](?P<month>0?[1-9]|1[0-2])[-/](?P<serial>\d{{1,12}})")
_WITH_DAY = re.compile(
    rf"(?P<issuer>[0-9A-Z]+(?:[-/][0-9A-Z]+)+)[-/]{NAMED_YEAR}{MONTH}(?P<day>[0-3]\d)[-/](?P<serial>\d{{1,12}})"
)
_ENDING = re.compile(
    rf"(?P<issuer>(?=[^\W_]).*[^0-9A-Z]){NAMED_YEAR}(?:{MONTH}(?P<day>[0-3]\d)?)?[-/](?P<serial>\d{{1,12}})"
)
"""Any other code with a year and a serial at its end: 640300-101/2019-00012, 青水利-2020-00012."""

_LONG_UNDIVIDED = re.compile(r"(?=(?:\D*\d){10})[0-9A-Z]{20,64}")
_LONG_DIVIDED = re.compile(r"(?=(?:\D*\d){8})[0-9A-Z]+(?:[-/.][0-9A-Z]+){3,}")

_LONG_DIVIDED_CHARACTERS = 18
"""Fewer letters and digits in four or more parts may be a range of dates (`2019-01-01-2019-12-31` has 16)."""

_DATE_SERIAL_DIGITS = 2
"""`2023-01-15` is a day to whoever types it; only a longer serial makes it an index number."""


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An index number as published (`raw`) with the parts its form shows; make one with `parse_index_number`.

    Two reports may carry the same number, so it is nobody's key but its own.

    >>> number = parse_index_number("００００１４３４８ / ２０２３ － ８２７")
    >>> number.key, number.series, number.order, number.tail
    ('000014348/2023-00827', '000014348/2023', 827, '2023-827')
    """

    raw: str
    form: Form = "other"
    issuer: str | None = None
    year: int | None = None
    month: int | None = None
    serial: str | None = None

    @property
    def key(self) -> str:
        """The spelling shared by all spellings of this number; compare and look up by it."""
        series = self.series
        if self.serial is None or series is None:
            return _folded(self.raw)
        return f"{series}-{padded_serial(self.serial)}"

    @property
    def series(self) -> str | None:
        """The key of the series this number belongs to, or None when the form shows no serial."""
        if self.serial is None:
            return None
        if self.form in ("long", "other"):
            return _folded(self.raw)[: -len(self.serial) - 1]
        return _series(self.issuer, self.year, self.month)

    @property
    def lasting(self) -> str:
        """The spelling that ids of reports are made of, which stays whatever more is learned of forms."""
        return _folded(self.raw) if self.form == "other" else self.key

    @property
    def order(self) -> int | None:
        """Which number of its series this is."""
        return None if self.serial is None else int(self.serial)

    @property
    def tail(self) -> str | None:
        """The short form staff use, such as `2023-827`."""
        return tail_of(self.year, self.month, self.serial)

    @property
    def run(self) -> str:
        """Its letters and digits in a row, by which it is found with other signs between them or none."""
        return run_of_number(self.raw)

    @property
    def parts(self) -> str:
        """Its parts with a hyphen between each two, by which it is found with other signs and without leading zeros."""
        return parts_of_number(self.raw)

    def __str__(self) -> str:
        """Return the number as it is shown: as published.

        >>> str(parse_index_number("01527918x－2020－153077"))
        '01527918x－2020－153077'
        """
        return self.raw


def tail_of(year: int | None, month: int | None, serial: str | None) -> str | None:
    """Return the short form staff use: year (and month) and the serial without leading zeros; None without year and serial.

    >>> tail_of(2023, None, "00827"), tail_of(2021, 10, "00013")
    ('2023-827', '202110-13')
    """
    return None if year is None or serial is None else f"{_when(year, month)}-{int(serial)}"


def parse_index_number(text: str) -> IndexNumber | None:
    """Return the index number `text` holds, or None when it holds no letter or digit or is longer than `MAX_LENGTH`.

    >>> parse_index_number("11341702486344515H/202110-00013").month
    10
    >>> parse_index_number("甲字12号").form
    'other'
    >>> parse_index_number("——") is None
    True
    """
    raw = clean_line(text)
    folded = _folded(raw)
    if len(raw) > MAX_LENGTH or not re.search(r"[^\W_]", folded):
        return None
    for form, pattern in _structured_forms():
        if match := pattern.fullmatch(folded):
            return _from_match(raw, form, match)
    if match := _ENDING.fullmatch(folded):
        return _from_match(raw, "other", match)
    return IndexNumber(raw, form="long" if _is_long(folded) else "other")


def looks_like_index_number(text: str) -> bool:
    """Return whether `text`, all of it, is a complete index number of a known form.

    >>> looks_like_index_number("000014348/2023-827"), looks_like_index_number("2026-02-00018")
    (True, True)
    >>> [looks_like_index_number(text) for text in ("2023", "2023-01-15", "0871-63912345", "2023-827")]
    [False, False, False, False]
    """
    number = parse_index_number(text)
    if number is None or number.form == "other":
        return False
    if number.form == "year-month-serial":
        return len(number.serial or "") > _DATE_SERIAL_DIGITS
    if number.form == "long" and number.serial is None:
        # Two telephone numbers with a space between them fold into one long code.
        return not re.search(r"\s", number.raw)
    digits = sum(character.isdigit() for character in number.issuer or "")
    return digits >= (1 if number.form == "issuer/year-serial" else 4)


def run_of_number(text: str) -> str:
    """Return the letters and digits of a number in a row, with digits for the letters that look like them.

    >>> run_of_number("01526437-2_A/2O12-0124002")
    '015264372A20120124002'
    """
    return "".join(_parts(text))


def parts_of_number(text: str) -> str:
    """Return the letters and digits of a number with a hyphen wherever signs stand, without leading zeros but for its first part, which
    is somebody's code.

    >>> parts_of_number("QH/2021/0003"), parts_of_number("QH 2021 3")
    ('0H-2021-3', '0H-2021-3')
    """
    first, *others = _parts(text) or [""]
    return "-".join([first, *(part.lstrip("0") or "0" for part in others)])


def parts_with_zeros(text: str) -> str:
    """Return the letters and digits of a number as `parts_of_number` does, with the zeros that it leaves out.

    >>> parts_with_zeros("QH/2021/0003")
    '0H-2021-0003'
    """
    return "-".join(_parts(text))


def _parts(text: str) -> list[str]:
    # Word by word, since a space is a sign too.
    return re.findall(r"[^\W_]+", " ".join(map(fold_number, text.split())).translate(LOOK_ALIKES))


def padded_serial(serial: str) -> str:
    """Return `serial` with the leading zeros people leave out.

    >>> padded_serial("827"), padded_serial("153077")
    ('00827', '153077')
    """
    return serial.lstrip("0").zfill(SERIAL_WIDTH)


def _structured_forms() -> tuple[tuple[Form, re.Pattern[str]], ...]:
    return (
        ("issuer/year-serial", _ISSUER_FIRST),
        ("year-month-serial", _YEAR_FIRST),
        ("long", _WITH_DAY),
        ("issuer-year-serial", _DASHED),
    )


def _folded(raw: str) -> str:
    return _LABEL.sub("", fold_number(raw))


def _is_long(folded: str) -> bool:
    if _LONG_UNDIVIDED.fullmatch(folded):
        return True
    characters = sum(character.isalnum() for character in folded)
    return characters >= _LONG_DIVIDED_CHARACTERS and _LONG_DIVIDED.fullmatch(folded) is not None


def _from_match(raw: str, form: Form, match: re.Match[str]) -> IndexNumber:
    groups = match.groupdict()
    month = groups.get("month")
    issuer = groups.get("issuer")
    return IndexNumber(
        raw,
        form=form,
        issuer=issuer and issuer.rstrip("-/_.") if form == "other" else issuer,
        year=int(groups["year"]),
        month=int(month) if month else None,
        serial=groups["serial"],
    )


def _series(issuer: str | None, year: int | None, month: int | None) -> str:
    if issuer is None:
        return f"{year}" if month is None else f"{year}-{month:02d}"
    # One key whether the issuer is followed by a slash or, as staff often type it, by a dash.
    return f"{issuer}/{_when(year, month)}"


def _when(year: int | None, month: int | None) -> str:
    return f"{year}" if month is None else f"{year}{month:02d}"
