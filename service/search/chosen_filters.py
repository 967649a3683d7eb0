"""The filters of a search in words, each with the searches that lack it or one of its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from indexer.fields import FIELD
from service.search.facets import FACETS
from service.search.request import SearchRequest, with_selections

AT_LABEL = "有效日期"
"""What the day is called on which reports must have been in force."""


@dataclass(frozen=True, slots=True)
class ChosenValue:
    """One thing that somebody chose of a field, in Chinese, and the first page of the search without it."""

    label: str
    text: str
    without: SearchRequest


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """All that was chosen of a field, and the first page of the search without any of it."""

    label: str
    values: tuple[ChosenValue, ...]
    without: SearchRequest

    @property
    def text(self) -> str:
        """What was chosen."""
        return "、".join(each.text for each in self.values)

    def __str__(self) -> str:
        return f"{self.label}：{self.text}"


def chosen_filters(request: SearchRequest) -> Iterator[ChosenFilter]:
    """Yield the filters of a search, in the order of `engine_filters`.

    >>> [str(each) for each in chosen_filters(SearchRequest(selections={"year": ((2020, 2023), (2018, 2018))}, at=737211))]
    ['年份：2020年至2023年、2018年', '有效日期：2019-06-01 当天']
    """
    for name, selections in request.selections.items():
        values = tuple(
            ChosenValue(FACETS[name].field.label, FACETS[name].describe(each), _without_value(request, name, each))
            for each in selections
        )
        yield ChosenFilter(FACETS[name].field.label, values, with_selections(request, name, ()))
    if published := tuple(_published(request)):
        without = replace(request, published_from=None, published_to=None, page=1)
        yield ChosenFilter(FIELD["published"].label, published, without)
    if request.at is not None:
        without = replace(request, at=None, page=1)
        yield ChosenFilter(AT_LABEL, (ChosenValue(AT_LABEL, f"{_day(request.at)} 当天", without),), without)


def chosen_values(request: SearchRequest) -> tuple[ChosenValue, ...]:
    """Return the values of all filters of a search."""
    return tuple(value for each in chosen_filters(request) for value in each.values)


def _without_value(request: SearchRequest, name: str, selection: object) -> SearchRequest:
    return with_selections(request, name, [each for each in request.selections[name] if each != selection])


def _published(request: SearchRequest) -> Iterator[ChosenValue]:
    label = FIELD["published"].label
    if request.published_from is not None:
        yield ChosenValue(label, f"{_day(request.published_from)} 起", replace(request, published_from=None, page=1))
    if request.published_to is not None:
        yield ChosenValue(label, f"{_day(request.published_to)} 止", replace(request, published_to=None, page=1))


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
