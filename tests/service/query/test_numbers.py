"""Years, dates, index numbers and document numbers in a query."""

from __future__ import annotations

import pytest

from corpus.report import Report
from indexer.analysis import tokenize
from indexer.fields import TEXT_FIELDS
from indexer.query import Between, Contains, Keyword, Or, Plan
from service.query.compile import compile_query
from service.query.steps import StepName
from tests.oracle import MemoryEngine


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("年份:2021", 2021, 2021),
        ("年份:2020..2023", 2020, 2023),
        ("年份:２０２０．．２０２３", 2020, 2023),
        ("年份:2020…2023", 2020, 2023),
        ("年份:2020～2023", 2020, 2023),
        ("年份:2020至2023", 2020, 2023),
        ("年份:2020年-2023年", 2020, 2023),
        ("年份:2020—2023", 2020, 2023),
        ("年份:2020..", 2020, None),
        ("年份:..2023", None, 2023),
        ("年份:2023..2020", 2020, 2023),
        ("year:2021-05", 2021, 2021),
        ('年份:"2021"', 2021, 2021),
    ],
)
def test_years(typed: str, low: int | None, high: int | None) -> None:
    """A year or a range of years, in every way people write one."""
    assert compile_query(typed).match == Between("year", low, high)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("发布日期:2020-02", 29), ("发布日期:2020-01..2020-06", 182), ("日期:2020", 366), ("日期:2020年1月5日", 1)],
)
def test_dates_cover_the_whole_of_what_they_name(typed: str, days: int) -> None:
    """A month means all of its days."""
    match = compile_query(typed).match
    assert isinstance(match, Between)
    assert match.low is not None
    assert match.high is not None
    assert match.high - match.low + 1 == days


@pytest.mark.parametrize(
    "typed", ["年份:去年", "年份:..", "年份:1..2..3", "日期:2021-02-30", "年份:9999", "日期:2020-01-2020-06"]
)
def test_bad_numbers_are_text_with_a_note(typed: str) -> None:
    """What is no date is looked for as text in all fields."""
    compiled = compile_query(typed)
    assert "Between" not in repr(compiled.match)
    assert "看不懂" in compiled.interpretation.notes[0].message


@pytest.mark.parametrize(
    ("typed", "field", "key"),
    [
        ("000014348／2023－827", "index_number", "000014348/2023-00827"),
        (" 000014348/2023-00827 ", "index_number", "000014348/2023-00827"),
        ("国办发(2017)47号", "document_number", "国办发〔2017〕47号"),
    ],
)
def test_a_whole_query_that_is_a_number_puts_its_report_first(typed: str, field: str, key: str) -> None:
    """The report with the number comes first, those that mention it follow, its words are the last resort."""
    compiled = compile_query(typed)
    assert compiled.first == Keyword(field, key)
    assert isinstance(compiled.match, Or)
    assert compiled.match.nodes == (
        Keyword(field, key),
        *dict.fromkeys(Contains(each, TEXT_FIELDS) for each in (tokenize(typed), tokenize(key))),
    )
    assert compiled.steps[-1].name is StepName.WORDS
    assert key in compiled.interpretation.summary


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("000014348/2023-00827。", Keyword("index_number", "000014348/2023-00827")),
        ("【索引号】000014348_2023_827", Keyword("index_number", "000014348/2023-00827")),
        ("OOOO14348202300827", Keyword("index_number", "000014348/2023-00827")),
        ("GA_2020_77", Keyword("index_number_parts", "GA-2020-77")),
        ("2023_827", Keyword("index_number_tail", "2023-827")),
    ],
)
def test_an_index_number_under_its_prefix_is_found_however_it_is_written(typed: str, value: Keyword) -> None:
    """As where index numbers alone are looked up."""
    match = compile_query(f"索引号:{typed}").match
    assert isinstance(match, Or)
    assert value in match.nodes


def test_a_number_under_its_prefix_comes_first_unless_excluded() -> None:
    """索引号: puts the report first as well."""
    key = Keyword("index_number", "000014348/2023-00827")
    assert compile_query("索引号:000014348/2023-827 预算").first == key
    assert compile_query("-索引号:000014348/2023-827").first is None


@pytest.mark.parametrize(
    "typed",
    [
        "文号 青水发〔2023〕8号",
        "发文字号：青水发[2023]8号",
        "根据青水发〔2023〕8号",
        "关于青水发2023 8",
        "文号 青水发 2023 8",
    ],
)
def test_what_leads_to_a_number_is_no_part_of_it(typed: str) -> None:
    """Labels, and words that stand before numbers in texts."""
    assert compile_query(typed).first == Keyword("document_number", "青水发〔2023〕8号")


def test_orders_are_found_under_the_prefix_without_their_agency() -> None:
    """As they are without the prefix."""
    match = compile_query("文号:204号令").match
    assert isinstance(match, Or)
    assert Keyword("document_number_tail", "令-204") in match.nodes


def test_words_that_may_be_a_number_are_looked_for_loosely_too() -> None:
    """With a sign of numbers they are meant as one."""
    assert compile_query("禾发 2016 63").steps[-1].name is StepName.MOST
    assert compile_query("禾发〔2016〕63号").steps[-1].name is StepName.WORDS


@pytest.mark.parametrize("typed", ['"城管发〔2024〕2"', "“城管发〔2024〕2”", "（城管发〔2024〕2", "城管发〔2024〕2"])
def test_a_number_that_ends_within_its_serial_is_found_as_a_piece(typed: str) -> None:
    """A quotation may end anywhere: it stands in the report all the same."""
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(Report("1", "a", body="青城管发〔2024〕21号"))
    steps = {step.name: step.match for step in compile_query(typed).each_step()}
    assert engine.search(Plan(steps[StepName.TYPED])).total == 0
    assert engine.search(Plan(steps[StepName.PIECES])).total == 1
