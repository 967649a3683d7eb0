"""Document numbers (发文字号, 文号): agency abbreviation, year and serial, such as `国办发〔2017〕47号`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.characters import clean_line, fold_dashes, fold_width, without_spaces
from corpus.values.chinese_numeral import COUNT_CLASS, DIGIT_CLASS, parse_count, parse_year

_SHORT_FORMS = {"国令": "国务院令"}
"""Short forms of what numbers an order; its own pages write both for the same."""

MAX_LENGTH = 200
"""Archives sometimes put a sentence in this field; anything longer is body text under the wrong label."""

# 〔〕 is the standard (GB/T 9704); the rest is what people find on their keyboard, often not even in pairs.
_OPEN = r"[〔\[(（【［〈<﹝{〖《]"
_CLOSE = r"[〕\])）】］〉>﹞}〗》]"
_YEAR = rf"(?P<year>(?:19|20)\d\d|[一二][{DIGIT_CLASS}]{{3}})"
_COUNT = rf"(?P<serial>\d{{1,6}}|[{COUNT_CLASS}]{{1,9}})"
_SERIAL = rf"第?0*{_COUNT}(?:-0*(?P<part>\d{{1,4}}))?"
_AGENCY = r"(?P<agency>[\u3400-\u9fffA-Za-z·、]{1,60}?)"

_BRACKETED = re.compile(rf"{_AGENCY}{_OPEN}{_YEAR}年?{_CLOSE}字?{_SERIAL}号?")
_YEARLY = re.compile(rf"(?:{_AGENCY}{_OPEN}?)?{_YEAR}年{_SERIAL}号{_CLOSE}?")
_SEPARATED = re.compile(rf"{_AGENCY}[-\s]*{_YEAR}[-\s/]+{_SERIAL}号")
# Without a separator only the kinds of letter that carry a year in their number can be distinguished from house numbers.
_GLUED = re.compile(rf"(?P<agency>[\u3400-\u9fff]{{1,20}}[发函字文办规通])\s*{_YEAR}{_SERIAL}号")
_NUMBERED = re.compile(rf"(?P<agency>[\u3400-\u9fffA-Za-z·、]{{0,60}}?){_OPEN}?第0*{_COUNT}号{_CLOSE}?")
_UNORDERED = re.compile(
    rf"(?P<agency>[\u3400-\u9fff·、]{{0,60}}?[令告]){_OPEN}?0*(?P<serial>\d{{1,4}}|[{COUNT_CLASS}]{{1,9}})号{_CLOSE}?"
)
"""An order or a notice without 第: 国务院令804号. With more digits they are a year and a serial without signs: 公告20213号."""

_REVERSED = re.compile(
    rf"(?P<agency>[\u3400-\u9fff·、]{{0,60}}?)(?:{_OPEN}?{_YEAR}年?{_CLOSE}?)?第?0*{_COUNT}号(?P<kind>令|[公通布]告)"
)
"""An order or a notice whose kind stands behind its number: 国务院第804号令, 2021年第5号公告."""

_AROUND = " 。.，,；;、:《》“”\"'()【】[]"
"""What is pasted along with a number: `（国务院令第804号）。`."""

_INSIDE = re.compile(rf"(?<![\u3400-\u9fff])(?P<agency>[\u3400-\u9fff]{{1,20}}){_OPEN}{_YEAR}{_CLOSE}{_SERIAL}号")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number as published (`raw`) with its parts where they are recognised; make one with the parser.

    `part` is what follows the serial of a document in several parts: the 15 of `〔2024〕3-15号`.

    >>> parse_document_number("国办发[2017] 047号").key
    '国办发〔2017〕47号'
    >>> parse_document_number("国令第845号").key, parse_document_number("中华人民共和国国务院令 第 804 号").key
    ('国务院令第845号', '国务院令第804号')
    """

    raw: str
    agency: str = ""
    year: int | None = None
    serial: int | None = None
    part: int | None = None

    @property
    def key(self) -> str:
        """The spelling shared by all spellings of this number; compare and look up by it."""
        if self.serial is None:
            return without_spaces(fold_width(self.raw))
        serial = f"{self.serial}" if self.part is None else f"{self.serial}-{self.part}"
        return f"{self.agency}第{serial}号" if self.year is None else f"{self.agency}〔{self.year}〕{serial}号"

    @property
    def tail(self) -> str:
        """What is left of it without its agency, by which it is found when nobody typed that; empty without a serial.

        >>> [parse_document_number(text).tail for text in ("国办发〔2017〕47号", "国务院令第804号", "见附件")]
        ['2017-47', '令-804', '']
        """
        return "" if self.serial is None else document_number_tail(self.year or self.agency[-1:], self.serial)

    def __str__(self) -> str:
        """Return the number as it is shown: as published."""
        return self.raw


