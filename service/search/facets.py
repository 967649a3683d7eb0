"""The facets of a search and their kinds, terms, years and validity: what of one may be selected, and what that means.

To count and select by another field, mark it as a facet in `indexer.fields`; parameters, menus and filters follow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar

from corpus.values.partial_date import MAX_YEAR, MIN_YEAR
from indexer.fields import FIELDS, Field
from indexer.query import Filter
from service.parameters import MAX_VALUE_LENGTH, BadValue, or_blank, text_schema
from service.search.validity import STATUSES, VALIDITY, validity_filter

Years = tuple[int | None, int | None]
"""A range of years, both included, open at None."""

Selection = str | Years
"""Something selected of a facet: a value of a terms facet, or a range of a years facet."""

Counts = tuple[tuple[str, int], ...]
"""The values of a facet, each with the number of reports that have it."""

S = TypeVar("S", bound=Selection)

YEAR_PATTERN = "(19|20)[0-9]{2}"
"""A year as programs should write it, in the syntax of JSON Schema: in digits of ASCII, without what only Python's patterns have."""

_YEARS = re.compile(r"([0-9]{4})?(\.\.)?([0-9]{4})?")
_UNTIL = re.compile(r"(?<=[0-9])\s*年?\s*(?:[-–—−~～]+|至|到)\s*(?=[0-9])")
"""What people write between two years."""


class Facet(Protocol[S]):
    """A facet field as people select by it.

    `meaning` and `schema` describe the parameter; `is_histogram` says that values are shown as bars of a histogram.
    """

    is_histogram: ClassVar[bool]
    schema: ClassVar[Mapping[str, object]]

    @property
    def field(self) -> Field:
        """The field that is counted."""

    @property
    def meaning(self) -> str:
        """What selecting by it does, in Chinese."""

    def parse(self, text: str) -> S:
        """Return what a parameter's value selects. Raises BadValue."""

    def write(self, selection: S) -> str:
        """Return a selection as `parse` understands it."""

    def describe(self, selection: S) -> str:
        """Return a selection in words, in Chinese."""

    def selection_of(self, value: str) -> S:
        """Return the selection of one counted value alone."""

    def is_selected(self, value: str, selections: Sequence[S]) -> bool:
        """Return whether a counted value is selected."""

    def toggle(self, value: str, selections: Sequence[S]) -> tuple[S, ...]:
        """Return the selections after a click on a counted value."""

    def with_unmatched(self, counts: Counts, selections: Sequence[S]) -> Counts:
        """Return an engine's counts and behind them, with 0, selected values that nothing matches any more."""

    def filter(self, selections: Sequence[S], today: date) -> Filter:
        """Return what an engine filters by on a day."""


@dataclass(frozen=True, slots=True)
class TermsFacet:
    """A facet of a keyword field: its values are selected one by one."""

    field: Field

    is_histogram: ClassVar[bool] = False
    schema: ClassVar[Mapping[str, object]] = text_schema()

    @property
    def meaning(self) -> str:
        """What selecting by it does, in Chinese."""
        return f"只要{self.field.label}是这个值的报告，须与报告所载完全一致；可重复，符合其一即可"

    def parse(self, text: str) -> str:
        """Return the value itself."""
        return text

    def write(self, selection: str) -> str:
        """Return the value itself."""
        return selection

    def describe(self, selection: str) -> str:
        """Return the value itself."""
        return selection

    def selection_of(self, value: str) -> str:
        """Return the value itself."""
        return value

    def is_selected(self, value: str, selections: Sequence[str]) -> bool:
        """Return whether a counted value is selected."""
        return value in selections

    def toggle(self, value: str, selections: Sequence[str]) -> tuple[str, ...]:
        """Return the selections without the value or, where it is not among them, with it."""
        if value in selections:
            return tuple(each for each in selections if each != value)
        return (*selections, value)

    def with_unmatched(self, counts: Counts, selections: Sequence[str]) -> Counts:
        """Return an engine's counts and behind them, with 0, selected values that nothing matches any more."""
        matched = {value for value, _ in counts}
        return (*counts, *((value, 0) for value in selections if value not in matched))

    def filter(self, selections: Sequence[str], today: date) -> Filter:
        """Return what an engine filters by, whatever the day."""
        return Filter(self.field.name, values=tuple(selections))


