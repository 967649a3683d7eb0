"""Moments are the day that they are in Beijing, however programs write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values.moment import day_of_moment, without_program
from corpus.values.partial_date import PartialDate, parse_partial_date

LAST_EVENING = [
    *(
        "2024-04-01 16:30:00+00",
        "2024-04-01 16:30:00 +0000 UTC",
        "2024-04-01T16:30:00Z[UTC]",
        "2024-04-01T16:30:00,000Z",
    ),
    *(
        "2024-04-01T16Z",
        "20240401T163000Z",
        "20240401163000Z",
        "2024/4/1 16:30:00 UTC",
        "2024-04-01T16:30:00.123456789Z",
    ),
    *("2024-04-01 09:30:00-07", "2024-04-01T12:30-04:00", "2024-04-01 16:30:00 GMT+0", "2024-04-02 01:30:00 +0900 JST"),
    *("Apr 1, 2024 4:30:00 PM UTC", "Mon, April 1, 2024 at 16:30 GMT", "Mon Apr 01 16:30:00 UTC 2024"),
]
NEXT_DAY = [
    *("2024-04-02 00:30:00+08", "2024-04-02T00:30+08:00[Asia/Shanghai]", "2024-04-02 00:30:00 +0800 CST"),
    *("Apr 2, 2024 12:00:00 AM", "Apr 2, 2024, 12:00:00 AM", "Tuesday, April 2, 2024", "02-APR-2024", "2nd April 2024"),
    *("April 2nd, 2024", "Apr. 2, 2024", "2 Apr 2024 08:00", "Tue, 2 Apr 2024 08:00:00 +0800"),
]


@pytest.mark.parametrize("text", [*LAST_EVENING, *NEXT_DAY])
def test_one_day_in_beijing(text: str) -> None:
    """The evening before in UTC is that day, and so is the day of a date without a zone."""
    assert parse_partial_date(text) == PartialDate(2024, 4, 2)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        *(("915120000000", "1999-01-01"), ("/Date(915120000000)/", "1999-01-01"), ("946656000000", "2000-01-01")),
        *(("-652176000000", "1949-05-03"), ("-652176000", "1949-05-03"), ("/Date(-652176000000+0800)/", "1949-05-03")),
        *(("1711987200000000", "2024-04-02"), ("1711987199999999", "2024-04-01")),
        *(("1711987200.25", "2024-04-02"), ("/Date(86400000)/", "1970-01-02"), ("new Date(0)", "1970-01-01")),
    ],
)
def test_seconds_milliseconds_and_microseconds_since_1970(text: str, iso: str) -> None:
    """Those before 2001, of fewer digits, and those before 1970 are read too."""
    assert parse_partial_date(text).isoformat() == iso


@pytest.mark.parametrize(
    ("text", "iso"), [("202404020830", "2024-04-02"), ("20240402", "2024-04-02"), ("19990102", "1999-01-02")]
)
def test_compact_dates_are_no_moments(text: str, iso: str) -> None:
    """Twelve digits that begin like a year are a date with its time."""
    assert day_of_moment(text) is None
    assert parse_partial_date(text).isoformat() == iso


@pytest.mark.parametrize(
    "text", ["2024-04-02 09:00-11:00", "2024-04-02 14:00-17:30", "2024-04-02 09:00:00+99", "2024-04-02 10:30 PM"]
)
def test_hours_that_are_no_zone(text: str) -> None:
    """The hours of a meeting, and an offset that no clock has, leave the day as it is written."""
    assert parse_partial_date(text) == PartialDate(2024, 4, 2)


@pytest.mark.parametrize(
    "text", ["", "Foo 2, 2024", "44994", "138123456789012", "2024-02-30T16:00:00Z", "9999-12-31T23:00:00Z"]
)
def test_other_texts_are_no_moments(text: str) -> None:
    """Words, serial numbers and days that there are not give none."""
    assert day_of_moment(text) is None


@given(st.text(alphabet="0129-/.: TZUC+()DateMr,[]") | st.text(max_size=64))
def test_any_text_is_taken(text: str) -> None:
    """No text raises."""
    day = day_of_moment(without_program(text))
    assert day is None or datetime.MINYEAR <= day[0] <= 9999
