"""Index numbers are found in what people paste."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values.typed_index_number import MAX_LENGTH, typed_index_numbers


@pytest.mark.parametrize(
    "typed",
    [
        *("索引号：014032126/2026-00903", "014032126 2026 903", "014032126_2026_00903", "014032126|2026|00903。"),
        *("0l4032l26/2026-009O3", "01403212620 26-00903".replace(" ", ""), "《014032126／2026－00903》"),
        *("7 014032126/2026-00903 关于检修的公告 市水务局", "公开编号 014032126.2026.903"),
    ],
)
def test_spellings_of_one_number(typed: str) -> None:
    """The number is among those a text may stand for."""
    assert "014032126/2026-00903" in [number.key for number in typed_index_numbers(typed)]


def test_two_numbers_are_not_made_one() -> None:
    """A row with two numbers stands for neither alone."""
    found = [number.key for number in typed_index_numbers("014032126/2026-00903 014032126/2026-00904")]
    assert not {"014032126/2026-00903", "014032126/2026-00904"} & set(found)


@given(st.text(max_size=60))
def test_any_text_gives_few_numbers(typed: str) -> None:
    """Whatever is typed costs a few look-ups at most."""
    assert len(list(typed_index_numbers(typed))) <= 8


def test_long_text_is_no_number() -> None:
    """A pasted page isn't searched for numbers."""
    assert list(typed_index_numbers("1" * (MAX_LENGTH + 1))) == []
