"""A title with the document number (文号) behind it, as people paste both: `关于停水的通知 青水发〔2023〕8号`."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.characters import clean_line
from corpus.values.document_number import MAX_LENGTH, looks_like_document_number, parse_document_number

_BETWEEN = " \u3000（(〔[【,，、:：;；"
_AFTER = "）)】]。"
_SHORTEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class TitledNumber:
    """A title and the number behind it, both as typed."""

    title: str
    number: str


def titled_number(text: str) -> TitledNumber | None:
    """Return the title and the document number behind it that a text is; None for any other text.

    >>> titled_number("关于停水的通知（青水发〔2023〕8号）")
    TitledNumber(title='关于停水的通知', number='青水发〔2023〕8号')
    >>> titled_number("关于停水的通知青水发〔2023〕8号").number
    '青水发〔2023〕8号'
    >>> titled_number("青水发〔2023〕8号") is None
    True
    """
    line = clean_line(text)
    if len(line) > MAX_LENGTH or looks_like_document_number(line):
        return None
    return _in_brackets(line) or _side_by_side(line)


def _in_brackets(line: str) -> TitledNumber | None:
    for start, opening in enumerate(line):
        number = line[start + 1 :].rstrip(_AFTER) if opening in "（(【[" else ""
        if number and looks_like_document_number(number) and _agency(number):
            return _titled(line[:start], number)
    return None


def _side_by_side(line: str) -> TitledNumber | None:
    whole = parse_document_number(line)
    if whole is None or whole.serial is None:
        return None
    # The number is the shortest end of the text that has all of the agency.
    for start in range(len(line) - 1, _SHORTEST_TITLE - 1, -1):
        number = line[start:]
        if looks_like_document_number(number) and _key(number) == whole.key:
            return _titled(line[:start], number)
    return None


def _titled(title: str, number: str) -> TitledNumber | None:
    plain = title.rstrip(_BETWEEN)
    return TitledNumber(plain, number.rstrip(_AFTER)) if len(plain) >= _SHORTEST_TITLE else None


def _agency(text: str) -> str:
    number = parse_document_number(text)
    return number.agency if number else ""


def _key(text: str) -> str:
    number = parse_document_number(text)
    return number.key if number else ""
