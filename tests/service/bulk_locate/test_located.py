"""What becomes of the numbers of a list."""

from __future__ import annotations

import pytest

from corpus.readers.list_file import table_of_text
from corpus.report import Report
from corpus.values.document_number import parse_document_number
from corpus.values.index_number import parse_index_number
from indexer.engine import Engine
from service.bulk_locate.located import (
    ABSENT,
    FOUND,
    MOST_NEAR,
    NEAR,
    SEVERAL,
    LocatedNumbers,
    located_numbers,
)
from service.bulk_locate.table import HEADINGS, rows
from service.outcomes import LISTED, Outcome
from tests.oracle import MemoryEngine

SHARED = "014032126/2026-00903"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return an archive with one number of its own, one that seven reports share, and a document number."""
    engine = MemoryEngine()
    with engine.write() as writer:
        own = parse_index_number("000014348/2023-00827")
        document_number = parse_document_number("青水发〔2023〕8号")
        writer.put(
            Report(id="own", source="s", title="停水", body="正文", index_number=own, document_number=document_number)
        )
        for each in range(7):
            writer.put(Report(id=f"{each}", source="s", title="供水", index_number=parse_index_number(SHARED)))
    return engine


def _located(engine: Engine, text: str, most: int = 100) -> LocatedNumbers:
    return located_numbers(engine, [table_of_text(text)], most)


@pytest.mark.parametrize(
    ("number", "outcome", "ids"),
    [
        ("000014348/2023-827", FOUND, {"own"}),
        ("青水发[2023]8号", FOUND, {"own"}),
        ("000014348/2023-00872", NEAR, {"own"}),
        ("2023-827", NEAR, {"own"}),
        ("青水发〔2023〕99号", ABSENT, set()),
        ("000014348/1999-00001", ABSENT, set()),
    ],
)
def test_a_number_is_found_near_or_absent(engine: Engine, number: str, outcome: Outcome, ids: set[str]) -> None:
    """A mistyped number is near and never found; of what is absent the reason is said."""
    (found,) = _located(engine, number).numbers
    assert (found.outcome, {each.id for each in found.reports}) == (outcome, ids)
    assert found.reason


def test_near_numbers_are_looked_for_a_few_times_only(engine: Engine) -> None:
    """A list of numbers that nothing has costs a bounded amount, and says so; what is there is found all the same."""
    slips = [f"000014348/2023-00{each}" for each in range(100, 100 + MOST_NEAR)]
    found = _located(engine, "\n".join([*slips, "000014348/2023-00872", "000014348/2023-827"])).numbers
    assert [each.outcome for each in found[-2:]] == [ABSENT, FOUND]
    assert f"超过 {MOST_NEAR} 个" in found[-2].reason
    assert f"超过 {MOST_NEAR} 个" not in found[0].reason


def test_a_shared_number_has_several_reports(engine: Engine) -> None:
    """All are counted, the first are listed, without the texts that no list shows."""
    (found,) = _located(engine, SHARED).numbers
    assert (found.outcome, found.total, len(found.reports)) == (SEVERAL, 7, LISTED)
    assert not any(report.body for report in found.reports)


def test_a_repeated_number_says_so(engine: Engine) -> None:
    """The second one names the line of the first."""
    found = _located(engine, f"{SHARED}\n{SHARED}")
    assert "与第 1 行相同" in found.numbers[1].reason
    assert found.counts[SEVERAL] == 2


def test_a_list_that_is_too_long_says_how_much_was_left_out(engine: Engine) -> None:
    """Nothing is left out silently, in the table neither."""
    found = _located(engine, "1/2\n2/3\n3/4", most=1)
    assert (len(found.numbers), found.left_out) == (1, 2)
    assert any("另有 2 行" in cell for row in rows(found, str) for cell in row)


def test_the_table_has_a_row_for_each_report(engine: Engine) -> None:
    """And one for a number without any; each has as many cells as there are headings."""
    table = list(rows(_located(engine, f"{SHARED}\n000014348/1999-00001"), "/reports/{}".format))
    assert len(table) == 1 + LISTED + 1
    assert {len(row) for row in table} == {len(HEADINGS)}
    assert table[1][-1] == "/reports/0"
