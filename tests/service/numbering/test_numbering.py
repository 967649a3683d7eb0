"""The ledger of numbers over an index, with and without a ledger of publications."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engines.whoosh import WhooshEngine
from service.ledger.hiding import HidingEngine
from service.ledger.ledger import Ledger
from service.ledger.publishing import Publisher, Signed
from service.numbering.numbering import SHOWN_SERIES, Numbering
from service.numbering.parameters import SeriesListRequest, SeriesRequest
from service.numbering.series import DOCUMENT_NUMBER, INDEX_NUMBER, Series
from tests.service.numbering.numbered_reports import REPORTS, SERIES, filled, numbered

IN_2022 = Series(INDEX_NUMBER, SERIES, 2022)


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    """Return an index of the reports."""
    return filled(tmp_path / "index")


def test_a_series_has_what_is_there_and_what_is_missing(engine: WhooshEngine) -> None:
    """Missing ones in a row are one row."""
    page = Numbering(engine).page(SeriesRequest(IN_2022))
    assert [(row.first, row.last, row.state.value, row.total) for row in page.rows] == [
        (1, 1, "present", 1),
        (2, 2, "present", 1),
        (3, 3, "missing", 0),
        (4, 4, "present", 1),
        (5, 8, "missing", 0),
        (9, 9, "shared", 2),
        (10, 10, "present", 1),
    ]
    assert {each.id for each in page.rows[5].reports} == {"r9", "r9b"}
    assert page.malformed == (f"{SERIES}-A12",)
    assert (page.first_gap, page.next_gap) == ((3, 3), None)


def test_series_are_listed_with_their_gaps_and_their_newest(engine: WhooshEngine) -> None:
    """Those of the latest year first; what has no serial is in none."""
    found = Numbering(engine).listed(SeriesListRequest())
    assert [(each.summary.series.name, each.summary.missing) for each in found.series] == [
        (SERIES, 5),
        ("015530468/2021", 0),
    ]
    newest = found.series[0].newest
    assert newest
    assert (newest.id, newest.body) == ("r10", "")
    assert (found.malformed, found.malformed_total) == ((f"{SERIES}-A12",), 1)


def test_series_of_documents_are_those_of_an_agency_and_a_year(engine: WhooshEngine) -> None:
    """Orders have no year, and parts of a document are under its number."""
    numbering = Numbering(engine)
    found = numbering.listed(SeriesListRequest(DOCUMENT_NUMBER))
    assert [each.summary.series.name for each in found.series] == ["青水发〔2022〕", "国务院令第"]
    rows = numbering.page(SeriesRequest(Series(DOCUMENT_NUMBER, "青水发〔2022〕", 2022), 3)).rows
    third = next(row for row in rows if row.first == 3)
    assert [each.id for each in third.reports] == ["r9b"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (SeriesListRequest(year=2021), ["015530468/2021"]),
        (SeriesListRequest(text="5530468/2022"), [SERIES]),
        (SeriesListRequest(text="青水"), []),
        (SeriesListRequest(page=2), []),
    ],
)
def test_a_list_is_narrowed(engine: WhooshEngine, asked: SeriesListRequest, names: list[str]) -> None:
    """By year, by a part of the name, by pages."""
    assert [each.summary.series.name for each in Numbering(engine).listed(asked).series] == names


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    """No series is on two of them, or on none."""
    reports = [numbered(f"r{agency}", f"0155{agency:05d}/2022-00001") for agency in range(SHOWN_SERIES + 2)]
    numbering = Numbering(filled(tmp_path / "index", reports))
    pages = [numbering.listed(SeriesListRequest(page=page)) for page in (1, 2)]
    assert [(len(each.series), each.total, each.pages) for each in pages] == [(50, 52, 2), (2, 52, 2)]
    assert len({each.summary.series for page in pages for each in page.series}) == 52


def test_what_is_new_is_seen_after_the_next_commit(engine: WhooshEngine) -> None:
    """What was kept in memory is of the state before."""
    numbering = Numbering(engine)
    numbering.page(SeriesRequest(IN_2022))
    with engine.write() as writer:
        writer.put(numbered("r3", f"{SERIES}-00003"))
    assert numbering.page(SeriesRequest(IN_2022)).first_gap == (5, 8)


def test_a_withdrawn_number_is_no_gap(engine: WhooshEngine, tmp_path: Path) -> None:
    """Whether the index has followed already or not; its title is not told."""
    ledger = Ledger(tmp_path / "ledger.sqlite", create=True)
    hiding = HidingEngine(engine, ledger)
    numbering = Numbering(hiding, ledger)
    numbering.page(SeriesRequest(IN_2022))
    Publisher(engine, ledger).withdraw("r4", Signed("王", "有误"))
    row = next(row for row in numbering.page(SeriesRequest(IN_2022)).rows if row.first == 4)
    assert (row.state.value, row.reports, [each.report_id for each in row.withdrawn]) == ("withdrawn", (), ["r4"])
    (listed,) = (
        each.summary for each in numbering.listed(SeriesListRequest()).series if each.summary.series == IN_2022
    )
    assert (listed.missing, listed.withdrawn) == (5, 1)
    ledger.close()


def test_all_rows_are_those_of_the_pages(engine: WhooshEngine) -> None:
    """A file of a series has what its pages have."""
    numbering = Numbering(engine)
    assert tuple(numbering.rows(IN_2022)) == numbering.page(SeriesRequest(IN_2022)).rows
    assert sum(row.total for row in numbering.rows(IN_2022)) == len(REPORTS) - 2
