"""Moments as programs and English pages write them, and the day that each is in Beijing. Dates without a clock are in `partial_date`."""

from __future__ import annotations

import calendar
import contextlib
import datetime
import email.utils
import re

Day = tuple[int, int, int]
"""Year, month and day, which the calendar may not have where a text names them itself."""

_WRAPPED = re.compile(r"(?:/|new )?(?:ISODate|Date)\(['\"]?([^()'\"]+?)(?:[+-]\d{4})?['\"]?\)/?")
"""A date as programs write it out: `ISODate("…")`, `/Date(1678291200000+0800)/`."""

_NUMBER = re.compile(r"-?\d{1,14}")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)[T ]?(?=\d\d)")
_ZONE = r"(?:Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d\d)?)"
_SHIFT = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?")
_ZONED = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?P<gap>[T ])(?P<hour>\d{1,2})(?::?(?P<minute>\d\d)(?P<second>:?\d\d(?:[.,]\d{1,9})?)?)?"
    rf" ?(?P<zone>{_ZONE})(?: [A-Z]{{3,4}}| ?\([^()]{{1,24}}\))?(?:\[[\w/+-]{{1,32}}\])?"
)
_MAIL = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d(?: (?:GMT|UTC|CST|[+-]\d{4}))?")
_JAVA = re.compile(r"([A-Z][a-z]{2}) ([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d:\d\d) (GMT|UTC|CST|[+-]\d{4}) (\d{4})")
_SCRIPT = re.compile(r"([A-Z][a-z]{2}) ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})(?: \(.*\))?")
_ENGLISH = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
    r"(?:(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})|(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}))"
    r"(?:,? (?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,9})?)?(?: ?(?P<half>[ap])\.?m\.?)?"
    rf"(?: (?P<zone>{_ZONE}))?)?",
    re.IGNORECASE,
)
_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_EPOCH = re.compile(r"(1\d{9}|1\d{12}|1\d{15}|(?!19|20)[1-9]\d{11}|-\d{9,13})(?:\.\d{1,9})?")
"""Seconds or microseconds since 2001, milliseconds since 1973, and what is before 1970. Shorter numbers are serial ones or compact dates, as are
those of twelve digits that begin like a year: 202303091030."""

_FEWEST_MILLISECONDS = 10**10
"""As seconds, more would be after the year 2286 or before 1653."""

_FEWEST_MICROSECONDS = 10**15
_BEIJING = datetime.timedelta(hours=8)
_EPOCH_DAY = datetime.datetime(1970, 1, 1)  # naive, as all moments here: told in UTC
_WESTMOST, _EASTMOST = datetime.timedelta(hours=-12), datetime.timedelta(hours=14)


def without_program(text: str) -> str:
    """Return what a program's notation of a date wraps; milliseconds as a day, of however few digits they are.

    >>> without_program('ISODate("2023-03-09")'), without_program("/Date(86400000)/"), without_program("2023")
    ('2023-03-09', '1970-01-02', '2023')
    """
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped is None:
        return text
    if _NUMBER.fullmatch(wrapped[1]) and not _EPOCH.fullmatch(wrapped[1]):
        with contextlib.suppress(OverflowError):
            return "{:04}-{:02}-{:02}".format(*_day_of_epoch(int(wrapped[1]) / 1000))
    return wrapped[1]


def day_of_moment(text: str) -> Day | None:
    """Return the day in Beijing of a moment with a zone or since 1970, or of an English date; None for any other text.

    `text` is of one line, in plain letters and dashes.

    >>> day_of_moment("2023-03-08 16:00:00+00"), day_of_moment("Mar 9, 2023 12:00:00 AM"), day_of_moment("20230309")
    ((2023, 3, 9), (2023, 3, 9), None)
    """
    return _of_zone(text) or _of_mail(text) or _of_epoch(text) or _of_english(text)


def _of_zone(text: str) -> Day | None:
    match = _ZONED.fullmatch(_COMPACT.sub(r"\1-\2-\3T", text, count=1))
    # `2023-03-09 09:00-11:00` are the hours of a meeting.
    if match is None or ("-" in match["zone"] and match["gap"] == " " and not match["second"]):
        return None
    return _in_beijing((int(match[1]), int(match[3]), int(match[4])), match["hour"], match["minute"], match["zone"])


def _of_mail(text: str) -> Day | None:
    # `Thu, 09 Mar 2023 08:00:00 GMT`, `Thu Mar 09 08:00:00 CST 2023`: the time of China there, though letters mean another by it.
    letter = _JAVA.sub(r"\1, \3 \2 \6 \4 \5", text).replace("CST", "+0800")
    letter = _SCRIPT.sub(r"\1, \3 \2 \4 \5 \6", letter)
    if _MAIL.fullmatch(letter):
        with contextlib.suppress(ValueError, OverflowError):
            moment = email.utils.parsedate_to_datetime(letter)
            shift = moment.utcoffset()
            return _day_of(moment.replace(tzinfo=None) - shift + _BEIJING if shift is not None else moment)
    return None


def _of_epoch(text: str) -> Day | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    number = int(match[1])
    divisor = 10**6 if number >= _FEWEST_MICROSECONDS else 1000 if abs(number) >= _FEWEST_MILLISECONDS else 1
    return _day_of_epoch(number / divisor)


def _of_english(text: str) -> Day | None:
    """Return the day of English editions of portals: Mar 9, 2023, 9 March 2023, 09-MAR-2023, with a time or not."""
    match = _ENGLISH.fullmatch(text)
    if match is None:
        return None
    name, day, year = match.group("month", "day", "year") if match["month"] else match.group(5, 4, 6)
    month = _MONTHS.get(name.lower())
    if month is None:
        return None
    date = (int(year), month, int(day))
    if not match["zone"]:
        return date
    hour = int(match["hour"]) % 12 + 12 * (match["half"] in "pP") if match["half"] else int(match["hour"])
    return _in_beijing(date, str(hour), match["minute"], match["zone"])


def _in_beijing(day: Day, hour: str, minute: str | None, zone: str) -> Day | None:
    """Return the day in Beijing when a clock in `zone` shows this time; None for a time or zone that there is not."""
    shift = _shift(zone.upper())
    past = datetime.timedelta(hours=int(hour), minutes=int(minute or 0))
    if not _WESTMOST <= shift <= _EASTMOST or past > datetime.timedelta(days=1):
        return None
    with contextlib.suppress(ValueError, OverflowError):
        return _day_of(datetime.datetime(*day) + past - shift + _BEIJING)
    return None


def _shift(zone: str) -> datetime.timedelta:
    match = _SHIFT.fullmatch(zone)
    if match is None:
        return datetime.timedelta()
    shift = datetime.timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return -shift if match[1] == "-" else shift


def _day_of_epoch(seconds: float) -> Day:
    return _day_of(_EPOCH_DAY + datetime.timedelta(seconds=seconds) + _BEIJING)


def _day_of(moment: datetime.datetime) -> Day:
    return moment.year, moment.month, moment.day
