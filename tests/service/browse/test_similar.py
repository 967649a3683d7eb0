"""Reports like another."""

from __future__ import annotations

from pathlib import Path

from corpus.report import Report
from service.browse.similar import like, similar
from tests.service.browse.related_reports import YEARLY, filled


def test_reports_with_most_of_the_title_are_similar(tmp_path: Path) -> None:
    """The likest first, without those that are known."""
    likely = like(YEARLY[0])
    assert likely
    found = similar(filled(tmp_path), likely, (YEARLY[0].id, YEARLY[1].id))
    assert {each.id for each in found} == {each.id for each in YEARLY[2:]}


def test_signs_alone_are_no_title() -> None:
    """Nothing is like what says nothing."""
    assert like(Report(id="x", source="s", title="《》……")) is None
