"""How many cells the sheets of an ODS file span (OpenDocument, ISO/IEC 26300): one element may stand for a million of them."""

from __future__ import annotations

import re

_ATTRIBUTES = rb"""(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*?)"""
_ELEMENT = re.compile(
    rb"<(?P<end>/?)table:(?P<name>table-row|table-cell|covered-table-cell|table)(?=[\s/>])"
    + _ATTRIBUTES
    + rb"(?P<empty>/?)>"
)
_ROWS = re.compile(rb"""table:number-rows-repeated\s*=\s*["'](\d{1,9})""")
_COLUMNS = re.compile(rb"""table:number-columns-repeated\s*=\s*["'](\d{1,9})""")
_VALUE = b"value-type"

_USUAL_CELL = 200
"""Bytes of markup and text that a repeated cell may have; one with more counts as several."""


def cells_spanned(content: bytes) -> int:
    """Return how many cells the sheets in the markup of `content.xml` span in all, up to their last cells that hold something.

    >>> cells_spanned(b'<table:table><table:table-row table:number-rows-repeated="9"/><table:table-row><table:table-cell '
    ...     b'table:number-columns-repeated="4"/><table:table-cell>1</table:table-cell></table:table-row></table:table>')
    50
    """
    total = rows = columns = last_row = last_column = copied = 0
    repeated = times = begin = 0
    for element in _ELEMENT.finditer(content):
        if times > 1:
            copied += times * (element.start() - begin)
        times = 0
        if element["name"] == b"table":
            total += last_row * last_column
            rows = last_row = last_column = 0
        elif element["end"]:
            continue
        elif element["name"] == b"table-row":
            repeated, columns = _times(_ROWS, element["attributes"]), 0
            rows += repeated
        else:
            across = _times(_COLUMNS, element["attributes"])
            columns += across
            if not element["empty"] or _VALUE in element["attributes"]:
                last_row, last_column = rows, max(last_column, columns)
                times, begin = repeated * across, element.start()
    return max(total + last_row * last_column, copied // _USUAL_CELL)


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
