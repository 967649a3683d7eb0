"""Facets and divisions are counted without their own filters, whether few reports match or most, in several segments, beside deleted ones."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engines.whoosh import WhooshEngine
from indexer.query import And, Contains, Division, Filter, Keyword, Not, Plan

_ISSUERS, _CATEGORIES = ("财政局", "教育局", "水务局"), ("通知", "公告")
_SIZES = (80, 20, 4)
_DELETED = ("003", "007", "081")
_SCHOOLS = Keyword("issuer", "教育局")
_STATE = Division("state", (("废止", And((Keyword("category", "公告"), Not(_SCHOOLS)))), ("教育", _SCHOOLS)))
_FILTERS = {
    "issuer": Filter("issuer", values=_ISSUERS[:1]),
    "year": Filter("year", ranges=((2001, 2003),)),
    "state": Filter("state", nodes=(_STATE.values[0][1],)),
}
_PASSES: dict[str, Callable[[Report], bool]] = {
    "issuer": lambda report: report.issuer == _ISSUERS[0],
    "year": lambda report: 2001 <= _year(report) <= 2003,
    "state": lambda report: _state(report) == "废止",
}


def _report(number: int) -> Report:
    chance = random.Random(number)
    return Report(
        id=f"{number:03}",
        source="s",
        title="".join(word for word, share in (("甲", 0.9), ("乙", 0.3)) if chance.random() < share) or "丙",
        issuer=chance.choice(_ISSUERS if number < _SIZES[0] else _ISSUERS[1:]),
        category="公告" if chance.random() < 0.2 else "",
        published=PartialDate(2000 + chance.randrange(5)),
    )


_REPORTS = tuple(map(_report, range(sum(_SIZES))))
_LIVE = tuple(report for report in _REPORTS if report.id not in _DELETED)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """Return an engine of several segments, some of whose reports were deleted afterwards."""
    opened, waiting = WhooshEngine(Path(tmp_path_factory.mktemp("filtering")) / "index"), iter(_REPORTS)
    for size in _SIZES:
        with opened.write() as writer:
            for _ in range(size):
                writer.put(next(waiting))
    with opened.write() as writer:
        for each in _DELETED:
            writer.delete(each)
    assert opened.status().segments == len(_SIZES)
    return opened


@pytest.mark.parametrize("character", ["甲", "乙", "丁"])
@pytest.mark.parametrize(
    "fields", [(), ("issuer",), ("year",), ("state",), ("issuer", "year"), ("issuer", "year", "state")]
)
def test_counts_by_hand(engine: WhooshEngine, character: str, fields: tuple[str, ...]) -> None:
    """Most reports have 甲, which are counted by the others; few have 乙, and none 丁."""
    matches = engine.search(
        Plan(
            Contains((character,), ("title",)),
            filters=tuple(_FILTERS[field] for field in fields),
            facets=("issuer", "year"),
            divisions=(_STATE,),
        )
    )
    found = [report for report in _LIVE if character in report.title]

    def left(but: str) -> list[Report]:
        return [report for report in found if all(_PASSES[field](report) for field in fields if field != but)]

    assert matches.total == len(left(""))
    assert dict(matches.facets["issuer"]) == Counter(report.issuer for report in left("issuer"))
    assert dict(matches.facets["year"]) == Counter(str(_year(report)) for report in left("year"))
    assert dict(matches.facets["state"]) == Counter(_states(left("state")))


def _year(report: Report) -> int:
    assert report.published
    return report.published.year


def _state(report: Report) -> str:
    return "教育" if report.issuer == "教育局" else "废止" if report.category else ""


def _states(reports: Iterable[Report]) -> list[str]:
    return [state for state in map(_state, reports) if state]
