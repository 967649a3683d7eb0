"""The links of a page of results: facets, filters to remove, orders and pages, each with the search it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.fields import FACET_FIELDS, FIELD
from indexer.query import Sort
from service.search.model import MAX_DEPTH, FacetValue, SearchRequest, SearchResult

SHOWN_FACET_VALUES = 8
"""The number of values of a facet shown at once; more would push the next facet off a laptop's screen."""
PAGES_AROUND = 2
"""The number of page links on either side of the current one: seven links fit a phone's width."""

SORT_LABELS = {Sort.RELEVANCE: "相关度", Sort.NEWEST: "最新发布", Sort.OLDEST: "最早发布"}


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A facet value and the search that chooses it or, when it is chosen, no longer does.

    `share` is its count in percent of the facet's greatest, at least 1, for a bar.
    """

    value: str
    count: int
    selected: bool
    share: int
    leads_to: SearchRequest


@dataclass(frozen=True, slots=True)
class FacetMenu:
    """A facet: values shown at once, and `more` that people may open."""

    field: str
    label: str
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]

    @property
    def opened(self) -> bool:
        """Return whether one of `more` is chosen, so that they have to be seen."""
        return any(link.selected for link in self.more)


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the search without it."""

    label: str
    text: str
    leads_to: SearchRequest


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages to turn to: `numbers` with None for a gap; `last` is the last one that can be reached.

    `truncated` says that there are hits behind it.
    """

    numbers: tuple[int | None, ...]
    previous: int | None
    next: int | None
    last: int
    truncated: bool


def facet_menus(request: SearchRequest, result: SearchResult) -> tuple[FacetMenu, ...]:
    """Return the facets that have values, in the order of the field table."""
    return tuple(_menu(request, field, result.facets[field]) for field in FACET_FIELDS if result.facets.get(field))


def _menu(request: SearchRequest, field: str, values: Sequence[FacetValue]) -> FacetMenu:
    greatest = max(value.count for value in values) or 1
    links = tuple(
        FacetLink(
            value.value,
            value.count,
            value.selected,
            max(1, round(100 * value.count / greatest)),
            _toggled(request, field, value.value),
        )
        for value in values
    )
    return FacetMenu(field, FIELD[field].label, links[:SHOWN_FACET_VALUES], links[SHOWN_FACET_VALUES:])


def _toggled(request: SearchRequest, field: str, value: str) -> SearchRequest:
    if field == "year":
        return _year_toggled(request, int(value))
    chosen = request.filters.get(field, ())
    if value in chosen:
        return without_value(request, field, value)
    return replace(request, filters={**request.filters, field: (*chosen, value)}, page=1)


def _year_toggled(request: SearchRequest, year: int) -> SearchRequest:
    """Return the search with a year chosen or, when it was, no longer chosen. A year chosen as part of a range narrows the search to itself."""
    alone = (year, year)
    if alone in request.years:
        return replace(request, years=tuple(each for each in request.years if each != alone), page=1)
    within_range = any((low or 0) <= year <= (high or year) for low, high in request.years)
    return replace(request, years=(alone,) if within_range else (*request.years, alone), page=1)


def without_value(request: SearchRequest, field: str, value: str) -> SearchRequest:
    """Return the search that no longer asks for one value of a facet."""
    left = tuple(each for each in request.filters.get(field, ()) if each != value)
    return replace(request, filters={**request.filters, field: left}, page=1)


def without_filters(request: SearchRequest) -> SearchRequest:
    """Return the search with its query and order alone."""
    return replace(request, filters={}, years=(), published_from=None, published_to=None, page=1)


def chips(request: SearchRequest) -> tuple[Chip, ...]:
    """Return every filter in force."""
    return (*_value_chips(request), *_year_chips(request), *_date_chips(request))


def _value_chips(request: SearchRequest) -> Iterable[Chip]:
    for field, values in request.filters.items():
        for value in values:
            yield Chip(FIELD[field].label, value, without_value(request, field, value))


def _year_chips(request: SearchRequest) -> Iterable[Chip]:
    for years in request.years:
        low, high = years
        if low == high:
            text = f"{low}年"
        elif high is None:
            text = f"{low}年及以后"
        else:
            text = f"{low}年至{high}年" if low else f"{high}年及以前"
        left = tuple(each for each in request.years if each != years)
        yield Chip(FIELD["year"].label, text, replace(request, years=left, page=1))


def _date_chips(request: SearchRequest) -> Iterable[Chip]:
    if (first := request.published_from) is not None:
        yield Chip("发布日期", f"{date.fromordinal(first)} 起", replace(request, published_from=None, page=1))
    if (last := request.published_to) is not None:
        yield Chip("发布日期", f"{date.fromordinal(last)} 止", replace(request, published_to=None, page=1))


def pages(request: SearchRequest, result: SearchResult) -> Pages:
    """Return the pages around the one asked for, the first and the last that can be reached."""
    needed = -(-result.total // request.page_size)
    last = min(needed, MAX_DEPTH // request.page_size)
    page = request.page
    around = {1, last, *range(page - PAGES_AROUND, page + PAGES_AROUND + 1)}
    return Pages(
        numbers=_with_gaps(sorted(number for number in around if 1 <= number <= last)),
        previous=min(page - 1, last) if page > 1 and last else None,
        next=page + 1 if page < last else None,
        last=last,
        truncated=needed > last,
    )


def _with_gaps(numbers: Sequence[int]) -> tuple[int | None, ...]:
    spread: list[int | None] = []
    before = 0
    for number in numbers:
        if number - before == 2:
            spread.append(number - 1)  # a gap of one page is no shorter than its number
        elif number - before > 2:
            spread.append(None)
        spread.append(number)
        before = number
    return tuple(spread)
