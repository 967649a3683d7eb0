"""Which report answers to an id, and what is read of former ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corpus.identity import derived_id
from corpus.report import Report
from corpus.values.index_number import parse_index_number
from indexer.errors import ReportDamaged
from indexer.former_ids import REPORTS_AT_ONCE, former_ids_of, report_known_as, stored_reports
from tests.oracle import MemoryEngine


def _engine(*reports: Report) -> MemoryEngine:
    engine = MemoryEngine()
    with engine.write() as writer:
        for report in reports:
            writer.put(report)
    return engine


def test_the_nearest_report_answers_to_an_id() -> None:
    """One that has it; then one that says just that, that had it, that is identified alike, and whose file had it, in this order."""
    plain = Report(id="d", source="s", title="停水")
    shared = derived_id(plain)
    by_file = Report(id="a", source="s", title="甲", former_ids=("x", shared))
    had = Report(id="b", source="s", title="乙", former_ids=(shared, "y"))
    own = Report(id=shared, source="s", title="丙")
    for reports, first in (((by_file, had, plain, own), own), ((by_file, had, plain), plain), ((by_file, had), had)):
        assert report_known_as(_engine(*reports), shared) == first
    alike = Report(id="c", source="s", title="停水", index_number=parse_index_number("015530441/2023-00011"))
    had = replace(had, former_ids=(derived_id(alike), "y"))
    assert report_known_as(_engine(alike, had), derived_id(alike)) == had
    by_file = replace(by_file, former_ids=("x", derived_id(alike)))
    assert report_known_as(_engine(by_file, alike), derived_id(alike)) == alike
    assert report_known_as(_engine(by_file), derived_id(alike)) == by_file
    assert report_known_as(_engine(had), "none") is None


def test_of_reports_that_are_alike_always_the_same_one_answers() -> None:
    """Whichever was put first."""
    alike = [Report(id=each, source="s", title="停水", former_ids=("x", "")) for each in "bca"]
    assert {report_known_as(_engine(*alike[turn:], *alike[:turn]), "x") for turn in range(3)} == {alike[2]}


class _Damaged(MemoryEngine):
    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        if "7" in (asked := list(ids)):
            raise ReportDamaged(Path("index"), "7")
        return super().get(asked)


def test_damaged_reports_are_passed_over() -> None:
    """The others are read, however many are asked for."""
    engine = _Damaged()
    ids = [str(number) for number in range(2 * REPORTS_AT_ONCE)]
    with engine.write() as writer:
        for each in ids:
            writer.put(Report(id=each, source="s", title="停水", former_ids=("x",) if each == "8" else ()))
    assert {report.id for report in stored_reports(engine, ids)} == {*ids} - {"7"}
    assert former_ids_of(engine, ids) == {"8": ("x",)}
