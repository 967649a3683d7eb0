"""The page of a report."""

from __future__ import annotations

from datetime import date

from corpus.report import Report
from service.browse.report_page import SHOWN_CHARACTERS, report_page
from tests.oracle import MemoryEngine


def test_a_huge_body_is_shown_in_part_and_kept_whole() -> None:
    """A page shows a bounded part and says how much it leaves out; the report has all of it."""
    body = "水" * (SHOWN_CHARACTERS + 9)
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report(id="a", source="s", title="甲", body=body))
    page = report_page(engine, "a", "水", date(2026, 1, 1))
    assert page is not None
    shown = "".join(page.paragraphs_html).replace("<mark>", "").replace("</mark>", "")
    assert (len(shown), page.omitted, page.report.body) == (SHOWN_CHARACTERS, 9, body)
