"""Reports like another."""

from __future__ import annotations

from pathlib import Path

from corpus.report import Report
from service.browse.similar import similar
from tests.service.browse.related_reports import YEARLY, filled


def test_reports_with_most_of_the_title_are_similar(tmp_path: Path) -> None:
    """The likest first, without those that are known."""
    found = similar(filled(tmp_path), YEARLY[0], {YEARLY[0].id, YEARLY[1].id})
    assert {each.id for each in found} == {each.id for each in YEARLY[2:]}


def test_signs_alone_are_no_title(tmp_path: Path) -> None:
    """Nothing is like what says nothing."""
    assert similar(filled(tmp_path), Report(id="x", source="s", title="《》……"), set()) == ()
