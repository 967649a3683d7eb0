"""Addresses of pages and API."""

from __future__ import annotations

import pytest

from indexer.query import Sort
from service.search.request import SearchRequest
from service.web import urls


def test_addresses_leave_defaults_out_and_start_over() -> None:
    """An address holds only what isn't the default, and a change leads to the first page."""
    request = SearchRequest("a b", page=4, selections={"year": ((None, 2020),)})
    assert urls.search_url(SearchRequest()) == "/search"
    assert urls.search_url(request) == "/search?q=a+b&year=..2020&page=4"
    assert urls.search_url(request, sort=Sort.OLDEST) == "/search?q=a+b&year=..2020&sort=oldest"
    assert urls.search_url(request, page=5, path="/x") == "/x?q=a+b&year=..2020&page=5"


@pytest.mark.parametrize(
    ("name", "value", "address"), [("issuer", "A&B", "/search?issuer=A%26B"), ("year", "2020", "/search?year=2020")]
)
def test_a_facet_value_has_an_address(name: str, value: str, address: str) -> None:
    """Every counted value leads to its reports, whatever its kind of facet."""
    assert urls.facet_url(name, value) == address


@pytest.mark.parametrize(("typed", "query"), [("", ""), (" ", ""), ("a b&c", "q=a%20b%26c")])
def test_what_was_typed_is_highlighted(typed: str, query: str) -> None:
    """A report's page is told what to highlight, if there is anything."""
    assert urls.highlighting(typed) == query


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/api/v1/search", True), ("/api/v2/x", True), ("/healthz", True), ("/api", False), ("/search", False)],
)
def test_programs_get_json(path: str, expected: bool) -> None:
    """Everything below the API's root and monitoring are for programs."""
    assert urls.is_for_programs(path) is expected
