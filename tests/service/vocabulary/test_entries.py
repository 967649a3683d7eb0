"""How lists of words are written."""

from __future__ import annotations

import pytest

from service.vocabulary.entries import SHIPPED, Entry, Fault, entries


def test_comments_and_blank_lines_say_nothing() -> None:
    """Only the last line is an entry, and knows where it stands."""
    assert [each.line for each in entries("# 说明\n\n退伍 = 退役")] == [3]


@pytest.mark.parametrize("line", ["退伍", "= 退役", "退伍 →", "退伍 → 退役、"])
def test_half_a_line_is_a_fault(line: str) -> None:
    """A fault names its line and says how one is written."""
    (fault,) = entries(line)
    assert isinstance(fault, Fault)
    assert (fault.line, "应写成" in fault.message) == (1, True)


def test_the_shipped_lists_are_without_fault_or_repetition() -> None:
    """There are 400 groups and more, each word once."""
    found = [each for path in SHIPPED for each in entries(path.read_text(encoding="utf-8"))]
    listed = [each for each in found if isinstance(each, Entry)]
    assert listed == found
    assert len(listed) >= 400
    words = [each.word for each in listed]
    assert [word for word in words if words.count(word) > 1] == []
