"""Several numbers in one pasted text."""

from __future__ import annotations

import pytest

from corpus.values.pasted_numbers import pasted_numbers


@pytest.mark.parametrize(
    "numbers",
    [
        ("000014348/2023-00827", "000014348/2023-00828"),
        ("11341702486344515H/202110-00013", "11341702486344515H/202110-00014"),
        ("11341702486344515H/2021-00013", "000014348/2023-827"),
        ("01527918X-2020-153077", "01527918X-2020-153078"),
        ("2026-02-00018", "2026-02-00019", "2026-03-00001"),
        ("青水发〔2023〕8号", "青水发〔2023〕9号"),
    ],
)
@pytest.mark.parametrize("between", ["", " ", "\n", "、", "，", ";", "\t"])
def test_numbers_are_told_apart_whatever_stands_between(numbers: tuple[str, ...], between: str) -> None:
    """Also where nothing does, as in a field of one line that lines were pasted into."""
    assert pasted_numbers(between.join(numbers)) == numbers


def test_a_long_row_of_glued_numbers_is_divided_rightly() -> None:
    """Each ends where the next one begins, whatever the length of its serial and of the code behind it."""
    numbers = [
        f"{code}/2023-{serial}"
        for serial in (1, 827, 1234567)
        for code in ("000014348", "11341702486344515H", "01527918X")
    ]
    assert pasted_numbers("".join(numbers)) == tuple(numbers)


@pytest.mark.parametrize(
    "text", ["2023", "2023-01-15 2023-02-16", "停水通知", "0871-63912345 13800000000", "2023-827 5"]
)
def test_what_is_no_whole_number_is_none(text: str) -> None:
    """Dates, telephone numbers and pieces of numbers are not taken for numbers."""
    assert pasted_numbers(text) == ()


def test_a_number_with_spaces_inside_is_one() -> None:
    """Spaces around the signs of a number don't end it."""
    assert pasted_numbers("索引号： 000014348 / 2023 － 00827 ") == ("000014348 / 2023 - 00827",)
