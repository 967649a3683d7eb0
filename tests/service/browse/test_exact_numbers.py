"""Who has just the numbers that were typed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from service.browse.exact_numbers import holders, possible_numbers, reports_of
from tests.oracle import MemoryEngine


class CountingEngine(MemoryEngine):
    """An engine that counts how often it is asked."""

    asked = 0

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        self.asked += 1
        return super().lookup(field, values)


@pytest.fixture
def engine() -> CountingEngine:
    """Return an archive of thirty index numbers, of which two reports share one, and a document number."""
    engine = CountingEngine()
    with engine.write() as writer:
        for serial in range(30):
            number = parse_index_number(f"000014348/2023-{serial:05}")
            writer.put(Report(id=str(serial), source="s", body="正文", index_number=number))
        writer.put(Report(id="twin", source="s", index_number=parse_index_number("000014348/2023-00007")))
        writer.put(Report(id="signs", source="s", index_number=parse_index_number("QH/A/0003")))
        writer.put(Report(id="own", source="s", document_number=parse_document_number("青水发〔2023〕8号")))
    return engine


@pytest.mark.parametrize(
    ("typed", "ids", "shown"),
    [
        ("000014348/2023-7", {"7", "twin"}, "000014348/2023-00007"),
        ("青水发[2023]8号", {"own"}, "青水发〔2023〕8号"),
        ("qh.a.3", {"signs"}, "QH.A.3"),
        ("000014348/2023-00099", set(), ""),
        ("——", set(), ""),
    ],
)
def test_the_first_possible_number_that_a_report_has_counts(
    engine: CountingEngine, typed: str, ids: set[str], shown: str
) -> None:
    """An index number before a document number, and last of all the letters and digits."""
    found = holders(engine, {typed: possible_numbers(typed)}).get(typed)
    assert (set(found.ids), found.number.shown) == (ids, shown) if found else not ids


def test_a_list_asks_the_engine_no_oftener_than_a_number(engine: CountingEngine) -> None:
    """Numbers are looked up together, what is absent too: a list of thousands costs a few look-ups."""
    holders(engine, {"000014348/2023-00099": possible_numbers("000014348/2023-00099")})
    alone, engine.asked = engine.asked, 0
    numbers = [f"000014348/2023-{serial}" for serial in range(20, 60)]
    found = holders(engine, {number: possible_numbers(number) for number in numbers})
    assert (len(found), engine.asked) == (10, alone)


def test_the_first_reports_are_read_without_their_bodies(engine: CountingEngine) -> None:
    """As many of each as are asked for."""
    found = holders(engine, {typed: possible_numbers(typed) for typed in ("000014348/2023-7", "000014348/2023-8")})
    reports = reports_of(engine, found.values(), 1)
    assert (len(reports), {each.body for each in reports.values()}) == (2, {""})
