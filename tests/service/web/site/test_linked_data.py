"""A report's metadata for search engines."""

from __future__ import annotations

import json

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.partial_date import PartialDate
from service.web.site.linked_data import linked_data
from tests.service.web.fake_archive import HOSTILE


def test_nothing_ends_the_element_it_stands_in() -> None:
    """Titles come from archives and may hold anything; JSON reads it back as it was."""
    written = linked_data(Report(id="1", source="a", title=HOSTILE), "/reports/1")
    assert "<" not in written
    assert json.loads(written)["name"] == HOSTILE


def test_what_is_known_is_named() -> None:
    """And what is not known is left out."""
    report = Report(
        id="1",
        source="a",
        title="通知",
        document_number=parse_document_number("青政发〔2023〕5号"),
        published=PartialDate(2023, 3),
    )
    described = json.loads(linked_data(report, "https://example.gov.cn/reports/1"))
    assert described["reportNumber"] == "青政发〔2023〕5号"
    assert described["datePublished"] == "2023-03"
    assert "publisher" not in described
