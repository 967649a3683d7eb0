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


def test_words_in_any_order_are_one_entry() -> None:
    """Its parts have their wordings; alternatives of a single word are an entry each."""
    together, *single = read_entries("{孩子} = 孩子|娃\n{孩子} (上学|读书) → 入学\n{孩子}补贴 = 育儿补贴")
    assert together == Entry(
        "(孩子|娃) (上学|读书)",
        ("入学",),
        both_ways=False,
        line=2,
        parts=(("孩子", "娃"), ("上学", "读书")),
    )
    assert [each.word for each in single if isinstance(each, Entry)] == ["孩子补贴", "娃补贴"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("租房 公积金 = 租房提取", "不分先后"),
        ("狗证 → (养犬|犬只)登记", "左边"),
        ("狗证 → {犬}登记", "左边"),
        ("{狗}证 → 养犬登记", "{狗}"),
    ],
)
def test_what_stands_on_the_wrong_side_is_a_fault(line: str, said: str) -> None:
    """Alternatives, groups and words in any order are for what people type."""
    (fault,) = read_entries(line)
    assert isinstance(fault, Fault)
    assert said in fault.message
