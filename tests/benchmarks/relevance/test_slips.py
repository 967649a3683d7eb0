"""Mistyped queries over the sample archive."""

from __future__ import annotations

from benchmarks.relevance.slips import read_slips, scores
from service.archive import Archive


def test_slips_are_corrected_as_well_as_the_floors_say(sample_archive: Archive) -> None:
    """Most suggestions are what was meant, and right queries are left alone."""
    slips, floors = read_slips()
    found = scores(sample_archive, slips)
    assert found.right >= floors.right
    assert found.touched <= floors.touched
