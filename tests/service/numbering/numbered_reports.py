"""Reports with numbers of several series: what tests of the ledger of numbers go through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from corpus.values.partial_date import PartialDate
from indexer.engines.whoosh import WhooshEngine

SERIES = "015530468/2022"


def numbered(report_id: str, index_number: str = "", document_number: str = "") -> Report:
    """Return a report with numbers."""
    return Report(
        id=report_id,
        source="s",
        title=f"关于{report_id}的通知",
        body=f"现将{report_id}的事项通知如下。",
        index_number=parse_index_number(index_number),
        document_number=parse_document_number(document_number),
        issuer="青禾市水务局",
        published=PartialDate(2022, 3, 1),
    )


REPORTS = (
    *(numbered(f"r{serial}", f"{SERIES}-{serial:05d}", f"青水发〔2022〕{serial}号") for serial in (1, 2, 4, 9, 10)),
    numbered("r9b", f"{SERIES}-9", "青水发〔2022〕3-15号"),
    numbered("old", "015530468/2021-00007", "国令第845号"),
    numbered("odd", f"{SERIES}-A12", "见附件"),
)
"""Missing are 3 and 5 to 8; 9 is that of two reports."""


def filled(folder: Path, reports: Sequence[Report] = REPORTS) -> WhooshEngine:
    """Return an engine with some reports."""
    engine = WhooshEngine(folder)
    with engine.write() as writer:
        for report in reports:
            writer.put(report)
    return engine
