"""Placeholders are told from values, whatever program or person put them there."""

from __future__ import annotations

import pytest

from corpus.readers.placeholder import is_placeholder

NOTHING = [
    "",
    " ",
    "\u3000",
    "-",
    "——",
    "/",
    "无",
    "（无）",
    "暂无",
    "待定",
    "nan",
    "NaN",
    "null",
    "None",
    "N/A",
    "<NA>",
    "\\N",
]


@pytest.mark.parametrize("text", [*NOTHING, "&nbsp;", " &nbsp;&nbsp; ", "ｎｕｌｌ", "\u200b无", "'null'", "—" * 1000])
def test_what_says_nothing(text: str) -> None:
    """Signs, blanks and words for nothing are placeholders, in whatever width."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无。", "没有", "“”", "''", "〔〕号", "[ ]第号", "{{wh}}", "${fwzh}", "<%=wh%>"])
def test_forms_with_nothing_in_them(text: str) -> None:
    """Brackets and quotes around nothing, and what a template would have filled, say nothing."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["无。有", "没有共产党就没有新中国", "〔2023〕号", "{甲}", "$5"])
def test_what_only_begins_like_such_a_form(text: str) -> None:
    """A value goes on behind it."""
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "text", ["无锡市", "空港新区", "0", "0000-00-00", "N1", "待定岗位名单", "&nbsp;甲", "-" * 100_000 + "甲"]
)
def test_what_says_something(text: str) -> None:
    """A text that only begins like a placeholder is a value, and so is a day zero that is no date."""
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "1/1/1",
        "Invalid date",
        "/Date(-62135596800000)/",
    ],
)
def test_days_kept_for_none(text: str) -> None:
    """Databases and programs have days of their own for a date that is missing."""
    assert is_placeholder(text, of_day=True)


@pytest.mark.parametrize("text", ["2000-01-01", "1900-01-01", "0001-01-02", "2000-00-00"])
def test_other_days_are_values(text: str) -> None:
    """A day that can be meant is one, and a wrong one is refused with a note."""
    assert not is_placeholder(text, of_day=True)
