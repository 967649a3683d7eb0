"""Searches as parameters express them."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query import Sort
from service.parameters import MAX_VALUE_LENGTH, MAX_VALUES, BadParameters
from service.query.steps import StepName
from service.search.facets import FACETS
from service.search.parameters import SEARCH_PARAMETERS, parse_search, search_pairs
from service.search.request import (
    MAX_PAGE_SIZE,
    MAX_PASTED_DEPTH,
    MAX_QUERY_LENGTH,
    MAX_TYPED,
    SearchRequest,
    with_selections,
)
from service.search.validity import STATUSES, VALIDITY

TEXTS = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=MAX_VALUE_LENGTH)
    .map(str.strip)
    .filter(bool)
)
YEARS = st.integers(1900, 2100)
RANGES = (
    st.tuples(YEARS, YEARS).map(lambda pair: (min(pair), max(pair)))
    | st.tuples(YEARS, st.none())
    | st.tuples(st.none(), YEARS)
)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.toordinal)


def _selections(name: str) -> st.SearchStrategy[object]:
    if name == VALIDITY.name:
        return st.sampled_from(STATUSES)
    return RANGES if FACETS[name].is_histogram else TEXTS


REQUESTS = st.builds(
    SearchRequest,
    query=TEXTS | st.just(""),
    page=st.integers(1, MAX_PASTED_DEPTH // MAX_PAGE_SIZE),
    page_size=st.integers(1, MAX_PAGE_SIZE),
    sort=st.sampled_from(Sort),
    step=st.none() | st.sampled_from(StepName),
    selections=st.fixed_dictionaries(
        {},
        optional={name: st.lists(_selections(name), min_size=1, max_size=3, unique=True).map(tuple) for name in FACETS},
    ),
)


@given(REQUESTS, DAYS, DAYS)
def test_a_request_survives_its_parameters(request: SearchRequest, day: int, other: int) -> None:
    """Every request survives the way through its URL parameters."""
    dated = replace(request, published_from=min(day, other), published_to=max(day, other), at=other)
    assert parse_search(search_pairs(dated)) == dated


@given(st.lists(st.tuples(st.sampled_from([each.name for each in SEARCH_PARAMETERS]) | st.text(), st.text())))
def test_any_input_is_parsed_or_refused(pairs: list[tuple[str, str]]) -> None:
    """No input raises anything but BadParameters, whose text can be sent."""
    with contextlib.suppress(BadParameters):
        parse_search(pairs)


@given(st.text(min_size=1).filter(lambda name: name not in {each.name for each in SEARCH_PARAMETERS}))
def test_refusals_can_be_sent(name: str) -> None:
    """Whatever a parameter is called, the error that names it is text that can be encoded."""
    with pytest.raises(BadParameters) as caught:
        parse_search([(name, "1")])
    str(caught.value).encode("utf-8")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], SearchRequest()),
        ([("q", "  防汛\t"), ("year", ""), ("issuer", " ")], SearchRequest("防汛")),
        ([("q", ""), ("q", "防汛")], SearchRequest("防汛")),
        ([("year", "２０２１"), ("year", "2021")], SearchRequest(selections={"year": ((2021, 2021),)})),
        ([("page", "２.0"), ("page_size", "007")], SearchRequest(page=2, page_size=7)),
        ([("published_to", "2024-02")], SearchRequest(published_to=date(2024, 2, 29).toordinal())),
        ([("published_from", "2024年2月")], SearchRequest(published_from=date(2024, 2, 1).toordinal())),
        ([("issuer", "甲"), ("issuer", "乙"), ("issuer", "甲")], SearchRequest(selections={"issuer": ("甲", "乙")})),
    ],
)
def test_values_are_parsed_leniently(pairs: list[tuple[str, str]], expected: SearchRequest) -> None:
    """Blank values are none, repeated choices are one, full-width digits are digits, partial dates are whole spans."""
    assert parse_search(pairs) == expected


@pytest.mark.parametrize(
    ("pairs", "named", "said"),
    [
        ([("q", "字" * (MAX_QUERY_LENGTH + 1))], "q", str(MAX_QUERY_LENGTH)),
        ([("issuer", "字" * (MAX_VALUE_LENGTH + 1))], "issuer", str(MAX_VALUE_LENGTH)),
        ([("issuer", str(each)) for each in range(MAX_VALUES + 1)], "issuer", str(MAX_VALUES)),
        ([("issuer", " ")] * (MAX_VALUES + 1), "issuer", str(MAX_VALUES)),
        ([("page", "-1")], "page", "整数"),
        ([("page", "1.5")], "page", "整数"),
        ([("page", "9" * 5000)], "page", "整数"),
        ([("page_size", str(MAX_PAGE_SIZE + 1))], "page_size", str(MAX_PAGE_SIZE)),
        ([("year", "2023..2020")], "year", "晚于"),
        ([("year", "..")], "year", "四位年份"),
        ([("year", "20202021")], "year", "四位年份"),
        ([("year", "0001")], "year", "1900"),
        ([("published_from", "昨天")], "published_from", "不是有效日期"),
        ([("sort", "SCORE")], "sort", "relevance"),
        ([("step", "fuzzy")], "step", "pieces"),
        ([("sort", "newest"), ("sort", "oldest")], "sort", "一个值"),
        ([("q", "a\x00b")], "q", "控制字符"),
        ([("q", "\ud800")], "q", "无效字符"),
        ([("Q", "1")], "Q", "issuer"),
    ],
)
def test_bad_values_are_explained(pairs: list[tuple[str, str]], named: str, said: str) -> None:
    """Each bad value is refused by name, with what would be right."""
    with pytest.raises(BadParameters) as caught:
        parse_search(pairs)
    (problem,) = caught.value.problems
    assert problem.parameter == named
    assert said in problem.message


def test_all_problems_are_told_at_once() -> None:
    """Somebody with three mistakes learns of all three."""
    with pytest.raises(BadParameters) as caught:
        parse_search([("page", "x"), ("year", "y"), ("z", "1")])
    assert {each.parameter for each in caught.value.problems} == {"page", "year", "z"}


@pytest.mark.parametrize(
    ("page", "size", "fits"), [(1000, 10, True), (1001, 10, False), (100, 100, True), (101, 99, True)]
)
def test_paging_has_an_end(page: int, size: int, fits: bool) -> None:
    """The last hit that can be reached is hit `MAX_DEPTH`."""
    pairs = [("page", str(page)), ("page_size", str(size))]
    if fits:
        assert parse_search(pairs).page == page
    else:
        with pytest.raises(BadParameters, match="最多第 1000 页"):
            parse_search(pairs)


@pytest.mark.parametrize(("length", "page", "fits"), [(100, 101, True), (101, 100, True), (101, 101, False)])
def test_paging_of_a_pasted_query_ends_earlier(length: int, page: int, fits: bool) -> None:
    """Nearly every report holds something of a pasted text; the refusal says which queries those are."""
    pairs = [("q", "法" * length), ("page", str(page))]
    if fits:
        assert parse_search(pairs).page == page
    else:
        with pytest.raises(BadParameters, match=f"超过 {MAX_TYPED} 个字符的查询，只能翻到前 1000 条.*最多第 100 页"):
            parse_search(pairs)


def test_every_facet_has_a_parameter() -> None:
    """What can be counted can be selected."""
    assert set(FACETS) <= {each.name for each in SEARCH_PARAMETERS if each.repeatable}


def test_a_selection_starts_over_and_leaves_nothing_behind() -> None:
    """What selects something leads to the first page; a facet of which nothing is selected any more is no part of the request."""
    request = SearchRequest("防汛", page=3, selections={"topic": ("水利",)})
    both = with_selections(request, "issuer", ["水务局"])
    assert both == SearchRequest("防汛", selections={"topic": ("水利",), "issuer": ("水务局",)})
    assert with_selections(with_selections(both, "issuer", []), "topic", []) == SearchRequest("防汛")
