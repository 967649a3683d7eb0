"""A search as it is asked for, and the limits of what may be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from indexer.query import Filter, Sort
from service.query.compile import MAX_CHARACTERS
from service.query.steps import StepName
from service.search.facets import FACETS, Selection
from service.search.validity import in_force_filter

MAX_QUERY_LENGTH = 1_000
"""Characters of a query; a long title is 100, and a pasted page helps nobody find anything."""
MAX_PAGE_SIZE = 100
"""Hits of one page: more is what `suoyin export` is for."""
DEFAULT_PAGE_SIZE = 10
MAX_TYPED = 100
"""Characters of a query that somebody may have typed, as long as the longest title; what is longer was pasted."""
MAX_DEPTH = 10_000
"""The last hit that paging reaches; `page * page_size` may not go past it. Every hit is sorted up to there."""
MAX_PASTED_DEPTH = 1_000
"""The last hit that paging reaches of a pasted query: nearly every report holds something of it, and sorting ten thousand takes as long as finding them."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search: the query as typed and the state a results page has.

    `selections` holds what is selected of each facet field (see `service.search.facets`), without fields of which nothing
    is. `published_from` and `published_to` are day ordinals, both included. `step` is how to match the query; None
    for as it was typed and, where nothing holds that, by words that mean the same, then more loosely. `fold` is whether
    near-identical reports are one hit. `national_first` is whether what holds for the whole country gains: the configuration says it, no address. `at` is the ordinal of a day on which reports must have been in force; `today` is the day by
    which it is told whether they still are.
    """

    query: str = ""
    page: int = 1
    page_size: int = DEFAULT_PAGE_SIZE
    sort: Sort = Sort.RELEVANCE
    selections: Mapping[str, tuple[Selection, ...]] = field(default_factory=dict)
    published_from: int | None = None
    published_to: int | None = None
    step: StepName | None = None
    fold: bool = True
    national_first: bool = False
    at: int | None = None
    today: date = field(default_factory=date.today, compare=False)

    @property
    def looked_at(self) -> str:
        """The characters of the query that are looked at, which links carry along; what is beyond them is noted and left."""
        return self.query[:MAX_CHARACTERS]

    @property
    def is_pasted(self) -> bool:
        """Whether the query is longer than anybody types: it says enough, and is searched for as it stands only."""
        return len(self.query) > MAX_TYPED

    @property
    def depth(self) -> int:
        """The last hit that paging reaches."""
        return MAX_PASTED_DEPTH if self.is_pasted else MAX_DEPTH

    @property
    def is_filtered(self) -> bool:
        """Whether not all reports that the query finds are wanted."""
        return bool(self.selections) or any(
            each is not None for each in (self.published_from, self.published_to, self.at)
        )


def with_selections(request: SearchRequest, name: str, selections: Sequence[Selection]) -> SearchRequest:
    """Return the first page of the search in which `selections` are what is selected of a facet field.

    >>> with_selections(SearchRequest(page=3, selections={"topic": ("水利",)}), "topic", ()) == SearchRequest()
    True
    """
    others = {field: selected for field, selected in request.selections.items() if field != name}
    return replace(
        request, selections={**request.selections, name: tuple(selections)} if selections else others, page=1
    )


def without_filters(request: SearchRequest) -> SearchRequest:
    """Return the first page of the search without filters; its order, its step and whether it folds stay."""
    return replace(request, selections={}, published_from=None, published_to=None, at=None, page=1)


def engine_filters(request: SearchRequest) -> tuple[Filter, ...]:
    """Return what an engine filters by for the selections and dates of a search."""
    filters = [FACETS[field].filter(selections, request.today) for field, selections in request.selections.items()]
    if request.published_from is not None or request.published_to is not None:
        filters.append(Filter("published", ranges=((request.published_from, request.published_to),)))
    if request.at is not None:
        filters.append(in_force_filter(request.at))
    return tuple(filters)
