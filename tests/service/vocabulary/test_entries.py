"""How lists of words are written."""

from __future__ import annotations

import pytest

from service.operator_files import Fault
from service.vocabulary.entries import Entry, read_entries


def test_comments_and_blank_lines_say_nothing() -> None:
    """Only the last line is an entry, and knows where it stands."""
    assert [each.line for each in read_entries("# 说明\n\n退伍 = 退役")] == [3]


def test_an_entry_leads_where_it_says() -> None:
    """Both ways, or from left to right only."""
    same, also = read_entries("退伍 = 退役\n狗证 → 养犬登记、犬只登记")
    assert isinstance(same, Entry)
    assert isinstance(also, Entry)
    assert list(same.pairs()) == [("退伍", "退役"), ("退役", "退伍")]
    assert list(also.pairs()) == [("狗证", "养犬登记"), ("狗证", "犬只登记")]


@pytest.mark.parametrize("line", ["退伍", "= 退役", "退伍 →", "退伍 → 退役、"])
def test_half_a_line_is_a_fault(line: str) -> None:
    """A fault names its line and says how one is written."""
    (fault,) = read_entries(line)
    assert isinstance(fault, Fault)
    assert (fault.line, "应写成" in fault.message) == (1, True)
