"""Personal data in texts: identity numbers, mobile numbers, bank cards and home addresses, with how each is masked.

Numbers are believed only where their check digits are right (GB 11643, Luhn). What is masked already is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.characters import HAN

PersonalKind = Literal["identity_number", "mobile", "bank_card", "home_address"]
"""A kind of personal data."""


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """A piece of personal data from `start` to `end` of a text, as it stands there and as it may be published."""

    kind: PersonalKind
    start: int
    end: int
    text: str
    masked: str


_DIGITS = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
"""Of the same length, so that what is found stands where it was read."""

_ALONE, _END = r"(?<![0-9A-Za-z.])", r"(?![0-9A-Za-z]|\.[0-9])"
_GAP = r"[ -]?"
_PROVINCES = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_IDENTITY_NUMBER = re.compile(rf"{_ALONE}{_PROVINCES}\d{{4}}{_GAP}(?:18|19|20)\d{{6}}{_GAP}\d{{3}}[0-9Xx]{_END}")
_MOBILE = re.compile(
    rf"(?:(?<![0-9A-Za-z.])|(?<=\+86)|(?<=\+86[ -]))1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_END}(?!\s*[万亿元%‰])"
)
_BANK_CARD = re.compile(
    rf"{_ALONE}(?:62\d\d|4\d{{3}}|5[1-5]\d\d|35\d\d|9558)(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?{_END}"
)
_ADDRESS_CHARACTER = rf"[{HAN}0-9０-９A-Za-z（）()#＃—\-]"
_LABELLED_ADDRESS = re.compile(
    rf"(?:家庭住址|家庭地址|居住地址?|现住址|现居住地|现住|户籍地址?|户籍所在地|住址|身份证地址|，住)[:：为]?\s*"
    rf"(?P<address>{_ADDRESS_CHARACTER}{{2,40}}?(?:[0-9０-９一二三四五六七八九十]+(?:号楼?|室|栋|幢|单元|组|户)){{1,4}})"
)
_ROOM = re.compile(
    r"(?:小区|花园|家园|公寓|新村|家属院|宿舍|雅苑|花苑|名苑|嘉园)"
    r"[0-9０-９A-Za-z一二三四五六七八九十]{1,4}(?:号楼|栋|幢|座)(?:[0-9０-９一二三四五六七八九十]{1,2}单元)?[0-9０-９]{2,4}(?:室|号|户)?"
)
_LONGEST_STREET = 24
_STREET_BEFORE = re.compile(rf"{_ADDRESS_CHARACTER}{{2,}}$")
_SAID_OF_HOMES = re.compile("住|居|户籍|家庭地址|身份证地址")
_FULL_WIDTH_DIGIT = re.compile("[０-９]")
_DIVISION = re.compile(r".*?(?:[省市县旗镇乡]|(?<![小社园片])区)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FIRST_YEAR = 1890
_SOME_DIGITS = re.compile(r"[0-9][0-9 -]{9}")


def personal_data(text: str) -> Iterator[PersonalDatum]:
    """Yield the personal data in a text; no two of them overlap.

    >>> [each.masked for each in personal_data("张某，电话13800138000，住青禾市春晓路12号。")]
    ['138****8000', '青禾市******']
    """
    taken: list[tuple[int, int]] = []
    for each in (*_numbers(text), *_addresses(text)):
        if all(each.end <= start or each.start >= end for start, end in taken):
            taken.append((each.start, each.end))
            yield each


def _numbers(text: str) -> Iterator[PersonalDatum]:
    folded = text.translate(_DIGITS) if _FULL_WIDTH_DIGIT.search(text) else text
    if not _SOME_DIGITS.search(folded):
        return
    for kind, pattern, is_real, mask in _NUMBERS:
        for found in pattern.finditer(folded):
            number = _plain(found[0])
            if is_real(number):
                yield PersonalDatum(kind, *found.span(), text[found.start() : found.end()], mask(number))


def _addresses(text: str) -> Iterator[PersonalDatum]:
    if _SAID_OF_HOMES.search(text):
        for found in _LABELLED_ADDRESS.finditer(text):
            yield _address(text, *found.span("address"))
    # Looked for from their end, which few texts have: every stretch of text may be a beginning.
    for room in _ROOM.finditer(text):
        before = _STREET_BEFORE.search(text, max(0, room.start() - _LONGEST_STREET), room.start())
        if before:
            yield _address(text, before.start(), room.end())


def _address(text: str, start: int, end: int) -> PersonalDatum:
    return PersonalDatum("home_address", start, end, text[start:end], _masked_address(text[start:end]))


def is_identity_number(number: str) -> bool:
    """Return whether 18 characters are a citizen's identity number: a day of birth, and the right check digit.

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return born.year >= _FIRST_YEAR and _CHECK_DIGITS[total % 11] == number[17].upper()


def has_luhn_digit(number: str) -> bool:
    """Return whether the last digit of a number is the check digit of the others (ISO/IEC 7812).

    >>> has_luhn_digit("4111111111111111"), has_luhn_digit("4111111111111112")
    (True, False)
    """
    digits = [int(digit) for digit in reversed(number)]
    doubled = (2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _plain(number: str) -> str:
    return number.replace(" ", "").replace("-", "")


def _is_card(number: str) -> bool:
    return len(number) in (16, 17, 18, 19) and len(set(number)) > 2 and has_luhn_digit(number)


def _is_mobile(number: str) -> bool:
    return len(set(number)) > 2


def _masked_address(address: str) -> str:
    known = _DIVISION.match(address)
    shown = known[0] if known and len(known[0]) < len(address) else address[:2]
    return f"{shown}******"


_NUMBERS: tuple[tuple[PersonalKind, re.Pattern[str], Callable[[str], bool], Callable[[str], str]], ...] = (
    ("identity_number", _IDENTITY_NUMBER, is_identity_number, lambda number: f"{number[:6]}********{number[-4:]}"),
    ("bank_card", _BANK_CARD, _is_card, lambda number: f"{number[:4]}****{number[-4:]}"),
    ("mobile", _MOBILE, _is_mobile, lambda number: f"{number[:3]}****{number[-4:]}"),
)
"""Kinds of numbers, the longest first: within an identity number stands no other."""
