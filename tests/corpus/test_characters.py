"""Noise is removed and spellings of one sign are folded, the same way each time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import clean_text, fold_number, fold_width, one_line


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_is_utf8_and_stays_as_it_is(text: str) -> None:
    """Any text at all, cleaned, can be encoded, and cleaning it again changes nothing."""
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert clean_text(cleaned) == cleaned
    assert one_line(one_line(cleaned)) == one_line(cleaned)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("０００１４／２０２３", "00014/2023"),
        ("2023—827", "2023-827"),
        ("2023–827", "2023-827"),
        ("2023−827", "2023-827"),
        ("2023——827", "2023-827"),
        ("a \u3000b\u200bc", "ABC"),
        ("1＼2", "1/2"),
    ],
)
def test_numbers_fold_to_one_spelling(typed: str, folded: str) -> None:
    """Width, case, spaces, dashes and slashes do not distinguish numbers."""
    assert fold_number(typed) == folded


def test_fold_width_drops_invisible_characters() -> None:
    """Zero-width characters that editors leave in numbers are removed."""
    assert fold_width("国发\u200b〔２０２５〕\ufeff５号") == "国发〔2025〕5号"
