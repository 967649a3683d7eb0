"""Texts and fragments as safe HTML: everything escaped, highlights in `<mark>`, nothing else."""

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
"""What can't stand in HTML as it is. Most fragments have nothing of it, and one look takes a tenth of seven replacements."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WHITE_SPACE = re.compile(r"\s+")
_INDENTED = re.compile(r"\n\s")


def whole(text: str, highlighted: Spans) -> str:
    """Return a text with its white space as it is; `highlighted` spans in `<mark>`."""
    if _SPECIAL.search(text):
        return _tagged(_with_highlights(_printable(text), highlighted, _OPENED, _CLOSED))
    return _with_highlights(text, highlighted, "<mark>", "</mark>")


def snippet(text: str, left: int, right: int, highlighted: Spans, *, start: int = 0) -> str:
    """Return `text` from `left` to `right` with lines joined and each other white space made one space.

    `highlighted` spans count from `left`. `start` is where the text begins: what is before belongs to another one.
    """
    shown = text[left:right]
    is_special = _SPECIAL.search(shown) is not None
    if is_special:
        shown = _printable(shown)
    if "\n" in shown:
        shown = _unwrapped(shown, highlighted, text, left, start=start)
    if is_special:
        return _tagged(_collapsed(_with_highlights(shown, highlighted, _OPENED, _CLOSED)))
    return _collapsed(_with_highlights(shown, highlighted, "<mark>", "</mark>"))


def _printable(text: str) -> str:
    """Return a text with U+FFFD for what HTML forbids and UTF-8 cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def _with_highlights(text: str, highlighted: Iterable[tuple[int, int]], opened: str, closed: str) -> str:
    pieces: list[str] = []
    offset = 0
    for start, end in highlighted:
        pieces += text[offset:start], opened, text[start:end], closed
        offset = end
    pieces.append(text[offset:])
    return "".join(pieces)


def _tagged(text: str) -> str:
    return html.escape(text).replace(_OPENED, "<mark>").replace(_CLOSED, "</mark>")


def _unwrapped(shown: str, highlighted: Spans, text: str, left: int, *, start: int) -> str:
    """Return `shown`, `text` from `left` on, with `_REMOVED` for each character of line breaks that only wrap Chinese."""
    for gap in _WHITE_SPACE.finditer(shown):
        begin, end = gap.span()
        if "\n" not in gap[0] or not (_is_wide(shown, begin - 1) and _is_wide(shown, end)):
            continue
        in_highlight = any(first < begin and end < last for first, last in highlighted)
        if in_highlight or not _is_paragraph_end(text, left + begin, left + end, start=start):
            shown = f"{shown[:begin]}{_REMOVED * (end - begin)}{shown[end:]}"
    return shown


def _is_paragraph_end(text: str, begin: int, end: int, *, start: int) -> bool:
    """Return whether the white space from `begin` to `end`, with a line break, ends a paragraph or heading."""
    if _INDENTED.search(text, begin, end):
        return True
    line = text.rfind("\n", start, begin)
    return begin - (line if line >= 0 else start - 1) <= WRAPPED_LINE


def _is_wide(text: str, offset: int) -> bool:
    """Return whether a character is Chinese or punctuation, quotation marks and dashes included: no spaces around it."""
    return 0 <= offset < len(text) and unicodedata.east_asian_width(text[offset]) in "WFA"


def _collapsed(text: str) -> str:
    return " ".join(text.replace(_REMOVED, "").split())
