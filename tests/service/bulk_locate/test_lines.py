"""What each line of a list asks for."""

from __future__ import annotations

import pytest

from corpus.readers.list_file import table_of_text
from service.bulk_locate.lines import asked_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("000014348/2023-00827\n\n000014348/2023-00828\n", ["000014348/2023-00827", "000014348/2023-00828"]),
        ("000014348/2023-827、000014348/2023-828", ["000014348/2023-827", "000014348/2023-828"]),
        ("序号\t索引号\t名称\n1\t甲字12号\t停水公告\n2\t\t国发〔2023〕5号", ["甲字12号", "国发〔2023〕5号"]),
        ("名称,文号\n停水公告,青水发〔2023〕8号", ["青水发〔2023〕8号"]),
        ("3\t000014348/2023-00827\t青水发〔2023〕8号\t关于停水的通知\t2023-03-02", ["000014348/2023-00827"]),
        ("青水发〔2023〕8号青水发〔2023〕9号", ["青水发〔2023〕8号", "青水发〔2023〕9号"]),
        ("2023-827", ["2023-827"]),
        ("——\n \n", []),
    ],
)
def test_each_line_asks_for_its_numbers(text: str, numbers: list[str]) -> None:
    """A line is a number, several, or a row of a table whose column is named or told by its form."""
    assert [each.number for each in asked_numbers([table_of_text(text)], 100)[0]] == numbers


def test_a_number_knows_its_line() -> None:
    """Lines are numbered as in the file, names of columns and empty lines counted."""
    asked, _ = asked_numbers([table_of_text("索引号\t名称\n\n000014348/2023-827\t停水")], 100)
    assert [(each.line, each.text) for each in asked] == [(3, "000014348/2023-827\t停水")]
