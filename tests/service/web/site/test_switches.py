"""The switches beside results."""

from __future__ import annotations

from datetime import date

import pytest

from service.query.steps import StepName
from service.search.request import SearchRequest
from service.web.site.switches import recent, switches

TODAY = date(2024, 3, 8)


def _positions(asked: SearchRequest) -> dict[str, str]:
    return {each.label: each.leads_to.query for switch in switches(asked) for each in switch.choices}


def _current(asked: SearchRequest) -> list[str]:
    return [each.label for switch in switches(asked) for each in switch.choices if each.is_current]


@pytest.mark.parametrize(
    ("query", "current"),
    [
        ("停水 公告", ["全部", "按词"]),
        ("标题:(停水 公告)", ["标题"]),
        ('"停水 公告"', ["全部", "整句一致"]),
        ("停水 -公告", ["全部"]),
    ],
)
def test_the_current_position_is_known(query: str, current: list[str]) -> None:
    """However it came about; what a switch can't say it doesn't offer."""
    assert _current(SearchRequest(query)) == current


def test_positions_lead_to_one_another() -> None:
    """And keep filters, but for the page."""
    asked = SearchRequest("停水 公告", page=3, published_from=1)
    title = next(each.leads_to for each in switches(asked)[0].choices if each.label == "标题")
    assert title == SearchRequest("标题:(停水 公告)", published_from=1)
    assert _positions(title)["全部"] == "停水 公告"
    assert _positions(SearchRequest("停水"))["标题"] == "标题:停水"
    assert _positions(SearchRequest('"停水 公告"'))["按词"] == "停水 公告"


def test_loose_matching_is_a_step() -> None:
    """The one that asks for most of the words."""
    loose = switches(SearchRequest("停水 公告"))[1].choices[-1].leads_to
    assert loose.step is StepName.MOST
    assert _current(loose) == ["全部", "宽松"]


@pytest.mark.parametrize("query", ["", "年份:2020 停水", "标题:停水 公告", "停水 OR 公告"])
def test_a_query_of_several_parts_is_left_alone(query: str) -> None:
    """No switch changes what it can't take back."""
    assert "整句一致" not in _positions(SearchRequest(query))


def test_recent_times_end_today() -> None:
    """The one chosen is taken back by another click; any page begins anew."""
    week, *_ = recent(SearchRequest("停水", page=2), TODAY)
    assert week.leads_to == SearchRequest("停水", published_from=date(2024, 3, 1).toordinal())
    again, *_ = recent(week.leads_to, TODAY)
    assert (again.is_current, again.leads_to) == (True, SearchRequest("停水"))
