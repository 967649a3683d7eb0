"""Tables as CSV (RFC 4180) that spreadsheet programs open as they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = "\ufeff"
"""What tells Excel that a file is UTF-8."""

_NUMBER_LIKE = re.compile(r"[0-9][0-9.,/:Ee+-]*")
_WHOLE_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for a formula at the beginning of a cell, or may after leaving it out."""


def comma_separated(rows: Iterable[tuple[str | int, ...]]) -> Iterator[bytes]:
    """Yield the file a row at a time. Texts never become numbers, dates of another form, or formulas; counts are numbers."""
    yield BYTE_ORDER_MARK.encode()
    for cells in rows:
        yield (",".join(map(_written, cells)) + "\r\n").encode("utf-8", "replace")


def _written(cell: str | int) -> str:
    if isinstance(cell, int):
        return str(cell)
    safe = _as_text(cell)
    return f'"{safe.replace(chr(34), chr(34) * 2)}"' if re.search('[",\t\r\n]', safe) else safe


def _as_text(cell: str) -> str:
    r"""Return a cell that programs take for text: a tab before what looks like a number, an apostrophe before a formula.

    >>> [_as_text(cell) for cell in ("640100000000012345", "2023-03", "2023-03-29", "=1+1", "青水发〔2022〕41号")]
    ['\t640100000000012345', '\t2023-03', '2023-03-29', "'=1+1", '青水发〔2022〕41号']
    """
    if cell.startswith(_FORMULA):
        return f"'{cell}"
    return f"\t{cell}" if _NUMBER_LIKE.fullmatch(cell) and not _WHOLE_DATE.fullmatch(cell) else cell
