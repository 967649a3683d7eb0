"""Document numbers as people shorten them."""

from __future__ import annotations

import pytest

from indexer.query import Keyword
from service.query.compile import compile_query
from service.query.short_document_numbers import short_document_number


@pytest.mark.parametrize(
    "typed",
    [
        "青政办发 2019 6",
        "青政办发20196号",
        "青政办发(2019)6",
        "青政办发 6号 2019",
        "青政办发6号（2019）",
        "2019年青政办发6号文件",
        "青政办发〔２０１９〕006号",
    ],
)
def test_every_shortening_puts_its_report_first(typed: str) -> None:
    """Whose number it is comes before what cites it."""
    assert compile_query(typed).first == Keyword("document_number", "青政办发〔2019〕6号")


def test_a_number_without_its_agency_finds_every_agency() -> None:
    """The tail alone is looked up."""
    assert compile_query("〔2019〕6号").first == Keyword("document_number_tail", "2019-6")


@pytest.mark.parametrize("typed", ["政府工作报告 2019", "预算 2019 2020", "2019 6", "预算(2019)"])
def test_other_texts_are_no_numbers(typed: str) -> None:
    """A number has an agency or brackets, a year, and a serial that is no other year."""
    assert short_document_number(typed) is None
