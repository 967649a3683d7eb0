"""What the left side of a line stands for."""

from __future__ import annotations

import pytest

from service.vocabulary.wordings import MOST_WORDINGS, UnreadableWordingError, shown, worded_parts

GROUPS = {"孩子": "孩子|小孩|娃"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("上户口", [["上户口"]]),
        ("(办|换|)驾照", [["办驾照", "换驾照", "驾照"]]),
        ("（办｜换）驾照", [["办驾照", "换驾照"]]),
        ("{孩子}上户口", [["孩子上户口", "小孩上户口", "娃上户口"]]),
        ("({孩子}|学生)近视", [["孩子近视", "小孩近视", "娃近视", "学生近视"]]),
        ("租房 公积金", [["租房"], ["公积金"]]),
        ("{孩子} (上学|读书)", [["孩子", "小孩", "娃"], ["上学", "读书"]]),
        ("因公出国(境)费", [["因公出国(境)费"]]),
    ],
)
def test_alternatives_and_groups_are_written_out(text: str, parts: list[list[str]]) -> None:
    """A blank divides parts, an empty alternative is none of them, and a bracket without | is text."""
    assert [list(part) for part in worded_parts(text, GROUPS)] == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(办|换驾照", "没有写全"),
        ("{老人}补贴", "{老人}"),
        ("{孩子} (上学|)", "不能省略"),
        ("(1|2|3|4|5|6|7|8|9|0)" * 4, str(MOST_WORDINGS)),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    """Half a bracket, an unknown group, a part that may be missing, and too many wordings."""
    with pytest.raises(UnreadableWordingError, match=said):
        worded_parts(text, GROUPS)


def test_a_part_is_shown_as_a_list_has_it() -> None:
    """With brackets where it has several wordings."""
    assert [shown(part) for part in worded_parts("({孩子}|学生) 近视", GROUPS)] == ["(孩子|小孩|娃|学生)", "近视"]
