"""Index numbers typed into the search box in forms that only the archive can tell."""

from __future__ import annotations

import pytest

from corpus.report import Report
from corpus.values.index_number import parse_index_number
from indexer.engine import Engine
from service.query.steps import StepName
from service.search.located_number import MAX_LENGTH, lone_number
from service.search.request import SearchRequest
from service.search.result import SearchResult
from service.search.run import all_ids, search
from service.search.ways_out import ways_out
from tests.oracle import MemoryEngine

_NUMBERS = {
    "usual": "000014348/2023-00827",
    "same end": "000014349/2023-00827",
    "own form": "QHSW/7-2020-00077-3",
    "letters": "QHCR20230309001",
    "may": "000014348/2023-00010",
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return an archive of index numbers of several forms, and of texts that hold pieces of them."""
    engine = MemoryEngine()
    with engine.write() as writer:
        for each, number in _NUMBERS.items():
            writer.put(Report(id=each, source="s", title="停水的决定", index_number=parse_index_number(number)))
        writer.put(Report(id="says 2023-827", source="s", title="通报", body="编号 2023-827 的水表已更换。"))
        writer.put(Report(id="says 2023-10", source="s", title="通报", body="2023-10 完成。"))
        writer.checkpoint()
    return engine


def _search(engine: Engine, query: str, step: StepName | None = None) -> SearchResult:
    return search(engine, SearchRequest(query, step=step))


def _ids(found: SearchResult) -> list[str]:
    return [hit.report.id for hit in found.hits]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("000014348_2023_00827", "usual"),
        ("000014348202300827", "usual"),
        ("000014348.2023.00827", "usual"),
        ("000014348 2023 827", "usual"),
        ("OOOO14348/2O23-OO827", "usual"),
        ("“000014348/2023-00827”。", "usual"),
        ("索引号 000014348_2023_827", "usual"),
        ("索引号:000014348 / 2023 - 827", "usual"),
        ("索引号:索引号 000014348_2023_827", "usual"),
        ("QHSW.7.2020.77.3", "own form"),
        ("qhsw720200007 73", "own form"),
        ("QHSW.7.2020.78.3", ""),
        ("qhsw-7-2020-77-3", "own form"),
        ("QHCR-2023-0309-001", "letters"),
        ("QHCR2O23O3O9OO1", "letters"),
    ],
)
def test_the_archive_knows_a_number_however_it_is_written(engine: Engine, typed: str, found: str) -> None:
    """Whose number it is comes first, which is said; what is nobody's number finds nothing."""
    result = _search(engine, typed)
    assert _ids(result) == ([found] if found else [])
    assert [hit.number_role.value for hit in result.hits] == (["carries"] if found else [])
    assert result.interpretation.summary.startswith("按索引号“") == bool(found)


@pytest.mark.parametrize("typed", ["2023-827", "/2023-00827", "2023_827", "2O23-827", "索引号：2023-827"])
def test_the_end_of_a_number_finds_all_that_end_so(engine: Engine, typed: str) -> None:
    """Staff leave out whose number it is."""
    assert _ids(_search(engine, typed))[:2] == ["same end", "usual"]


def test_what_holds_a_number_as_words_is_found_too(engine: Engine) -> None:
    """Reports that are told by the number come first; the others are not said to mention it."""
    result = _search(engine, "2023-827")
    assert _ids(result) == ["same end", "usual", "says 2023-827"]
    assert result.number
    assert [result.number.said_of(hit.number_role) for hit in result.hits] == ["索引号后段相符", "索引号后段相符", ""]
    assert result.number.message == "索引号后段“2023-827”：2 份报告的索引号后段是它，另有 1 份含有所写的词或提到它。"
    assert all_ids(engine, SearchRequest("2023-827")) == _ids(result)


def test_a_date_is_a_date_where_texts_hold_it(engine: Engine) -> None:
    """Else it may be the end of a number."""
    assert _ids(_search(engine, "2023-10")) == ["says 2023-10"]
    assert _search(engine, "2023-10").number is None
    assert _ids(_search(engine, "2023.010")) == ["may"]


def test_a_search_to_the_letter_looks_up_nothing(engine: Engine) -> None:
    """Who asked for what was typed gets that."""
    assert _ids(_search(engine, "2023-827", StepName.TYPED)) == ["says 2023-827"]


@pytest.mark.parametrize(
    "typed",
    [
        "2023年部门预算",
        "停水",
        "-2023-827",
        "2023-827 OR 停水",
        "标题:2023-827",
        "",
        "停水 2023-827 通告",
        "9" * (MAX_LENGTH + 1),
    ],
)
def test_other_queries_are_no_numbers(typed: str) -> None:
    """Words behind digits, operators, prefixes of other fields and long texts are left to the search by words."""
    assert lone_number(typed) == ""


@pytest.mark.parametrize(("typed", "near"), [("000014348_2023_00872", "usual"), ("000827", "same end"), ("火箭99", "")])
def test_numbers_near_what_was_typed_are_offered(engine: Engine, typed: str, near: str) -> None:
    """Where only near ones are known, the ways out have them, and no word is blamed."""
    assert not _search(engine, typed).hits
    found = ways_out(engine, SearchRequest(typed))
    candidates = [each.report.id for each in found.near.candidates] if found.near else []
    assert (near in candidates) == bool(near)
    assert bool(found.unknown) != bool(near)
