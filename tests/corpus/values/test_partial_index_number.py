"""Pieces of index numbers give every pattern they may stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values.partial_index_number import NumberPattern, parse_partial_index_number


@pytest.mark.parametrize(
    ("typed", "patterns"),
    [
        ("2023-827", (NumberPattern(year=2023, serial="827"),)),
        ("２０２３－８２７", (NumberPattern(year=2023, serial="827"),)),
        ("索引号：2023-827", (NumberPattern(year=2023, serial="827"),)),
        ("【索引号】 2023－827。", (NumberPattern(year=2023, serial="827"),)),
        ("公开编号:015530441/2023", (NumberPattern(issuer="015530441", year=2023),)),
        ("/2023-00827", (NumberPattern(year=2023, serial="00827"),)),
        ("00827", (NumberPattern(serial="00827"),)),
        ("015530441", (NumberPattern(issuer="015530441"), NumberPattern(serial="015530441"))),
        ("015530441/", (NumberPattern(issuer="015530441"), NumberPattern(serial="015530441"))),
        ("015530441/2023", (NumberPattern(issuer="015530441", year=2023),)),
        ("015530441-2023", (NumberPattern(issuer="015530441", year=2023),)),
        ("11532500MB0A12345Y/202401", (NumberPattern(issuer="11532500MB0A12345Y", year=2024, month=1),)),
        ("0155304-8", (NumberPattern(issuer="0155304-8"),)),
        ("11532500MB1234567-", (NumberPattern(issuer="11532500MB1234567-"),)),
        ("2023-10", (NumberPattern(year=2023, serial="10"), NumberPattern(year=2023, month=10))),
        ("202401-12", (NumberPattern(year=2024, month=1, serial="12"),)),
        ("2023", (NumberPattern(year=2023), NumberPattern(serial="2023"))),
        ("2026-02-18", (NumberPattern(year=2026, month=2, serial="18"),)),
        ("015530441/2023-827", (NumberPattern(issuer="015530441", year=2023, serial="827"),)),
        ("通知", ()),
        ("", ()),
    ],
)
def test_patterns(typed: str, patterns: tuple[NumberPattern, ...]) -> None:
    """A typed piece gives the patterns it may stand for, the likeliest first."""
    assert parse_partial_index_number(typed).patterns == patterns


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=150))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and no pattern is empty."""
    for pattern in parse_partial_index_number(text).patterns:
        assert pattern != NumberPattern()
