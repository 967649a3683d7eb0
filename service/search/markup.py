"""Spans of a text as safe HTML: everything escaped, matches in `<mark>`, nothing else."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

ELLIPSIS = "…"

WRAPPED_LINE = 20
"""Lines wrapped to a page hold more characters (28 by GB/T 9704); a shorter one is a heading or a table's cell."""

Spans = Sequence[tuple[int, int]]

_REMOVED, _OPENED, _CLOSED = "\x01\x02\x03"
"""Stand for nothing, `<mark>` and `</mark>` until everything else is escaped; `_printable` leaves none in the text."""

_SPECIAL = re.compile(r"""[&<>"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]""")
"""What can't stand in HTML as it is. Most passages have nothing of it, and one look takes a tenth of seven replacements."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"\s+")
_INDENTED = re.compile(r"\n\s")


def whole(text: str, marked: Spans) -> str:
    """Give a text with its white space as it is; `marked` spans in `<mark>`."""
    if _SPECIAL.search(text):
        return _tagged(_with_marks(_printable(text), marked, _OPENED, _CLOSED))
    return _with_marks(text, marked, "<mark>", "</mark>")


def passage(text: str, left: int, right: int, marked: Spans, *, start: int = 0) -> str:
    """Give `text` from `left` to `right` with lines joined and each other white space made one space.

    `marked` counts from `left`. `start` is where the text that matters begins: what is before may be another one.
    """
    shown = text[left:right]
    is_special = _SPECIAL.search(shown) is not None
    if is_special:
        shown = _printable(shown)
    if "\n" in shown:
        shown = _unwrapped(shown, marked, text, left, start=start)
    if is_special:
        return _tagged(_collapsed(_with_marks(shown, marked, _OPENED, _CLOSED)))
    return _collapsed(_with_marks(shown, marked, "<mark>", "</mark>"))


def _printable(text: str) -> str:
    """Put U+FFFD for what HTML forbids and UTF-8 cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _with_marks(text: str, marked: Iterable[tuple[int, int]], opened: str, closed: str) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in marked:
        pieces += text[position:start], opened, text[start:end], closed
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _tagged(text: str) -> str:
    return html.escape(text).replace(_OPENED, "<mark>").replace(_CLOSED, "</mark>")


def _unwrapped(shown: str, marked: Spans, text: str, left: int, *, start: int) -> str:
    """Put `_REMOVED` for each character of line breaks that only wrap Chinese; `shown` is `text` from `left` on."""
    for gap in _WHITE_SPACE.finditer(shown):
        begin, end = gap.span()
        if "\n" not in gap[0] or not (_is_wide(shown, begin - 1) and _is_wide(shown, end)):
            continue
        in_match = any(first < begin and end < last for first, last in marked)
        if in_match or not _is_paragraph_end(text, left + begin, left + end, start=start):
            shown = f"{shown[:begin]}{_REMOVED * (end - begin)}{shown[end:]}"
    return shown


def _is_paragraph_end(text: str, begin: int, end: int, *, start: int) -> bool:
    """Tell whether the white space from `begin` to `end`, with a line break, ends a paragraph or heading."""
    if _INDENTED.search(text, begin, end):
        return True
    line = text.rfind("\n", start, begin)
    return begin - (line if line >= 0 else start - 1) <= WRAPPED_LINE


def _is_wide(text: str, position: int) -> bool:
    """Tell Chinese characters and punctuation, quotation marks and dashes included, from what spaces keep apart."""
    return 0 <= position < len(text) and unicodedata.east_asian_width(text[position]) in "WFA"


def _collapsed(text: str) -> str:
    return " ".join(text.replace(_REMOVED, "").split())
