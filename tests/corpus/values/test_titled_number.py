"""Titles with a document number behind them."""

from __future__ import annotations

import pytest

from corpus.values.titled_number import titled_number
from tests.processor_time import MUCH, processor_seconds


@pytest.mark.parametrize(
    ("text", "title", "number"),
    [
        ("关于停水的通知 青水发〔2023〕8号", "关于停水的通知", "青水发〔2023〕8号"),
        ("关于停水的通知青水发〔2023〕8号", "关于停水的通知", "青水发〔2023〕8号"),
        ("关于停水的通知（青水发[2023]8号）", "关于停水的通知", "青水发[2023]8号"),
        ("《城市供水条例》（国务院令第158号）", "《城市供水条例》", "国务院令第158号"),
        ("城市供水条例 国务院令第158号", "城市供水条例", "国务院令第158号"),
        ("关于停水的通知 青人社（监）罚字〔2023〕第0013号", "关于停水的通知", "青人社（监）罚字〔2023〕第0013号"),
    ],
)
def test_a_title_and_its_number_are_told_apart(text: str, title: str, number: str) -> None:
    """With a space or brackets between them, or nothing."""
    found = titled_number(text)
    assert found
    assert (found.title, found.number) == (title, number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于停水的通知",
        "青水发〔2023〕8号",
        "文号 青水发〔2023〕8号",
        "关于废止青水发〔2023〕8号的通知",
        "青水发（2023）8号文件 供水",
    ],
)
def test_other_texts_are_neither(text: str) -> None:
    """Titles and numbers alone, and titles that name a number."""
    assert titled_number(text) is None


def test_a_long_text_costs_little() -> None:
    """Every end of it is tried, once."""
    text = f"{'关于停水的通知' * 27}青水发〔2023〕8号"
    assert processor_seconds(lambda: titled_number(text)) < MUCH
