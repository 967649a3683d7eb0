"""What else of the archive a report leads to."""

from __future__ import annotations

from pathlib import Path

from corpus.report import Report
from service.browse.related import Related, related, size
from tests.service.browse.related_reports import YEARLY, filled


def test_what_is_listed_as_of_another_year_is_not_called_similar(tmp_path: Path) -> None:
    """Nor the report itself."""
    found = related(filled(tmp_path), YEARLY[0])
    assert list(found.other_years) == [2023, 2022]
    assert {each.id for each in found.similar} == {YEARLY[3].id, YEARLY[4].id}
    assert size(found) > size(Related())


def test_a_report_that_says_nothing_leads_nowhere(tmp_path: Path) -> None:
    """Without title, number and text there is nothing to look for."""
    assert related(filled(tmp_path), Report(id="bare", source="s")) == Related()
