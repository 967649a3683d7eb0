"""What differs between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.ledger.differences import Kind, differences

TEXTS = st.text(alphabet="甲乙\n", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_pieces(before: str, after: str) -> None:
    """With what was left out counted, each text is what the other kind's pieces leave."""
    pieces = differences(before, after)
    omitted = sum(each.lines for each in pieces)
    for kind, text in ((Kind.ADDED, before), (Kind.REMOVED, after)):
        shown = "".join(each.text for each in pieces if each.kind != kind)
        assert shown.count("\n") + omitted == text.count("\n") + 1
        if not omitted:
            assert shown == f"{text}\n"


def test_far_lines_are_counted() -> None:
    """Of a long text only the lines around a change are shown."""
    lines = [f"第{number}条" for number in range(100)]
    pieces = differences("\n".join(lines), "\n".join([*lines[:50], "新增一条", *lines[50:]]))
    assert [each.lines for each in pieces if each.kind is Kind.OMITTED] == [48, 48]
    assert [each.text for each in pieces if each.kind is Kind.ADDED] == ["新增一条\n"]
