"""What differs between two texts."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger import differences as module
from service.ledger.differences import Kind, differences

TEXTS = st.text(alphabet="甲乙\n", max_size=40)


@given(TEXTS, TEXTS, st.integers(0, 20), st.integers(0, 50))
def test_both_texts_are_in_the_pieces(before: str, after: str, most_lines: int, most_pairs: int) -> None:
    """With what was left out counted, each text is what the other kind's pieces leave, however much of them is compared."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "MOST_LINES", most_lines)
        patched.setattr(module, "MOST_PAIRS", most_pairs)
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


def test_lines_at_the_end_stand_in_their_surroundings() -> None:
    """Those before them are shown, as around any change."""
    lines = [f"第{number}条" for number in range(9)]
    pieces = differences("\n".join(lines), "\n".join([*lines, "附则"]))
    assert [(each.kind, each.text, each.lines) for each in pieces] == [
        (Kind.OMITTED, "", 7),
        (Kind.SAME, "第7条\n第8条\n", 0),
        (Kind.ADDED, "附则\n", 0),
    ]


@pytest.mark.parametrize("end", ["\n", "。\n"])
def test_long_texts_take_no_square_of_time(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    """Of many lines that differ all are shown as they were and as they are, between what both texts share; so are very long lines."""
    compared: list[int] = []

    class Counting(SequenceMatcher[str]):
        def __init__(self, junk: None, old: str, new: str, *, autojunk: bool) -> None:
            compared.append(len(old) * len(new))
            super().__init__(junk, old, new, autojunk=autojunk)

    monkeypatch.setattr(module, "SequenceMatcher", Counting)
    old, new = "甲乙" * 5_000, "乙丙" * 5_000
    before, after = (f"总则\n{end.join(text)}\n附则" for text in (old, new))
    pieces = differences(before, after)
    assert [each.kind for each in pieces] == [Kind.SAME, Kind.REMOVED, Kind.ADDED, Kind.SAME]
    assert [each.kind for each in differences(old, new)] == [Kind.REMOVED, Kind.ADDED]
    assert sum(compared) <= 1
