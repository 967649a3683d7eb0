"""Several index numbers or document numbers in one pasted text: a row of a table, or lines that lost what stood between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.characters import clean_line
from corpus.values.document_number import looks_like_document_number
from corpus.values.index_number import looks_like_index_number
from corpus.values.partial_date import YEAR
from corpus.values.typed_index_number import INSIDE, SIGNS_AROUND, with_folded_words

MOST_CHARACTERS = 10_000
"""Of a text that are looked through; a row of a table has a tenth."""

_MONTH = r"(?:0[1-9]|1[0-2])"
_ONE = rf"(?:(?:[0-9A-Z]{{18}}|[0-9A-Z]{{9}})[/-]{YEAR}(?:-?{_MONTH})?-\d{{1,7}}?|{YEAR}-{_MONTH}-\d{{3,7}}?)"
_GLUED = re.compile(rf"(?:{_ONE}){{2,}}")
"""Numbers one behind the other, as a field of one line makes them of pasted lines. The codes of agencies have 9 or 18 characters, and
serials at most 7, so that only one way to divide them is left."""

_FIRST_OF_GLUED = re.compile(rf"{_ONE}(?={_ONE}|$)")
"""The next one alone says where a number ends: looking on to the end of each would take time by the square of the length."""

_PIECE = re.compile(rf"{INSIDE}|[^\s,、;|]+")
_TO_ITS_END = re.compile(r"[^\s,、;|，；]*?号|[^\s,、;|，；]+")
"""A document number up to 号, its last character; or a word."""


def pasted_numbers(text: str) -> tuple[str, ...]:
    """Return the whole index numbers in a text, each once, or where it has none the document numbers, in their order.

    >>> pasted_numbers("000014348/2023-00827000014348/2023-00828")
    ('000014348/2023-00827', '000014348/2023-00828')
    >>> pasted_numbers("3 000014348／2023－827 青水发〔2023〕8号 关于停水的通知 2023-03-02")
    ('000014348/2023-827',)
    >>> pasted_numbers("青水发〔2023〕8号青水发〔2023〕9号、国务院令第804号")
    ('青水发〔2023〕8号', '青水发〔2023〕9号', '国务院令第804号')
    """
    plain = clean_line(text[:MOST_CHARACTERS])
    return tuple(dict.fromkeys(_index_numbers(plain))) or tuple(dict.fromkeys(_document_numbers(plain)))


def _index_numbers(plain: str) -> Iterator[str]:
    for piece in _PIECE.finditer(with_folded_words(plain)):
        word = piece[0].strip(SIGNS_AROUND)
        if _GLUED.fullmatch(word):
            yield from (each[0] for each in _FIRST_OF_GLUED.finditer(word))
        elif piece["serial"] or looks_like_index_number(word):
            yield word


def _document_numbers(plain: str) -> Iterator[str]:
    words = (piece[0].strip(SIGNS_AROUND) for piece in _TO_ITS_END.finditer(plain))
    return (word for word in words if looks_like_document_number(word))
