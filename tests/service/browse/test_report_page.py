"""The page of a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from service.browse.report_page import MOST_OF_SAME_NUMBER, SHOWN_CHARACTERS, report_page
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


class _CountingEngine(MemoryEngine):
    """An engine that counts the reports that are read."""

    read = 0

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return and count reports."""
        found = super().get(ids)
        self.read += len(found)
        return found


def test_a_number_of_half_the_archive_is_not_read_whole() -> None:
    """Of the others some are listed and the rest counted, without their texts; so it is with the numbers before and after."""
    engine = _CountingEngine()
    with engine.write() as writer:
        for serial, count in ((1, 100), (2, 200), (3, 100)):
            for each in range(count):
                number = parse_index_number(f"000014348/2023-0000{serial}")
                writer.put(Report(id=f"{serial}-{each:03}", source="s", title="甲", body="停水。", index_number=number))
    page = report_page(engine, "2-000", "", date(2026, 1, 1))
    assert page is not None
    assert (len(page.same_number), page.same_number_left_out) == (MOST_OF_SAME_NUMBER, 199 - MOST_OF_SAME_NUMBER)
    near = [each for each in (*page.same_number, page.previous, page.next) if each]
    assert [each.body for each in near] == [""] * (MOST_OF_SAME_NUMBER + 2)
    assert "2-000" not in {each.id for each in page.same_number}
    assert engine.read < 50