@dataclass(frozen=True, slots=True)
class YearsFacet:
    """A facet of a number field that holds years: ranges of them are selected."""

    field: Field

    is_histogram: ClassVar[bool] = True
    schema: ClassVar[Mapping[str, object]] = or_blank(
        {"type": "string", "pattern": rf"^({YEAR_PATTERN}|{YEAR_PATTERN}\.\.({YEAR_PATTERN})?|\.\.{YEAR_PATTERN})$"}
    )

    @property
    def meaning(self) -> str:
        """What selecting by it does, in Chinese."""
        return "只要这一年或这些年的报告：2021、2020..2023、2020..、..2023，两端都算；可重复，符合其一即可"

    def parse(self, text: str) -> Years:
        """Return the first and the last year of a year or a range of years. Raises BadValue.

        >>> [FACETS["year"].parse(text) for text in ("2021", "2020..2023", "2020..", "..2023", "2020年—2023年")]
        [(2021, 2021), (2020, 2023), (2020, None), (None, 2023), (2020, 2023)]
        """
        typed = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
        match = _YEARS.fullmatch(_UNTIL.sub("..", typed))
        first, dots, last = match.groups() if match else (None, None, None)
        low, high = (int(each) if each else None for each in (first, last if dots else first))
        if (low, high) == (None, None) or (last and not dots):
            raise BadValue("应为四位年份或年份范围，如 2021、2020..2023、2020..、..2023")
        if any(year is not None and not MIN_YEAR <= year <= MAX_YEAR for year in (low, high)):
            raise BadValue(f"年份应在 {MIN_YEAR} 至 {MAX_YEAR} 之间")
        if low is not None and high is not None and low > high:
            raise BadValue(f"起始年份 {low} 晚于截止年份 {high}")
        return low, high

    def write(self, selection: Years) -> str:
        """Return a range as `parse` understands it.

        >>> [FACETS["year"].write(years) for years in ((2021, 2021), (None, 2023))]
        ['2021', '..2023']
        """
        low, high = selection
        return str(low) if low == high else f"{low or ''}..{high or ''}"

    def describe(self, selection: Years) -> str:
        """Return a range in words.

        >>> [FACETS["year"].describe(years) for years in ((2021, 2021), (2020, 2023), (2020, None), (None, 2023))]
        ['2021年', '2020年至2023年', '2020年及以后', '2023年及以前']
        """
        low, high = selection
        if low == high:
            return f"{low}年"
        if high is None:
            return f"{low}年及以后"
        return f"{low}年至{high}年" if low else f"{high}年及以前"

    def selection_of(self, value: str) -> Years:
        """Return the range of one year."""
        return int(value), int(value)

    def is_selected(self, value: str, selections: Sequence[Years]) -> bool:
        """Return whether a year lies in a selected range."""
        year = int(value)
        return any((low is None or low <= year) and (high is None or year <= high) for low, high in selections)

    def toggle(self, value: str, selections: Sequence[Years]) -> tuple[Years, ...]:
        """Return the selections without a year or, where it is not among them, with it; one within a range narrows all to itself."""
        alone = self.selection_of(value)
        if alone in selections:
            return tuple(each for each in selections if each != alone)
        return (alone,) if self.is_selected(value, selections) else (*selections, alone)

    def with_unmatched(self, counts: Counts, selections: Sequence[Years]) -> Counts:
        """Return the counts as they are: a range is not one of the values."""
        return counts

    def filter(self, selections: Sequence[Years], today: date) -> Filter:
        """Return what an engine filters by, whatever the day."""
        return Filter(self.field.name, ranges=tuple(selections))


@dataclass(frozen=True, slots=True)
class ValidityFacet(TermsFacet):
    """The facet of whether reports are in force today, which is no field of the index."""

    schema: ClassVar[Mapping[str, object]] = or_blank({"type": "string", "enum": list(STATUSES)})

    @property
    def meaning(self) -> str:
        """What selecting by it does, in Chinese."""
        return "只要今天是否有效合于此的报告：以公布的有效性为准，没有公布时按报告自己写的施行、失效日期，和别的报告写明的废止；可重复，符合其一即可"

    def parse(self, text: str) -> str:
        """Return the value itself. Raises BadValue."""
        if text not in STATUSES:
            raise BadValue(f"只能是 {'、'.join(STATUSES)} 之一")
        return text

    def filter(self, selections: Sequence[str], today: date) -> Filter:
        """Return what an engine filters by on a day."""
        return validity_filter(tuple(selections), today)


_FIELDS = {field.name: YearsFacet(field) if field.holds_years else TermsFacet(field) for field in FIELDS if field.facet}
FACETS: Mapping[str, Facet[Any]] = {**_FIELDS, VALIDITY.name: ValidityFacet(VALIDITY)}
"""The facets by name, those of fields in the order of the field table."""


def parse_selections(facet: Facet[S], texts: Sequence[str]) -> tuple[S, ...]:
    """Return what a parameter's values select, each once, in the order they came. Raises BadValue."""
    distinct = tuple(dict.fromkeys(texts))
    if any(len(text) > MAX_VALUE_LENGTH for text in distinct):
        raise BadValue(f"每个值最多 {MAX_VALUE_LENGTH} 个字符")
    return tuple(dict.fromkeys(map(facet.parse, distinct)))
