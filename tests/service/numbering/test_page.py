"""One page of a long series."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.numbering.page import MOST_JUMPS, SHOWN_ROWS, jumps_of, numbers_page
from service.numbering.rows import MOST_REPORTS, Rows
from service.numbering.serials import serials, serials_of
from service.numbering.series import INDEX_NUMBER, Series
from tests.service.numbering.numbered_reports import SERIES, filled, numbered

OF_2022 = Series(INDEX_NUMBER, SERIES, 2022)


def test_pages_lead_to_all_rows(tmp_path: Path) -> None:
    """From one to the next each row comes once, and back again."""
    reports = [numbered(f"r{serial}", f"{SERIES}-{serial}") for serial in range(1, 500, 2)]
    engine = filled(tmp_path / "index", reports)
    rows = Rows(engine, OF_2022, serials_of(engine, OF_2022), {})
    serial: int | None = 0
    seen = []
    while serial is not None:
        page = numbers_page(rows, serial)
        assert len(page.rows) <= SHOWN_ROWS
        seen.extend(row.first for row in page.rows)
        serial = page.next
    assert seen == list(range(1, 500))
    assert page.previous == seen[-SHOWN_ROWS - len(page.rows)]
    within = numbers_page(rows, 250)
    assert (within.rows[0].first, within.next_gap) == (250, (350, 350))


def test_of_a_number_of_very_many_reports_some_are_shown(tmp_path: Path) -> None:
    """Some systems print one number on everything: the page says how many more there are."""
    engine = filled(tmp_path / "index", [numbered(f"r{each}", f"{SERIES}-1") for each in range(MOST_REPORTS + 20)])
    (row,) = numbers_page(Rows(engine, OF_2022, serials_of(engine, OF_2022), {}), 0).rows
    assert (len(row.reports), row.total) == (MOST_REPORTS, MOST_REPORTS + 20)


@pytest.mark.parametrize("last", [1, 9, 10, 41, 299, 300, 5_000, 10**12])
def test_jumps_are_few_and_reach_the_end(last: int) -> None:
    """However long a series is, and whatever is missing in it."""
    jumps, step = jumps_of(serials([(1, 1), (last, 1)] if last > 1 else [(1, 1)]))
    assert len(jumps) <= MOST_JUMPS + 1
    assert not jumps or last - jumps[-1] < step
