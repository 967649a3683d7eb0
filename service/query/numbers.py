"""Years, dates, index numbers and document numbers in a query."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.values.document_number import document_number_tail, looks_like_document_number, parse_document_number
from corpus.values.index_number import looks_like_index_number, parse_index_number, parts_of_number, run_of_number
from corpus.values.partial_date import PartialDate, parse_partial_date
from corpus.values.partial_index_number import parse_partial_index_number
from corpus.values.typed_index_number import typed_index_numbers, without_label
from indexer.analysis import is_alphanumeric, normalize, tokenize
from indexer.fields import FIELD, TEXT_FIELDS, Field
from indexer.query import Between, Contains, Keyword, Node, Or
from service.query.clauses import Clause, Kind, Requirement, Scope, unique
from service.query.interpretation import Note
from service.query.rank_terms import rank_terms
from service.query.short_document_numbers import short_document_number
from service.query.summary import folded, shortened
from service.query.syntax import Exact, Word

_RANGE = re.compile(r"\s*(?:\.{2,}|~+|至|到)\s*")
_KINDS_OF_ORDER = ("令", "公告", "通告", "布告")
_YEARS = re.compile(r"(\d{4})年?-+(\d{4})年?")
"""Only whole years may be joined by a dash: in 2020-01 it stands between year and month."""


NOT_UNDERSTOOD = "看不懂这个{}，按普通文字处理；可以写 2021、2020..2023、2020-01..2020-06"


def clause_of_number(leaf: Word | Exact, field: Field) -> Clause | None:
    """Return the clause of a year or a date, or of a range of them; None for anything else."""
    try:
        low, high = _dates(leaf.text)
    except ValueError:
        return None
    notes = []
    if low and high and low.first_day() > high.last_day():
        low, high = high, low
        notes.append(Note("起止写反了，已对调", leaf.start, leaf.end))
    if field.holds_years:
        if any(date and date.month for date in (low, high)):
            notes.append(Note("年份只看到年；要查某月某日请用“发布日期:”", leaf.start, leaf.end))
        low, high = _year_only(low), _year_only(high)
        node = Between(field.name, low.year if low else None, high.year if high else None)
    else:
        node = Between(field.name, low.ordinal if low else None, high.last_day().toordinal() if high else None)
    requirement = Requirement(node, Kind.NUMBER, _shown_range(low, high), field.label)
    return Clause((requirement,), notes=tuple(notes))


def _year_only(date: PartialDate | None) -> PartialDate | None:
    return PartialDate(date.year) if date else None


def _dates(text: str) -> tuple[PartialDate | None, PartialDate | None]:
    """Return both ends of a date, or of a range open at one side at most. Raises ValueError."""
    plain = normalize(text).strip()
    years = _YEARS.fullmatch(plain)
    ends = years.groups() if years else _RANGE.split(plain)
    if len(ends) > 2 or not any(ends):
        raise ValueError(text)
    dates = [parse_partial_date(end) if end else None for end in ends]
    return dates[0], dates[-1]


def _shown_range(low: PartialDate | None, high: PartialDate | None) -> str:
    if low == high and low:
        return low.isoformat()
    if low and high:
        return f"{low.isoformat()}—{high.isoformat()}"
    return f"{low.isoformat()} 及以后" if low else f"{high.isoformat() if high else ''} 及以前"


def _index_number_key(text: str) -> str:
    number = parse_index_number(text)
    return number.key if number else ""


def order_tail(text: str) -> str:
    """Return the tail of an order or a notice whose agency is left out, as in 第804号令; empty for anything else."""
    number = parse_document_number(text)
    return number.tail if number and number.agency in _KINDS_OF_ORDER else ""


def _document_number_key(text: str) -> str:
    number = parse_document_number(text)
    short = short_document_number(text) if number is None or number.serial is None else None
    return short.key if short and short.agency else number.key if number else ""


NUMBER_KEYS = {"index_number": _index_number_key, "document_number": _document_number_key}
_LOOKS_LIKE = {"index_number": looks_like_index_number, "document_number": looks_like_document_number}


def clause_of_identifier(leaf: Word | Exact, scope: Scope, field: Field) -> Clause:
    """Return the clause that finds a number however it is written, and numbers that hold what was typed."""
    sequence = tokenize(leaf.text)
    key = NUMBER_KEYS[field.name](leaf.text)
    keyword = Keyword(field.name, key) if key else None
    others = _index_numbers(leaf.text) if field.name == "index_number" else _orders(leaf.text)
    apart = tokenize(without_label(leaf.text)) if others else sequence
    texts = (Contains(each, scope.fields) for each in (sequence, apart) if each)
    node = Or(unique((*((keyword,) if keyword else ()), *texts, *others)))
    shown = folded(leaf.text)
    requirement = Requirement(
        node,
        Kind.EXACT,
        f"“{shortened(shown)}”",
        field.label,
        words=(shown,),
    )
    return Clause((requirement,), rank_terms(sequence, scope.fields), None if scope.excluded else keyword)


def _orders(text: str) -> tuple[Keyword, ...]:
    """Return the exact value by which orders and notices are found whose agency is left out."""
    tail = order_tail(text)
    return (Keyword("document_number_tail", tail),) if tail else ()


def _index_numbers(text: str) -> tuple[Keyword, ...]:
    """Return the exact values by which index numbers are found however they are written, or by a tail such as `2023-827`."""
    numbers = list(typed_index_numbers(text)) if any(map(str.isdecimal, text)) else []
    tails = [tail for number in numbers for tail in tails_of(number.raw)]
    written = [without_label(text)] if numbers else []
    return unique(
        (
            *(Keyword("index_number", number.key) for number in numbers),
            *(Keyword("index_number_tail", tail) for tail in tails),
            *(Keyword("index_number_parts", parts_of_number(each)) for each in written),
            *(Keyword("index_number_run", run_of_number(each)) for each in written),
        )
    )


def tails_of(text: str) -> list[str]:
    """Return the tails of index numbers that a text without their beginning may be."""
    patterns = parse_partial_index_number(text).patterns
    return [each.tail for each in patterns if each.tail and each.issuer is None]


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """The number that a whole query is: the label of its field, its usual spelling, and what matches the reports that carry it.

    `others` are more exact values by which they are told. `or_words` says that reports are found too that hold what was typed as words,
    and need not mention the number. `likeness` says in Chinese in what their numbers are unlike the one that was typed, which none carries.
    """

    label: str
    key: str
    carried: Keyword
    others: tuple[Keyword, ...] = ()
    or_words: bool = False
    likeness: str = ""

    @property
    def values(self) -> tuple[Keyword, ...]:
        """The exact values of which the reports that carry it have one."""
        return (self.carried, *self.others)

    @property
    def node(self) -> Node:
        """What matches the reports that carry it."""
        return Or(self.values) if self.others else self.carried


def asked_number(text: str) -> AskedNumber | None:
    """Return the index number or document number that a whole query is; None when it is neither."""
    for name, looks_like in _LOOKS_LIKE.items():
        if looks_like(text):
            key = NUMBER_KEYS[name](text)
            of_order = order_tail(text) if name == "document_number" else ""
            found = Keyword("document_number_tail", of_order) if of_order else Keyword(name, key)
            return AskedNumber(FIELD[name].label, key, found)
    short = short_document_number(text)
    if short is None:
        return None
    tail = Keyword("document_number_tail", document_number_tail(short.year, short.serial))
    carried = Keyword("document_number", short.key) if short.agency else tail
    return AskedNumber(FIELD["document_number"].label, short.key, carried)


def clause_of_asked_number(asked: AskedNumber, text: str) -> Clause:
    """Return the clause that finds whose number it is first, then what mentions it.

    What mentions the number must hold it in one piece: 2017 and 47, which are part of it, stand in any report.
    """
    sequences = unique((_without_signs_around(tokenize(text)), tokenize(asked.key)))
    node = Or((*asked.values, *(Contains(sequence, TEXT_FIELDS) for sequence in sequences)))
    requirement = Requirement(node, Kind.MIXED, f"按{asked.label}“{asked.key}”查找", words=(asked.key,))
    return Clause((requirement,), first=asked.node, highlights=sequences)


def _without_signs_around(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return tokens without the signs at their ends, quotes above all: a number in them may lack its last digits."""
    kept = [position for position, token in enumerate(tokens) if is_alphanumeric(token)]
    return tokens[kept[0] : kept[-1] + 1] if kept else tokens
