"""Dates are read in every notation archives use, and what is no date is refused."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError, InvalidDate
from corpus.values.partial_date import MAX_YEAR, MIN_YEAR, PartialDate, parse_leading_date, parse_partial_date

DAY = PartialDate(2019, 2, 15)


@pytest.mark.parametrize(
    "text",
    [
        *("2019年02月15日", "2019年2月15日", "2019-2-15", "2019-02-15", "2019/2/15", "2019.02.15", "20190215"),
        *("二〇一九年二月十五日", "二○一九年二月十五日", "二零一九年二月十五日", "二Ｏ一九年二月十五日"),
        *("Feb 15, 2019", "February 15, 2019", "15 February 2019", "15-Feb-2019", "2019 2 15", "发布于2019-02-15"),
        *("2019-02-14T20:00:00-05:00", "2019-02-15T00:30:00+08:00", "Fri Feb 15 08:00:00 CST 2019"),
        *("２０１９－０２－１５", "２０１９年２月１５日", " 2019 年 2 月 15 日 ", "2019年2月15号"),
        *("2019-02-15 10:30:00", "2019-02-15T10:30:00", "2019-02-15T10:30:00.123+08:00", "2019-02-15T02:30:00Z"),
        *(
            "二0一九年二月十五日",
            "二\u041e一九年二月十五日",
            "二\u03bf一九年二月十五日",
            "２０１９—０２—１５",
            "2019–02–15",
        ),
        *("（2019-02-15）", "[2019年2月15日]", "【2019.02.15】", "二〇一九年二月十五日（星期五）", "20190215.0"),
        *(
            "2019-02-14T16:00:00Z",
            "2019-02-14T16:00:00.000Z",
            "2019-02-14 20:10:00+00:00",
            "1550188800000",
            "1550188800",
        ),
        *("Thu, 14 Feb 2019 20:10:00 GMT", "Fri Feb 15 08:00:00 CST 2019", "Fri, 15 Feb 2019 00:30:00 +0800"),
        *(
            "公元2019年2月15日",
            "公历2019年2月15日",
            "2019,2,15",
            "2019_02_15",
            "2019·2·15",
            "201902151030",
            "星期五 2019年2月15日",
            "2O19年O2月15日",
            "2019年二月十五日",
            "2019一02一15",
        ),
        *(
            'ISODate("2019-02-14T16:00:00Z")',
            "/Date(1550188800000+0800)/",
            "Fri Feb 15 2019 00:00:00 GMT+0800 (中国标准时间)",
        ),
        *("2019年2月15日 10时30分", "2019-02-15 10:30", "2019年02月15日 星期五", "20190215103000"),
    ],
)
def test_notations_of_one_day(text: str) -> None:
    """Every notation of a day gives that day; a time after it is dropped."""
    assert parse_partial_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        *("20190215 103000", "20190215 10:30", "20190215103000123", "20190215T103000", "2019・2・15", "2019•2•15"),
        *(
            "二 〇 一 九 年 二 月 十 五 日",
            "2 0 1 9 年 2 月 1 5 日",
            "二〇 一九 年 二 月 十五 日",
            "２ ０ １ ９ 年 ２ 月 １ ５ 日",
        ),
        *("贰零壹玖年贰月拾伍日", "贰零壹玖年零贰月壹拾伍日", "二〇一九年贰月拾伍日", "2019⁄02⁄15"),
    ],
)
def test_notations_of_programs_and_typists(text: str) -> None:
    """Dates without signs may have a time behind them, and signatures a space between their characters."""
    assert parse_partial_date(text) == DAY


@pytest.mark.parametrize(
    "text", ["2 0 1 9 年 2 月 3 1 日", "二 〇 一 九 年 二 月 上 旬 末", "2 0 1 9", "13812345678", "000143482"]
)
def test_spread_texts_and_serial_numbers_that_are_no_date(text: str) -> None:
    """A day that the calendar does not have is refused however it is spread, and so are numbers of other lengths."""
    with pytest.raises(InvalidDate):
        parse_partial_date(text)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        *(("2024-01", "2024-01"), ("2024年1月", "2024-01"), ("2024/1", "2024-01"), ("2024年1月份", "2024-01")),
        *(
            ("2024年1月上旬", "2024-01"),
            ("2024年元月", "2024-01"),
            ("二〇二四年一月下旬", "2024-01"),
            ("2024年度", "2024"),
            ("2024年上半年", "2024"),
            ("2024年第1季度", "2024"),
        ),
        *(
            ("2020", "2020"),
            ("2020年", "2020"),
            ("二〇二〇年", "2020"),
            ("二〇二〇年元月", "2020-01"),
        ),
        *(
            ("二〇二〇年十月", "2020-10"),
            ("二〇二一年十二月三十一日", "2021-12-31"),
            ("二〇二一年五月廿五日", "2021-05-25"),
        ),
        *(("201901", "2019-01"), ("１９９９１２", "1999-12"), ("贰〇贰壹年拾月", "2021-10")),
        *(("二〇二一年五月卅一日", "2021-05-31"), ("二〇二一年五月二〇日", "2021-05-20"), ("2020-2-29", "2020-02-29")),
    ],
)
def test_precision_is_kept(text: str, iso: str) -> None:
    """A month stays a month and a year a year; characters for tens are read."""
    assert parse_partial_date(text).isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "昨天", "2021-02-30", "2021-13-01", "2021-00-10", "2021-01-00", "2100年13月", "1899-12-31", "2101"),
        *(
            "0000-00-00",
            "19-2-15",
            "201201",
            "201913",
            "190215",
            "2019-02/15",
            "2019年15日",
            "二〇一九年十三月一日",
            "二〇一九年二月三十日",
        ),
        *("二〇一九年二月一十十日", "2019-02-15abc", "2019年二十", "1" * 200, "2019-02-15 " * 20),
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    """Days the calendar does not have, years out of bounds and other texts raise, never guess."""
    with pytest.raises(InvalidDate) as caught:
        parse_partial_date(text)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, CorpusError)


@pytest.mark.parametrize(
    ("date", "precision", "first", "last", "shown"),
    [
        (PartialDate(2019), "year", (2019, 1, 1), (2019, 12, 31), "2019年"),
        (PartialDate(2020, 2), "month", (2020, 2, 1), (2020, 2, 29), "2020年2月"),
        (DAY, "day", (2019, 2, 15), (2019, 2, 15), "2019年2月15日"),
    ],
)
def test_bounds(
    date: PartialDate, precision: str, first: tuple[int, int, int], last: tuple[int, int, int], shown: str
) -> None:
    """A partial date knows the first and last day it may be."""
    assert date.precision == precision
    assert date.first_day() == datetime.date(*first)
    assert date.last_day() == datetime.date(*last)
    assert date.ordinal == datetime.date(*first).toordinal()
    assert str(date) == shown


def test_order() -> None:
    """A year comes before its months, a month before its days."""
    ordered = [PartialDate(2019, 12, 31), PartialDate(2020), PartialDate(2020, 1), PartialDate(2020, 1, 1)]
    shuffled = [ordered[2], ordered[0], ordered[3], ordered[1]]
    assert sorted(shuffled) == ordered
    assert PartialDate(2020) <= PartialDate(2020)


@pytest.mark.parametrize(
    "year_month_day", [(2020, None, 1), (2020, 0, None), (MIN_YEAR - 1, None, None), (MAX_YEAR + 1, 1, 1)]
)
def test_impossible_dates_cannot_be_built(year_month_day: tuple[int, int | None, int | None]) -> None:
    """The class itself refuses numbers that make no date."""
    with pytest.raises(InvalidDate):
        PartialDate(*year_month_day)


@given(st.dates(datetime.date(MIN_YEAR, 1, 1), datetime.date(MAX_YEAR, 12, 31)))
def test_iso_and_chinese_forms_are_read_back(day: datetime.date) -> None:
    """What is shown or exported is read as the same date."""
    date = PartialDate(day.year, day.month, day.day)
    for same in (date, PartialDate(day.year, day.month), PartialDate(day.year)):
        assert parse_partial_date(same.isoformat()) == same
        assert parse_partial_date(str(same)) == same


@given(st.text(alphabet=st.characters(exclude_categories=())) | st.text(alphabet="0129年月日-/.二〇一九十廿 T:"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """No text raises anything but InvalidDate."""
    with contextlib.suppress(InvalidDate):
        assert parse_partial_date(text).first_day()


@pytest.mark.parametrize("text", ["二〇一九年二月十五日通过", "2019年2月15日印发", "2019-02-15字号：大 小"])
def test_a_day_may_be_followed_by_other_words(text: str) -> None:
    """What a page prints behind a day is no part of it."""
    assert parse_leading_date(text) == DAY
