"""The filters of a search in words."""

from __future__ import annotations

from datetime import date

from service.search.chosen_filters import chosen_filters, chosen_values
from service.search.request import SearchRequest, engine_filters

FIRST, LAST = date(2019, 1, 1).toordinal(), date(2019, 12, 31).toordinal()
REQUEST = SearchRequest(
    "停水",
    page=3,
    selections={"issuer": ("水务局", "财政局"), "year": ((2020, None),)},
    published_from=FIRST,
    published_to=LAST,
    at=FIRST,
)


def test_each_filter_is_said_as_an_engine_gets_it() -> None:
    """One after another, in the same order, so that whoever tries one knows what it is called."""
    assert [str(each) for each in chosen_filters(REQUEST)] == [
        "发布机构：水务局、财政局",
        "年份：2020年及以后",
        "发布日期：2019-01-01 起、2019-12-31 止",
        "有效日期：2019-01-01 当天",
    ]
    names = [each.field for each in engine_filters(REQUEST)[:3]]
    assert names == ["issuer", "year", "published"]
    assert len(engine_filters(REQUEST)) == len(list(chosen_filters(REQUEST)))


def test_what_was_chosen_is_taken_back_one_by_one() -> None:
    """Each leads to the first page of the search that has all the others."""
    by_text = {each.text: each.without for each in chosen_values(REQUEST)}
    assert by_text["水务局"].selections == {"issuer": ("财政局",), "year": ((2020, None),)}
    assert (by_text["2019-01-01 起"].published_from, by_text["2019-01-01 起"].published_to) == (None, LAST)
    assert by_text["2019-01-01 当天"].at is None
    assert {each.page for each in by_text.values()} == {1}
    assert not list(chosen_filters(SearchRequest("停水")))
