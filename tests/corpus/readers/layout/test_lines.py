"""Pieces of text that stand beside each other become lines."""

from __future__ import annotations

import pytest

from corpus.readers.layout.lines import TextBox, page_lines


def row(*pieces: tuple[str, float]) -> str:
    """Return the line that pieces of size 10 make which begin at these positions."""
    boxes = [TextBox(text, left, 0, left + 10 * len(text), 10, 10) for text, left in pieces]
    (line,) = page_lines(boxes)
    return line.text


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ((("名", 0), ("称：", 50)), "名称："),
        ((("名", 0), ("称：", 50), ("青禾市水务局", 95)), "名称：\t青禾市水务局"),
        ((("地", 0), ("址：青禾市", 40)), "地址：青禾市"),
        ((("甲", 0), ("名称：", 50)), "甲\t名称："),
        ((("备注", 0), ("无：", 60)), "备注\t无："),
    ],
)
def test_a_label_may_be_spread(pieces: tuple[tuple[str, float], ...], text: str) -> None:
    """Forms spread a label of two characters to the length of its neighbours; what else is apart are cells."""
    assert row(*pieces) == text
