"""Document numbers (文号) typed where an index number belongs: whole, without their year, without their agency, or a piece of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.characters import HAN, fold_width, without_spaces
from corpus.values.chinese_numeral import COUNT_CLASS, parse_count
from corpus.values.document_number import DocumentNumber, parse_document_number
from corpus.values.index_number import LOOK_ALIKES
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.query import Contains, Keyword, Plan
from service.query.numbers import AskedNumber, asked_number

_LABEL = re.compile(r"^\s*[\[【]?\s*(?:发文字号|文\s*号|文件编号)\s*[\]】]?\s*[:：]?\s*")
_WITHOUT_YEAR = re.compile(rf"(?P<agency>[{HAN}·、]{{2,20}}?)第?0*(?P<serial>\d{{1,5}}|[{COUNT_CLASS}]{{1,7}})号?")
_LETTER = re.compile(r"[^\W\d_]")
_MOST_KEYS = 5_000
"""Numbers of one agency that are looked through; the busiest have some hundreds a year."""

_MOST_FOUND = 20

_MOST_LIKE = 300
"""Reports of one year and serial that are read; as many agencies number what they issue."""

_SHORTEST_NAME = 3
_KINDS = "令告"
"""Numbers of orders and notices begin with a name, which is shortened in many ways; other numbers with an abbreviation."""

Likely = tuple[int, str, Iterable[str]]
"""How unlikely reports are, why they may be meant, in Chinese, and their ids."""


def asked(typed: str) -> str:
    """Return the document number that a typed text is, in its usual spelling, else an empty string."""
    number = _asked(_plain(typed))
    return number.key if number else ""


def possible_numbers(typed: str) -> Iterator[Keyword]:
    """Yield the document numbers that a typed text may be, each as a value of its field: as it stands, and with digits for letters
    that look like them."""
    plain = _plain(typed)
    for spelling in dict.fromkeys((plain, fold_width(plain).upper().translate(LOOK_ALIKES))):
        number, whole = _asked(spelling), parse_document_number(spelling)
        if number:
            yield number.carried
        if whole:
            yield Keyword("document_number", whole.key)


def likely(engine: Engine, typed: str) -> Iterator[Likely]:
    """Yield the reports whose document number may be meant; none for a text without letters or characters."""
    plain = _plain(typed)
    if not _LETTER.search(plain):
        return
    if match := _WITHOUT_YEAR.fullmatch(without_spaces(fold_width(plain))):
        yield 1, "文号除年份外相同", _ids(engine, _of_any_year(engine, match["agency"], _serial(match["serial"])))
    if (number := parse_document_number(plain)) and number.tail:
        yield 1, "文号的机关代字相近，其余相同", _of_like_agency(engine, number)
    holding = Plan(Contains(tokenize(plain), ("document_number",)), limit=_MOST_FOUND)
    yield 2, "文号里有这一段", [hit.id for hit in engine.search(holding).hits]


def written_otherwise(engine: Engine, key: str) -> tuple[Keyword, ...]:
    """Return the numbers of the archive that differ from one, by its key, only in how the agency is written: 青环罚 for 青环罚字, 市政府令 for
    青禾市人民政府令. Nobody has the number itself."""
    number = parse_document_number(key)
    if number is None or not number.tail or not number.agency:
        return ()
    ids = engine.lookup("document_number_tail", [number.tail]).get(number.tail, ())[:_MOST_LIKE]
    published = (report.document_number for report in engine.get(ids).values())
    each_published = (each for found in published if found for each in found.each)
    keys = [each.key for each in each_published if _same_but_alike(number, each)]
    return tuple(Keyword("document_number", each) for each in dict.fromkeys(keys))[:_MOST_FOUND]


def _same_but_alike(number: DocumentNumber, other: DocumentNumber) -> bool:
    parts = (number.tail, number.part, number.branch) == (other.tail, other.part, other.branch)
    short, long = sorted((_bare(number.agency), _bare(other.agency)), key=len)
    if len(short) < _SHORTEST_NAME and short != long:
        return False
    if short[-1:] == long[-1:] and short[-1:] in _KINDS:
        return parts and _shortens(short, long)
    return parts and long.endswith(short)


def _bare(agency: str) -> str:
    """Return an agency's abbreviation without the sign of a document, which some leave out before the year: 青环罚字."""
    return agency.removesuffix("字")


def _plain(typed: str) -> str:
    return _LABEL.sub("", typed)


def _asked(plain: str) -> AskedNumber | None:
    number = asked_number(plain)
    return number if number and number.carried.field != "index_number" else None


def _serial(text: str) -> int | None:
    return int(text) if text.isdecimal() else parse_count(text)


def _of_any_year(engine: Engine, agency: str, serial: int | None) -> list[str]:
    """Return the numbers of an agency with a serial, those of the latest year first."""
    keys = islice(engine.vocabulary("document_number", agency), _MOST_KEYS)
    numbers = [number for key, _ in keys if (number := parse_document_number(key)) and number.agency == agency]
    of_serial = [number for number in numbers if number.serial == serial]
    return [number.key for number in sorted(of_serial, key=lambda number: -(number.year or 0))][:_MOST_FOUND]


def _of_like_agency(engine: Engine, number: DocumentNumber) -> list[str]:
    """Return the reports whose number differs in its agency only, which is a longer or shorter form of the one typed."""
    ids = engine.lookup("document_number_tail", [number.tail]).get(number.tail, ())
    reports = engine.get(ids)
    return [
        each
        for each in ids
        if each in reports
        and (other := reports[each].document_number)
        and (_shortens(number.agency, other.agency) or _shortens(other.agency, number.agency))
    ]


def _shortens(short: str, long: str) -> bool:
    """Return whether the characters of one name stand in another in the same order, as 人大常委会 does."""
    rest = iter(long)
    return all(character in rest for character in short)


def _ids(engine: Engine, keys: list[str]) -> list[str]:
    found = engine.lookup("document_number", keys)
    return [each for key in keys for each in found.get(key, ())]