def parse_document_number(text: str) -> DocumentNumber | None:
    """Return the document number `text` holds, or None when it holds no letter or digit or is longer than `MAX_LENGTH`.

    >>> parse_document_number("工信厅科函 2023 37号").key
    '工信厅科函〔2023〕37号'
    >>> parse_document_number("青禾市人民政府公告第３号").serial
    3
    >>> parse_document_number("（见附件）").key
    '(见附件)'
    """
    raw = clean_line(text)
    if len(raw) > MAX_LENGTH or not re.search(r"[^\W_]", raw):
        return None
    match = _whole(raw) or _only_one_inside(raw)
    if match is None:
        return DocumentNumber(raw)
    groups = match.groupdict()
    serial = _number(groups["serial"], parse_count)
    year = _number(groups.get("year"), parse_year)
    if serial is None or (groups.get("year") and year is None):
        return DocumentNumber(raw)
    return DocumentNumber(
        raw,
        agency=_short_agency(without_spaces((groups.get("agency") or "") + (groups.get("kind") or ""))),
        year=year,
        serial=serial,
        part=_number(groups.get("part"), parse_count),
    )


def document_number_tail(year_or_kind: int | str, serial: int) -> str:
    """Return the tail of the numbers of a year, or of orders and the like without one, with this serial."""
    return f"{year_or_kind}-{serial}"


def looks_like_document_number(text: str) -> bool:
    """Return whether `text`, all of it, is a document number with its serial.

    >>> looks_like_document_number("国办发(2017)47号"), looks_like_document_number("第12号")
    (True, True)
    >>> looks_like_document_number("人民路47号"), looks_like_document_number("2017年"), looks_like_document_number("通知")
    (False, False, False)
    """
    raw = clean_line(text)
    return len(raw) <= MAX_LENGTH and _whole(raw) is not None


def _whole(raw: str) -> re.Match[str] | None:
    folded = fold_dashes(fold_width(raw)).strip(_AROUND)
    squeezed = without_spaces(folded)
    return (
        _BRACKETED.fullmatch(squeezed)
        or _YEARLY.fullmatch(squeezed)
        or _SEPARATED.fullmatch(folded)
        or _GLUED.fullmatch(squeezed)
        or _NUMBERED.fullmatch(squeezed)
        or _UNORDERED.fullmatch(squeezed)
        or _REVERSED.fullmatch(squeezed)
    )


def _short_agency(agency: str) -> str:
    """Return the agency or kind of order without the name of the state, which people leave out: 国务院令, 主席令."""
    short = agency.removeprefix("中华人民共和国")
    short = _SHORT_FORMS.get(short, short)
    return short if len(short) > 2 else agency


def _only_one_inside(raw: str) -> re.Match[str] | None:
    """Return the number in a field that says more, such as a title followed by its number in brackets."""
    found = list(_INSIDE.finditer(without_spaces(fold_width(raw))))
    return found[0] if len(found) == 1 else None


def _number(text: str | None, parse: Callable[[str], int | None]) -> int | None:
    """Return a number in digits, or in characters that `parse` reads."""
    if not text:
        return None
    return int(text) if text.isdecimal() else parse(text)
