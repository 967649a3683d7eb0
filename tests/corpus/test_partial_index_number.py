"""Pieces of index numbers are read in every way they can be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.partial_index_number import Reading, parse_partial_index_number


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("2023-827", (Reading(year=2023, serial="827"),)),
        ("２０２３－８２７", (Reading(year=2023, serial="827"),)),
        ("/2023-00827", (Reading(year=2023, serial="00827"),)),
        ("00827", (Reading(serial="00827"),)),
        ("015530441", (Reading(issuer="015530441"), Reading(serial="015530441"))),
        ("015530441/", (Reading(issuer="015530441"), Reading(serial="015530441"))),
        ("015530441/2023", (Reading(issuer="015530441", year=2023),)),
        ("015530441-2023", (Reading(issuer="015530441", year=2023),)),
        ("11532500MB0A12345Y/202401", (Reading(issuer="11532500MB0A12345Y", year=2024, month=1),)),
        ("0155304-8", (Reading(issuer="0155304-8"),)),
        ("11532500MB1234567-", (Reading(issuer="11532500MB1234567-"),)),
        ("2023-10", (Reading(year=2023, serial="10"), Reading(year=2023, month=10))),
        ("202401-12", (Reading(year=2024, month=1, serial="12"),)),
        ("2023", (Reading(year=2023), Reading(serial="2023"))),
        ("2026-02-18", (Reading(year=2026, month=2, serial="18"),)),
        ("015530441/2023-827", (Reading(issuer="015530441", year=2023, serial="827"),)),
        ("通知", ()),
        ("", ()),
    ],
)
def test_readings(typed: str, readings: tuple[Reading, ...]) -> None:
    """What staff type gives the parts it can mean, the likeliest reading first."""
    assert parse_partial_index_number(typed).readings == readings


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=150))
def test_any_text_is_read(text: str) -> None:
    """No text raises, and every reading says something."""
    for reading in parse_partial_index_number(text).readings:
        assert reading != Reading()
