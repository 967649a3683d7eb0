"""Document numbers (发文字号, 文号): agency abbreviation, year and serial, such as `国办发〔2017〕47号`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.characters import HAN, clean_line, fold_dashes, fold_width, without_spaces
from corpus.simplified import simplified
from corpus.values.before_number import agency_start, leading_words
from corpus.values.chinese_numeral import COUNT_CLASS, DIGIT_CLASS, parse_count, parse_year
from corpus.values.partial_date import YEAR

_SHORT_FORMS = {"国令": "国务院令"}
"""Short forms of what numbers an order; its own pages write both for the same."""

MAX_LENGTH = 200
"""Archives sometimes put a sentence in this field; anything longer is body text under the wrong label."""

# 〔〕 is the standard (GB/T 9704); the rest is what people find on their keyboard, often not even in pairs.
_OPEN = r"[〔\[(（【［〈<﹝{〖《「『〘〚⟦]"
_CLOSE = r"[〕\])）】］〉>﹞}〗》」』〙〛⟧]"
_SIGNS_IN_AGENCY = re.compile(f"{_OPEN}|{_CLOSE}|、")
_YEAR = rf"(?P<year>{YEAR}|[一二][{DIGIT_CLASS}]{{3}})"
_COUNT = rf"(?P<serial>\d{{1,6}}|[{COUNT_CLASS}]{{1,9}})"
_SERIAL = rf"第?0*{_COUNT}(?:-0*(?P<part>\d{{1,4}}))?"
_BRANCH = rf"(?:之(?P<branch>\d{{1,3}}|[{COUNT_CLASS}]{{1,4}}))?"
_INNER = rf"{_OPEN}[{HAN}A-Za-z]{{1,6}}{_CLOSE}"
"""Part of an agency in brackets: 青人社（监）罚字, 青财〔建〕字."""

_AGENCY = rf"(?P<agency>(?:[{HAN}A-Za-z·、]|{_INNER}){{1,60}}?)"

_BRACKETED = re.compile(rf"{_AGENCY}{_OPEN}{_YEAR}年?{_CLOSE}字?{_SERIAL}(?:号{_BRANCH})?")
_CODED = re.compile(
    rf"(?P<agency>[A-Z]{{2,12}}\d{{0,4}}(?=-)|[A-Z]{{4,8}})(?P<sign>-?)(?P<year>{YEAR})-?0*(?P<serial>\d{{1,6}})"
)
"""Numbers under which rules are registered (统一登记号): QHCR-2023-01007, of which people leave out signs."""

_YEARLY = re.compile(rf"(?:{_AGENCY}{_OPEN}?)?{_YEAR}年{_SERIAL}号{_CLOSE}?")
_SEPARATED = re.compile(rf"{_AGENCY}[-\s]*{_YEAR}[-\s/]+{_SERIAL}号")
# Without a separator only the kinds of letter that carry a year in their number can be distinguished from house numbers.
_GLUED = re.compile(rf"(?P<agency>[{HAN}]{{1,20}}[发函字文办规通])\s*{_YEAR}{_SERIAL}号")
_NUMBERED = re.compile(rf"(?P<agency>[{HAN}A-Za-z·、]{{0,60}}?){_OPEN}?第0*{_COUNT}号{_CLOSE}?")
_UNORDERED = re.compile(
    rf"(?P<agency>[{HAN}·、]{{0,60}}?[令告]){_OPEN}?0*(?P<serial>\d{{1,4}}|[{COUNT_CLASS}]{{1,9}})号{_CLOSE}?"
)
"""An order or a notice without 第: 国务院令804号. With more digits they are a year and a serial without signs: 公告20213号."""

_REVERSED = re.compile(
    rf"(?P<agency>[{HAN}·、]{{0,60}}?)(?:{_OPEN}?{_YEAR}年?{_CLOSE}?)?第?0*{_COUNT}号(?P<kind>令|[公通布]告)"
)
"""An order or a notice whose kind stands behind its number: 国务院第804号令, 2021年第5号公告."""

_OF_SESSION = re.compile(
    rf"(?P<agency>[{HAN}·、]{{0,60}}?){_OPEN}?(?:第?(?P<session>\d{{1,2}}|[{COUNT_CLASS}]{{1,3}})届){_CLOSE}?{_OPEN}?第?0*{_COUNT}号{_CLOSE}?"
)
"""A notice of a people's congress, numbered anew in each of its terms: 公告〔十四届〕第八号, 公告（十四届第8号）."""

