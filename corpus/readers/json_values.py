"""Values of JSON records as text: dates in wrappers of databases, bodies that are objects or lists."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus.characters import has_han

MAX_DEPTH = 8
"""Lists of pages of blocks of paragraphs are text; what is nested deeper is data of another kind."""

_TEXT_KEYS = (
    "text",
    "html",
    "content",
    "value",
    "body",
    "data",
    "blocks",
    "items",
    "children",
    "pages",
    "sections",
    "paragraph",
    "paragraphs",
    "p",
    "正文",
    "内容",
    "段落",
    "文本",
    "title",
    "标题",
)
"""Keys of an object in a body under which its text is, read in the object's order; where it has none of them, all its texts are."""

_NAME_KEYS = ("name", "名称")
"""Keys under which an object that stands for an agency, a topic or a key word has its name."""

_MOMENT_KEYS = ("time", "iso", "date", "datetime", "value", "millis")
_SECOND_KEYS = ("seconds", "_seconds", "epochSecond", "$timestamp")
_PARTS = (("year",), ("monthValue", "monthOfYear", "month"), ("dayOfMonth", "day"))
"""Keys of an object that stands for a day: a moment or text, seconds since 1970, or year, month and day."""

_ZONE = re.compile(r"Z|UTC|GMT|[+-]\d\d:?\d\d")
_WHOLE = re.compile(r"-?\d{1,14}")


def unwrapped(value: object) -> object:
    """Return what an object of one key that begins with a dollar wraps, as MongoDB exports dates and numbers.

    >>> unwrapped({"$date": {"$numberLong": "1678291200000"}})
    '1678291200000'
    """
    for _ in range(MAX_DEPTH):
        if not (isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$")):
            break
        value = next(iter(value.values()))
    return value


def text_of_value(value: object, *, depth: int = MAX_DEPTH) -> str | None:
    """Return a value as text: numbers as written, objects by their name, lists of texts joined by line ends; None for other types.

    >>> text_of_value({"id": 7, "name": "青禾市水务局"}), text_of_value({"id": 7})
    ('青禾市水务局', None)
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, dict):
        value = next((value[key] for key in _NAME_KEYS if isinstance(value.get(key), str)), value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a table's column of whole numbers with gaps
    if isinstance(value, (str, int, float)):
        return str(value)
    if isinstance(value, list):
        if not depth:
            return None
        texts = [text_of_value(item, depth=depth - 1) for item in value]
        return "\n".join(text for text in texts if text) if None not in texts else None
    return "" if value is None else None


def day_of_value(value: object, *, depth: int = MAX_DEPTH) -> object:
    """Return a day that is a list of numbers, or an object with a moment or the parts of a date, as text; any other value as it is.

    >>> day_of_value([2023, 3, 9, 10, 30]), day_of_value({"time": 1678291200000})
    ('2023-3-9', 1678291200000)
    >>> day_of_value({"year": 2023, "monthValue": 3, "dayOfMonth": 9}), day_of_value({"$date": 86400000})
    ('2023-3-9', '/Date(86400000)/')
    """
    if isinstance(value, list) and value:
        numbers = [_whole_number(each) for each in value[:3]]
        if len(value) > 1 and None not in numbers:
            return "-".join(map(str, numbers))
        return day_of_value(value[0], depth=depth - 1) if len(value) == 1 and depth else value
    if not isinstance(value, dict) or not depth:
        return value
    inner = next((value[key] for key in _MOMENT_KEYS if value.get(key) is not None), None)
    if inner is None:
        return _day_of_parts(value)
    day = day_of_value(inner, depth=depth - 1)
    zone = value.get("timezone")
    return f"{day} {zone}" if isinstance(zone, str) and isinstance(day, str) and _ZONE.fullmatch(zone) else day


def _day_of_parts(value: Mapping[str, object]) -> object:
    """Return the day that an object tells in parts, or since 1970 as MongoDB, Firestore and Java write it."""
    if "year" in value:
        parts = [next((value[key] for key in keys if type(value.get(key)) is int), None) for keys in _PARTS]
        return "-".join(str(part) for part in parts if part is not None) or value
    seconds = next((value[key] for key in _SECOND_KEYS if key in value), None)
    if isinstance(seconds, dict):
        seconds = seconds.get("t")
    wrapped = unwrapped(value) if seconds is None else seconds
    thousand = "000" if seconds is not None else ""
    number = str(wrapped)
    return f"/Date({number}{thousand})/" if _WHOLE.fullmatch(number) and (thousand or "$date" in value) else wrapped


def _whole_number(value: object) -> int | None:
    return (
        int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1 else None
    )


def body_of_value(value: object, *, depth: int = MAX_DEPTH) -> str:
    """Return the text of a body, which may be an object, or a list of objects, that hold its paragraphs.

    >>> body_of_value([{"type": "p", "text": "各县："}, {"type": "p", "text": "现通知如下。"}])
    '各县：\\n现通知如下。'
    >>> body_of_value({"第一条": "为了节水。", "第二条": "用水计量。"})
    '第一条\\n为了节水。\\n第二条\\n用水计量。'
    """
    if isinstance(value, dict) and depth:
        known = [each for key, each in value.items() if key in _TEXT_KEYS and each]
        texts = [body_of_value(each, depth=depth - 1) for each in known or _headed(value)]
    elif isinstance(value, list) and depth:
        texts = [body_of_value(each, depth=depth - 1) for each in value]
    else:
        return text_of_value(value) or ""
    return "\n".join(text for text in texts if text)


def _headed(value: Mapping[str, object]) -> list[object]:
    """Return the values of an object, each behind its key where that is Chinese, and so a heading: `{"第一条": "…"}`."""
    return [[key, each] if has_han(key[:1]) else each for key, each in value.items() if each]
