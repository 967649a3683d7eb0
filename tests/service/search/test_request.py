"""What a search asks for."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from indexer.query import Sort
from service.query.compile import MAX_CHARACTERS
from service.query.steps import StepName
from service.search.request import MAX_TYPED, SearchRequest, engine_filters, without_filters

CHANGED: dict[str, Any] = {
    "query": "防汛",
    "page": 2,
    "page_size": 20,
    "sort": Sort.NEWEST,
    "selections": {"issuer": ("青禾市水务局",)},
    "published_from": 737_000,
    "published_to": 738_000,
    "step": StepName.MOST,
    "fold": False,
    "national_first": True,
    "at": 737_500,
    "today": date(2020, 1, 1),
}
FILTERS = {"selections", "published_from", "published_to", "at"}


def test_every_field_is_tried() -> None:
    """A field that is added is a filter or is none."""
    assert CHANGED.keys() == {each.name for each in fields(SearchRequest)}


@pytest.mark.parametrize("name", CHANGED)
def test_what_filters_is_known_alike(name: str) -> None:
    """To who asks whether there are filters, to who takes them away, and to the engine."""
    request = replace(SearchRequest(), **{name: CHANGED[name]})
    is_filter = name in FILTERS
    assert (request.is_filtered, bool(engine_filters(request))) == (is_filter, is_filter)
    assert getattr(without_filters(request), name) == (
        getattr(SearchRequest(), name) if is_filter or name == "page" else CHANGED[name]
    )


def test_what_is_longer_than_a_title_was_pasted() -> None:
    """Of what is much longer only the beginning is looked at."""
    typed, pasted = SearchRequest("字" * MAX_TYPED), SearchRequest("字" * 1_000)
    assert (typed.is_pasted, typed.looked_at) == (False, typed.query)
    assert (pasted.is_pasted, pasted.looked_at) == (True, "字" * MAX_CHARACTERS)