_POINTS = " 。.，,；;、:“”\"'"
_AROUND = f"{_POINTS}《》()【】[]"
"""What is pasted along with a number: `（国务院令第804号）。`."""

_INSIDE = re.compile(rf"(?<![{HAN}])(?P<agency>(?:[{HAN}]|{_INNER}){{1,20}}){_OPEN}{_YEAR}{_CLOSE}{_SERIAL}号{_BRANCH}")
_BETWEEN_NUMBERS = re.compile(rf"(?<=号)[\s;,、/和]*(?=[{HAN}A-Za-z]{{2}})")
_MOST_JOINT = 8
"""Numbers of one document that several agencies issued."""

_MISREAD = re.compile(r"(?<=[〔\[(【「])(?=\D{0,3}\d)[\dOoIl]{4}(?=[〕\])】」])|(?<=[〕\])】」第])[\dOoIl]{2,6}(?=号)")
"""Years and serials with letters that look like digits, as text recognition and people write them: 7O号."""

YEAR_OPENING, YEAR_CLOSING = r"[〔\[(（【［〈﹝]", r"[〕\])）】］〉﹞]"
"""What stands around the year of a number within a text, where other signs are more often around something else."""

_DIGITS = str.maketrans("OoIl", "0011")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number as published (`raw`) with its parts where they are recognised; make one with the parser.

    `part` is what follows the serial of a document in several parts: the 15 of `〔2024〕3-15号`; `branch` what follows 之 behind it:
    the 1 of `8号之一`. `agency` is without brackets and 、, in simplified script and capital letters; that of a code ends with its hyphen.

    >>> parse_document_number("国办发[2017] 047号").key, parse_document_number("青人社（监）罚字〔2023〕8号之一").key
    ('国办发〔2017〕47号', '青人社监罚字〔2023〕8号之1')
    >>> parse_document_number("青禾县人大常委会公告〔十四届〕第八号").key
    '青禾县人大常委会公告14届第8号'
    >>> parse_document_number("国令第845号").key, parse_document_number("中华人民共和国国务院令 第 804 号").key
    ('国务院令第845号', '国务院令第804号')
    """

    raw: str
    agency: str = ""
    year: int | None = None
    serial: int | None = None
    part: int | None = None
    branch: int | None = None

    @property
    def key(self) -> str:
        """The spelling shared by all spellings of this number; compare and look up by it."""
        if self.serial is None:
            return simplified(without_spaces(fold_width(self.raw)))
        if self.agency.endswith("-"):
            return f"{self.agency}{self.year}-{self.serial}"
        serial = f"{self.serial}" if self.part is None else f"{self.serial}-{self.part}"
        number = f"{self.agency}第{serial}号" if self.year is None else f"{self.agency}〔{self.year}〕{serial}号"
        return number if self.branch is None else f"{number}之{self.branch}"

    @property
    def each(self) -> tuple[DocumentNumber, ...]:
        """The numbers that are published together as one, of a document that several agencies issued; else itself alone.

        >>> [each.key for each in parse_document_number("青财发〔2023〕21号；青税发〔2023〕9号").each]
        ['青财发〔2023〕21号', '青税发〔2023〕9号']
        """
        return _joint(self.raw) or (self,)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its key, and those of the numbers published together as it."""
        return tuple(dict.fromkeys((self.key, *(each.key for each in self.each))))

    @property
    def tails(self) -> tuple[str, ...]:
        """The tails of it and of the numbers published together as it."""
        return tuple(dict.fromkeys(each.tail for each in self.each if each.tail))

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
    match = None if _joint(raw) else _parted(raw) or _only_one_inside(raw)
    if match is None:
        return DocumentNumber(raw)
    groups = match.groupdict()
    serial = _number(groups["serial"], parse_count)
    year = _number(groups.get("year"), parse_year)
    agency = _agency(groups)
    if serial is None or agency is None or (groups.get("year") and year is None):
        return DocumentNumber(raw)
    return DocumentNumber(
        raw,
        agency=agency,
        year=year,
        serial=serial,
        part=_number(groups.get("part"), parse_count),
        branch=_number(groups.get("branch"), parse_count),
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
    match = _whole(raw) if len(raw) <= MAX_LENGTH else None
    before = without_spaces(match.groupdict().get("agency") or "") if match else ""
    return match is not None and agency_start(before) == leading_words(before)


def _parted(raw: str) -> re.Match[str] | None:
    return _whole(raw) or _CODED.fullmatch(_folded(raw).upper())


def _folded(raw: str) -> str:
    """Return a number in plain letters, digits and dashes and in simplified script, with digits for letters that look like them."""
    folded = simplified(fold_dashes(fold_width(raw)))
    return _MISREAD.sub(lambda found: found[0].translate(_DIGITS), folded)


def _whole(raw: str) -> re.Match[str] | None:
    folded = _folded(raw).strip(_POINTS)
    return _of_any_form(folded) or _of_any_form(folded.strip(_AROUND))


def _of_any_form(folded: str) -> re.Match[str] | None:
    squeezed = without_spaces(folded)
    return (
        _BRACKETED.fullmatch(squeezed)
        or _YEARLY.fullmatch(squeezed)
        or _SEPARATED.fullmatch(folded)
        or _GLUED.fullmatch(squeezed)
        or _NUMBERED.fullmatch(squeezed)
        or _UNORDERED.fullmatch(squeezed)
        or _REVERSED.fullmatch(squeezed)
        or _OF_SESSION.fullmatch(squeezed)
    )


def _joint(raw: str) -> tuple[DocumentNumber, ...]:
    """Return the numbers that a field is made of, none where it is a single one or holds anything else."""
    if raw.count("号") + raw.count("號") < 2:
        return ()
    pieces = _BETWEEN_NUMBERS.split(_folded(raw).strip(_POINTS), maxsplit=_MOST_JOINT)
    if len(pieces) < 2 or not all(_BRACKETED.fullmatch(without_spaces(each)) for each in pieces):
        return ()
    return tuple(number for each in pieces if (number := parse_document_number(each)))


def _agency(groups: dict[str, str | None]) -> str | None:
    """Return the agency or kind of order, None where a title stands before it whose end can't be told."""
    before = without_spaces(groups.get("agency") or "")
    start = agency_start(before)
    if start is None:
        return None
    of_code = "" if groups.get("sign") is None else "-"
    session = _number(groups.get("session"), parse_count)
    behind = of_code + (groups.get("kind") or "") + (f"{session}届" if session else "")
    return _short_agency(_SIGNS_IN_AGENCY.sub("", before[start:]).upper() + behind)


def _short_agency(agency: str) -> str:
    """Return the agency or kind of order without the name of the state, which people leave out: 国务院令, 主席令."""
    short = agency.removeprefix("中华人民共和国")
    short = _SHORT_FORMS.get(short, short)
    return short if len(short) > 2 else agency


def _only_one_inside(raw: str) -> re.Match[str] | None:
    """Return the number in a field that says more, such as a title followed by its number in brackets."""
    found = list(_INSIDE.finditer(without_spaces(_folded(raw))))
    return found[0] if len(found) == 1 else None


def _number(text: str | None, parse: Callable[[str], int | None]) -> int | None:
    """Return a number in digits, or in characters that `parse` reads."""
    if not text:
        return None
    return int(text) if text.isdecimal() else parse(text)
