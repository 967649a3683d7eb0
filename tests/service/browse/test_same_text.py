"""One document that several agencies posted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from service.browse.same_text import MOST_READ, same_text
from tests.oracle import MemoryEngine

BODY = (
    "为保障汛期安全，各单位应当落实巡查制度，备足物资，明确值守人员，遇有险情立即报告并组织转移。"
    "水库管理单位每日两次观测水位，山洪易发区的村组逐户告知转移路线和安置地点，未经批准不得返回。"
)
OFFICE = Report(
    id="office",
    source="s",
    title="青禾市人民政府办公室关于做好《防汛预案》演练的通知",
    body=BODY,
    issuer="青禾市人民政府办公室",
    index_number=parse_index_number("015530410/2023-00012"),
    published=PartialDate(2023, 5, 4),
)
WATER = replace(
    OFFICE,
    id="water",
    title="转发市政府办公室关于做好防汛预案演练的通知",
    issuer="青禾市水务局",
    index_number=parse_index_number("015530468/2023-00031"),
    published=PartialDate(2023, 5, 9),
)
TOWN = replace(OFFICE, id="town", issuer="塘口镇人民政府", published=PartialDate(2023, 5, 12))
OLDER = replace(
    OFFICE,
    id="older",
    body=BODY[:60] + "旧办法规定的巡查每周一次，由村民小组长负责登记，报乡镇水利站备案。",
    published=PartialDate(2016, 5, 1),
)
OTHER = replace(OFFICE, id="other", body="演练于明日上午举行，请准时参加。" * 8)


Filled = Callable[..., Engine]


@pytest.fixture(params=["folds", "does not fold"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """Return an empty engine that knows which reports are near-identical, and one that doesn't."""
    return WhooshEngine(tmp_path) if request.param == "folds" else MemoryEngine()


@pytest.fixture
def filled(engine: Engine) -> Filled:
    """Return what puts reports into the engine and returns it."""

    def put(*reports: Report) -> Engine:
        with engine.write() as writer:
            for report in reports:
                writer.put(report)
        return engine

    return put


@pytest.mark.parametrize("shown", [OFFICE, WATER, TOWN])
def test_every_report_with_it_is_listed_from_each(filled: Filled, shown: Report) -> None:
    """In order of publication, whichever is looked at; other texts, and older versions, under the same title are not."""
    found = same_text(filled(TOWN, WATER, OLDER, OFFICE, OTHER), shown)
    assert [each.id for each in found.reports] == ["office", "water", "town"]
    assert found.first
    assert (found.first.id, found.left_out, found.reports[0].body) == ("office", 0, "")


@pytest.mark.parametrize("day", [None, PartialDate(2023, 5, 4), PartialDate(2023)])
def test_the_first_is_named_only_where_it_is_known(filled: Filled, day: PartialDate | None) -> None:
    """Not where another has the same day, a whole year, or none."""
    found = same_text(filled(OFFICE, replace(WATER, published=day)), OFFICE)
    assert (len(found.reports), found.first) == (2, None)


def test_a_text_that_stands_alone_has_no_others(filled: Filled) -> None:
    """Nor has one without a title."""
    bare = replace(OFFICE, id="bare", title="")
    found = filled(OFFICE, OTHER, bare)
    assert [same_text(found, each).reports for each in (OFFICE, OTHER, bare)] == [(), (), ()]


def test_of_very_many_the_first_are_listed(filled: Filled) -> None:
    """The first ones are listed, and how many more there are is said."""
    many = [
        replace(OFFICE, id=f"t{each:02d}", issuer=f"第{each}镇人民政府", published=PartialDate(2023, 6, 1 + each % 28))
        for each in range(MOST_READ + 4)
    ]
    found = same_text(filled(*many, OFFICE), many[-1])
    assert (len(found.reports), found.left_out, found.reports[0].id) == (MOST_READ, 5, "office")
