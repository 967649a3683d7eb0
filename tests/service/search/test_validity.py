"""Searches by whether reports are in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from corpus.report import Ended, Report
from corpus.validity import Status, status_on
from corpus.values.bound import Bound
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from service.search.request import SearchRequest
from service.search.run import all_ids, search

TODAY = date(2024, 6, 1)
_BOUNDS = (None, Bound(PartialDate(2024, 5, 1)), Bound(PartialDate(2024, 6, 1)), Bound(PartialDate(2024, 7, 1)))
_LABELS = ("", "现行有效", "已废止", "尚未生效", "已修改", "公开")
REPORTS = tuple(
    Report(
        id=f"{label or '无'}-{begin and begin.date}-{end and end.date}",
        source="s",
        title="办法",
        status=label,
        in_force_from=begin,
        in_force_until=end,
        published=PartialDate(2023, 5, 1),
    )
    for label, begin, end in product(_LABELS, _BOUNDS, _BOUNDS)
) + tuple(
    Report(
        id=f"{label or '无'}-{end and end.date}-止于{day}",
        source="s",
        title="办法",
        status=label,
        in_force_from=_BOUNDS[1],
        in_force_until=end,
        ended=Ended("x", "《办法》同时废止。", day),
    )
    for label, end, day in product(_LABELS, _BOUNDS, (None, *(each.date for each in _BOUNDS if each)))
)
"""Every combination of a published state and bounds, of its own and by another report."""


@pytest.fixture
def filled(tmp_path: Path) -> Engine:
    """Return an engine with every combination of a published state and bounds."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        for report in REPORTS:
            writer.put(report)
    return engine


def _found(engine: Engine, **asked: object) -> set[str]:
    return set(all_ids(engine, replace(SearchRequest("办法", today=TODAY), **asked)))


def test_engines_and_reports_agree(filled: Engine) -> None:
    """Each report is found under the one status that it has, and counted there."""
    for status in Status:
        expected = {each.id for each in REPORTS if status_on(each, TODAY) is status}
        assert _found(filled, selections={"validity": (status.value,)}) == expected
    counts = search(filled, SearchRequest("办法", today=TODAY)).facets["validity"]
    assert dict(counts) == {
        status.value: sum(status_on(each, TODAY) is status for each in REPORTS) for status in Status
    }


def test_counts_are_made_without_their_own_filter(filled: Engine) -> None:
    """They answer what if one chose another as well."""
    one = SearchRequest("办法", today=TODAY, selections={"validity": ("未生效",)})
    everything = SearchRequest("办法", today=TODAY)
    assert search(filled, one).facets["validity"] == search(filled, everything).facets["validity"]


@pytest.mark.parametrize(
    ("report_id", "day", "is_found"),
    [
        ("无-2024年5月1日-2024年7月1日", date(2024, 4, 30), False),
        ("无-2024年5月1日-2024年7月1日", date(2024, 5, 1), True),
        ("无-2024年5月1日-2024年7月1日", date(2024, 7, 1), False),
        ("无-2024年5月1日-None", date(2030, 1, 1), True),
        ("无-None-2024年7月1日", date(2023, 5, 1), True),
        ("无-None-2024年7月1日", date(2023, 4, 30), False),
        ("无-None-None", date(2024, 6, 1), False),
        ("无-None-止于2024年7月1日", date(2024, 6, 30), True),
        ("无-None-止于2024年7月1日", date(2024, 7, 1), False),
        ("无-None-止于None", date(2024, 6, 1), False),
        ("现行有效-None-None", date(2024, 6, 1), True),
        ("现行有效-None-None", date(2023, 1, 1), False),
        ("已废止-2024年5月1日-None", date(2024, 6, 1), False),
        ("已废止-2024年5月1日-2024年7月1日", date(2024, 6, 1), True),
    ],
)
def test_what_was_in_force_on_a_day_is_found(filled: Engine, report_id: str, day: date, is_found: bool) -> None:
    """As far as it is known; who was ended at an unknown time is not among them."""
    assert (report_id in _found(filled, at=day.toordinal())) is is_found


def test_what_has_ended_stands_below_what_says_as_much(tmp_path: Path) -> None:
    """Also where it says more of it; whoever types its title gets it first."""
    engine = WhooshEngine(tmp_path)
    with engine.write() as writer:
        writer.put(Report("old", "s", title="供水登记办法", body="登记供水户。供水户登记。", status="已废止"))
        writer.put(Report("new", "s", title="供水条例", body="供水户应当登记，由供水单位受理。"))
    assert [hit.report.id for hit in search(engine, SearchRequest("供水户 登记", today=TODAY)).hits] == ["new", "old"]
    assert search(engine, SearchRequest("供水登记办法", today=TODAY)).hits[0].report.id == "old"
