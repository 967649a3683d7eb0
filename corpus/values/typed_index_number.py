"""Index numbers (索引号) as people type or paste them: with a label, in a whole row, with other signs, with letters for digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.characters import clean_line, fold_number
from corpus.values.index_number import ISSUER, LOOK_ALIKES, MONTH, NAMED_YEAR, IndexNumber, parse_index_number

MAX_LENGTH = 1_000
"""Longer text is no number, nor a row of a table with one."""

_LABEL = re.compile(r"^.{0,20}?(?:索引号|公开编号|信息编号|信息索引)[::]?")
SIGNS_AROUND = " .,;:。,;、:!?()[]<>《》〈〉「」『』【】〔〕{}\"'“”‘’"
"""Signs around a number that are no part of it."""

_DIGIT = re.compile(r"\d")
_SIGNS = re.compile(r"[^0-9A-Z]+")
_WITHOUT_SIGNS = tuple(
    re.compile(rf"(?P<issuer>[0-9A-Z]{{18}}|[0-9A-Z]{{9}}){NAMED_YEAR}{month}(?P<serial>\d{{1,7}})")
    for month in ("(?P<month>)", MONTH)
)
INSIDE = rf"(?<![0-9A-Z]){ISSUER}\s*/\s*{NAMED_YEAR}(?:-?{MONTH})?\s*[-/]\s*(?P<serial>\d{{1,12}})(?![0-9A-Z])"
"""An index number that stands in a longer text of folded words, as a regular expression."""

_INSIDE = re.compile(INSIDE)
_YEAR_OR_MONTH = re.compile(rf"{NAMED_YEAR}(?:{MONTH})?")


def typed_index_numbers(text: str) -> Iterator[IndexNumber]:
    """Yield the index numbers that a typed or pasted text may stand for, the likeliest first: as it stands, without its label and
    marks, the one inside it, with the usual signs, and with digits for the letters that look like them.

    >>> [number.key for number in typed_index_numbers("索引号：O00014348_2023_827。")][-1]
    '000014348/2023-00827'
    >>> next(typed_index_numbers("3 000014348/2023-00827 关于停水的通知 2023-03-02")).key
    '000014348/2023-00827'
    """
    if len(text) > MAX_LENGTH:
        return
    seen: set[str] = set()
    for spelling in _spellings(text):
        number = parse_index_number(spelling)
        if number is not None and number.key not in seen:
            seen.add(number.key)
            yield number


def words_of_row(text: str) -> list[str]:
    """Return the pieces of a typed or pasted text that may be a number of a form of its own: the text without label and marks, and
    its words that hold a digit.

    >>> words_of_row("索引号：MB-2021-12 关于停水的通知")
    ['MB-2021-12 关于停水的通知', 'MB-2021-12']
    """
    apart = without_label(text)
    words = (word.strip(SIGNS_AROUND) for word in apart.split())
    return list(dict.fromkeys([apart, *(word for word in words if _DIGIT.search(word))]))


def without_label(text: str) -> str:
    """Return a typed or pasted text in plain letters, digits and signs, without the label before it and the marks around it.

    >>> without_label("【索引号】００００１４３４８／２０２３－827。")
    '000014348/2023-827'
    """
    return _LABEL.sub("", with_folded_words(clean_line(text[:MAX_LENGTH]))).strip(SIGNS_AROUND)


def _spellings(text: str) -> Iterator[str]:
    plain = clean_line(text)
    inside = [match[0] for match in _INSIDE.finditer(with_folded_words(plain))]
    if len(inside) == 1:
        yield inside[0]
    yield plain
    apart = without_label(text)
    for spelling in dict.fromkeys((apart, apart.translate(LOOK_ALIKES))):
        yield spelling
        yield from _with_usual_signs(spelling)


def with_folded_words(text: str) -> str:
    """Return a text whose letters, digits and signs are plain and whose spaces stay, so that what stands apart stays apart."""
    return " ".join(fold_number(word) for word in text.split())


def _with_usual_signs(folded: str) -> Iterator[str]:
    """Yield a number with a slash after its issuer and a hyphen before its serial, whatever stands there or doesn't."""
    parts = [part for part in _SIGNS.split(folded) if part]
    for form in _WITHOUT_SIGNS:
        if match := form.fullmatch("".join(parts)):
            yield f"{match['issuer']}/{match['year']}{match['month']}-{match['serial']}"
    if len(parts) == 3 and _YEAR_OR_MONTH.fullmatch(parts[1]) and parts[2].isdecimal():
        yield f"{parts[0]}/{parts[1]}-{parts[2]}"
    if len(parts) == 2 and _YEAR_OR_MONTH.fullmatch(parts[0]) and parts[1].isdecimal():
        yield f"{parts[0]}-{parts[1]}"
