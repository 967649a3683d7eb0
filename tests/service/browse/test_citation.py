"""Citations."""

from __future__ import annotations

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from service.browse.citation import citation


def test_everything_known_is_cited_as_published() -> None:
    """Titles within a title get the inner marks."""
    report = Report(
        id="1",
        source="a",
        title="关于印发《停水办法》的通知",
        issuer="青禾市水务局",
        document_number=parse_document_number("青水〔2023〕5号"),
        index_number=parse_index_number("015530468/2023-00012"),
        published=PartialDate(2023, 3, 29),
    )
    assert citation(report) == (
        "青禾市水务局：《关于印发〈停水办法〉的通知》（青水〔2023〕5号），2023-03-29，索引号 015530468/2023-00012"
    )


def test_a_report_of_nothing_can_be_cited() -> None:
    """Scans may have no more than a file."""
    assert citation(Report(id="1", source="a")) == "（无标题）"
