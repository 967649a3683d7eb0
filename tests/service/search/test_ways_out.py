"""Ways out of searches that found nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engines.whoosh import WhooshEngine
from service.search.parameters import parse_search
from service.search.request import MAX_TYPED, SearchRequest
from service.search.ways_out import MOST_SEARCHES, WaysOut, ways_out
from tests.service.web.fake_archive import FakeArchive


def _of(query: str, **filters: str) -> WaysOut:
    return FakeArchive().ways_out(parse_search([("q", query), *filters.items()]))


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("法治 火箭", ("火箭",)),
        ("火箭法治", ("火箭",)),
        ("火箭 月球", ("火箭", "月球")),
        ("水质 法治", ()),
        ("60", ()),
        ("", ()),
    ],
)
def test_it_names_the_words_that_no_report_holds(query: str, unknown: tuple[str, ...]) -> None:
    """A word inside a longer run of letters and digits is held."""
    assert _of(query).unknown == unknown


@pytest.mark.parametrize(("words", "unknown"), [(1, ("火箭",)), (40, ())])
def test_of_a_pasted_text_no_word_is_looked_at(words: int, unknown: tuple[str, ...]) -> None:
    """Only the first words were, which says nothing of the others, and each costs as much as a search."""
    query = " ".join(["火箭", *["法治政府"] * words])
    assert (len(query) > MAX_TYPED) == (words > 1)
    assert _of(query).unknown == unknown


@pytest.mark.parametrize(
    ("query", "filters", "change", "total"),
    [
        ("停水", {"year": "2020"}, "不限年份（2020年）", 1),
        ("停水", {"year": "2020", "issuer": "青禾市水务局"}, "不限年份（2020年）", 1),
        ("停水", {"published_to": "2019"}, "不限发布日期（2019-12-31 止）", 1),
        ("停水", {"year": "2020", "issuer": "青禾市财政局"}, "不加筛选条件", 1),
        ("法治 火箭", {}, "去掉“火箭”", 110),
        ("停水 法治", {}, "去掉“法治”", 1),
        ("火箭法治月球", {}, "去掉“火箭”“月球”", 110),
        ('"停水的通告 城东"', {}, "不用引号、减号和限定", 0),
        ('"停水" "城东片区公告"', {}, "不用引号、减号和限定", 1),
        ("标题:水厂", {}, "不用引号、减号和限定", 1),
        ("停水 -公告", {}, "不用引号、减号和限定", 1),
    ],
)
def test_it_offers_what_finds_something(query: str, filters: dict[str, str], change: str, total: int) -> None:
    """A filter, a word or a sign less, with how many reports that finds; what finds nothing is not offered."""
    assert {each.change: each.total for each in _of(query, **filters).searches}.get(change, 0) == total


@pytest.mark.parametrize(
    ("query", "filters", "offered"),
    [
        ("水利局", {}, {"只看发布机构“青禾市水务局”": 14}),
        ("机构:水利局 停水", {}, {"只看发布机构“青禾市水务局”": 1}),
        ("法治", {"issuer": "水务局"}, {"只看发布机构“青禾市水务局”": 11, "不限发布机构（水务局）": 110}),
        ("水利局 法治", {"year": "1999"}, {"不加筛选条件": 0}),
    ],
)
def test_agencies_are_near_what_was_typed(query: str, filters: dict[str, str], offered: dict[str, int]) -> None:
    """In place of a word, of an agency that was named, or of one that was chosen; the rest of the search stays."""
    found = {each.change: each.total for each in _of(query, **filters).searches}
    assert {change: found.get(change, 0) for change in offered} == offered


@pytest.mark.parametrize(
    ("query", "before", "after"),
    [
        ("015530468/2022-00099", "4c19e2b7705ad3f6", None),
        ("青水发〔2022〕40号", None, "b3c1f00d5a2e4471"),
        ("青水发〔2022〕42号", "b3c1f00d5a2e4471", None),
    ],
)
def test_numbers_are_near_what_was_typed(query: str, before: str | None, after: str | None) -> None:
    """Index numbers and document numbers; no word of a number is blamed."""
    found = _of(query)
    assert found.unknown == ()
    assert found.near
    assert [each and each.id for each in (found.near.before, found.near.after)] == [before, after]


def test_what_is_offered_finds_what_it_says() -> None:
    """The search has as many hits as the offer told, each search once, and not too many of them."""
    archive = FakeArchive()
    offered = archive.ways_out(
        parse_search([("q", "停水 公告 储水 火箭"), ("year", "2023"), ("issuer", "青禾市水务局")])
    ).searches
    assert 0 < len(offered) <= MOST_SEARCHES
    for each in offered:
        assert archive.search(each.request).total == each.total
        assert sum(other.request == each.request for other in offered) == 1


def test_an_empty_archive_is_no_fault_of_the_search(tmp_path: Path) -> None:
    """Nothing is offered, and no word blamed."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.write():
        pass
    assert ways_out(engine, SearchRequest("法治")) == WaysOut(is_empty=True)


def test_a_pasted_text_is_tried_without_its_filters_only() -> None:
    """A text longer than any title finds no more with one of its words less."""
    words = "停水 法治"
    assert {each.change for each in _of(words).searches} == {"去掉“停水”", "去掉“法治”"}
    pasted = f"停水{'，' * MAX_TYPED}"
    assert [each.change for each in _of(pasted, published_to="2019").searches] == ["不限发布日期（2019-12-31 止）"]
    assert _of(f"{words} {'，' * MAX_TYPED}").searches == ()


def test_no_agency_is_looked_for_in_a_pasted_text() -> None:
    """Only near the one that it is filtered by."""
    near = "只看发布机构“青禾市水务局”"
    assert near in {each.change for each in _of("发布机构:水利局").searches}
    pasted = f"发布机构:水利局 {'，' * MAX_TYPED}"
    assert near not in {each.change for each in _of(pasted).searches}
    assert near in {each.change for each in _of("，" * MAX_TYPED + "法治", issuer="水利局").searches}
