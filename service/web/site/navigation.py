"""The links of a page of results: facets, filters to remove, orders and pages, each with the search it leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.validity import Status
from indexer.query import Sort
from service.search.chosen_filters import AT_LABEL
from service.search.facets import FACETS, Counts
from service.search.request import SearchRequest, with_selections
from service.search.result import SearchResult
from service.search.validity import VALIDITY
from service.web import urls

SHOWN_FACET_VALUES = 8
"""The number of values of a facet shown at once; more would push the next facet off a laptop's screen."""

MENU_VALUES = 30
"""Values of a facet in its menu, most of them folded away; a page of its own has all, with a field to look among them."""

MENU_CHARACTERS = 100_000
"""Characters of addresses in the links of one facet, of which each has the query and all filters: all values that an archive has for
an ordinary search, 11 where the filters are as long as 1,000 Chinese characters."""

PAGES_AROUND = 2
"""The number of page links on either side of the current one: seven links fit a phone's width."""

SORT_LABELS = {Sort.RELEVANCE: "相关度", Sort.NEWEST: "最新发布", Sort.OLDEST: "最早发布"}

FIELD_LABELS = {
    **{name: facet.field.label for name, facet in FACETS.items()},
    "q": "检索词",
    "year_from": FACETS["year"].field.label,
    "published_from": "发布日期（从）",
    "published_to": "发布日期（到）",
    "at": AT_LABEL,
    "sort": "排序",
    "step": "匹配方式",
    "fold": "相同文本",
    "page": "页码",
    "page_size": "每页条数",
    "number": "索引号",
    "kind": "类别",
    "name": "序列",
    "from": "序号",
}
"""What pages call the parameters of addresses."""


LEVEL_SIGN = "\\"
"""What stands between the levels of a topic."""

MOST_BELOW = 50
"""Values that a first level chooses together: each stands in the address. Of a level with more, all stand by their whole names."""


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A facet value and the search that chooses it or, when it is chosen, no longer does.

    `share` is its count in percent of the facet's greatest, at least 1, for a bar. `above` is its first level, which chooses all values
    below it; None where it has no levels.
    """

    value: str
    count: int
    selected: bool
    share: int
    leads_to: SearchRequest
    above: FacetLink | None = None

    @property
    def label(self) -> str:
        """The value without its first level, which stands above it."""
        return self.value.removeprefix(f"{self.above.value}{LEVEL_SIGN}") if self.above else self.value


@dataclass(frozen=True, slots=True)
class FacetMenu:
    """A facet: values shown at once, and `more` that people may open. `is_histogram` says that values are shown with bars;
    `omitted` is how many values the menu leaves out.
    """

    field: str
    label: str
    is_histogram: bool
    shown: tuple[FacetLink, ...]
    more: tuple[FacetLink, ...]
    omitted: int = 0

    @property
    def opened(self) -> bool:
        """Whether one of `more` is chosen, so that they have to be seen."""
        return any(link.selected for link in self.more)


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


def facet_menus(
    request: SearchRequest, facets: Mapping[str, Counts], *, shown: int = SHOWN_FACET_VALUES
) -> tuple[FacetMenu, ...]:
    """Return the facets that have values, in the order of the field table, `shown` values of each at once."""
    return tuple(
        _menu(request, name, facets[name], shown) for name in FACETS if _tells_apart(name, facets.get(name, ()))
    )


def _tells_apart(name: str, counts: Counts) -> bool:
    """Return whether there is anything to choose: that of no report it is known whether it is in force needs no menu."""
    return bool(counts) and (name != VALIDITY.name or counts[0][0] != Status.UNKNOWN.value)


def _menu(request: SearchRequest, name: str, counts: Counts, shown: int) -> FacetMenu:
    facet = FACETS[name]
    selections = request.selections.get(name, ())
    fitting = max(MENU_CHARACTERS // (len(urls.query_string(request)) + 1), shown)
    most = fitting if facet.is_histogram else min(fitting, max(MENU_VALUES, shown))
    chosen = [each for each in counts[most:] if facet.is_selected(each[0], selections)] if selections else []
    links = facet_links(request, name, (*counts[:most], *chosen), counts)
    omitted = len(counts) - len(links)
    shown_first, more = (by_first_level(each) for each in (links[:shown], links[shown:]))
    return FacetMenu(name, facet.field.label, facet.is_histogram, shown_first, more, omitted)


def facet_links(request: SearchRequest, name: str, counts: Counts, all_counts: Counts) -> tuple[FacetLink, ...]:
    """Return a link for each value of a facet of `counts`; `all_counts` are those of all values."""
    facet = FACETS[name]
    selections = request.selections.get(name, ())
    greatest = max((count for _, count in counts), default=0) or 1
    first_levels = _first_levels(request, name, all_counts)
    return tuple(
        FacetLink(
            value=value,
            count=count,
            selected=facet.is_selected(value, selections),
            share=max(1, round(100 * count / greatest)),
            leads_to=with_selections(request, name, facet.toggle(value, selections)),
            above=first_levels.get(_first_level(value)),
        )
        for value, count in counts
    )


def by_first_level(links: Sequence[FacetLink]) -> tuple[FacetLink, ...]:
    """Return links with those of one first level together, the levels with most reports first and values without levels last."""
    return tuple(sorted(links, key=lambda link: (-link.above.count, link.above.value) if link.above else (0, "")))


def _first_levels(request: SearchRequest, name: str, counts: Counts) -> dict[str, FacetLink]:
    """Return the first levels of a facet's values, each as a link that chooses all values below it."""
    chosen = request.selections.get(name, ())
    grouped: dict[str, dict[str, int]] = {}
    for value, count in counts:
        grouped.setdefault(_first_level(value), {})[value] = count
    found = {}
    for level, below in grouped.items():
        if len(below) > MOST_BELOW or not any(LEVEL_SIGN in value for value in below):
            continue
        others = [each for each in chosen if each not in below]
        selected = len(others) + len(below) == len(chosen)
        leads_to = with_selections(request, name, others if selected else [*others, *below])
        found[level] = FacetLink(level, sum(below.values()), selected, 100, leads_to)
    return found


def _first_level(value: str) -> str:
    return value.partition(LEVEL_SIGN)[0]


def pages(request: SearchRequest, result: SearchResult) -> Pages:
    """Return the pages around the one asked for, the first and the last that can be reached."""
    needed = -(-result.listed // request.page_size)
    last = min(needed, request.depth // request.page_size)
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
