"""The serials of a series, and the gaps between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.numbering.serials import Gap, Serials, serials, serials_of
from service.numbering.series import INDEX_NUMBER, Series
from tests.service.numbering.numbered_reports import filled


@pytest.mark.parametrize(
    ("orders", "gaps"),
    [
        ([], ()),
        ([1], ()),
        ([2], ((1, 1),)),
        ([1, 2, 5, 6, 8], ((3, 4), (7, 7))),
        ([4, 5, 6], ((1, 3),)),
        ([5, 6, 9], ((7, 8),)),  # more would be missing before the first than there are: it begins there
        ([100_000, 100_002], ((100_001, 100_001),)),
    ],
)
def test_gaps_are_between_the_first_and_the_last(orders: list[int], gaps: tuple[Gap, ...]) -> None:
    """The first is 1, unless the archive plainly begins later."""
    found = serials((each, 1) for each in reversed(orders))
    assert found.gaps == gaps
    assert found.missing == sum(last - first + 1 for first, last in gaps)


def test_the_next_gap_is_found_from_any_serial() -> None:
    """From within a gap it is the one after."""
    found = serials((each, 1) for each in (1, 3, 6))
    assert [found.gap_from(each) for each in (0, 2, 3, 4, 5, 7)] == [(2, 2), (2, 2), (4, 5), (4, 5), None, None]


@pytest.mark.parametrize("name", ["", "0", "015530468", "水务局"])
def test_what_is_no_name_of_a_series_has_no_serials(tmp_path: Path, name: str) -> None:
    """Nothing is read for it."""
    assert serials_of(filled(tmp_path / "index"), Series(INDEX_NUMBER, name)) == Serials()
