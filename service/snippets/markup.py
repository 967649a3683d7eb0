"""Fragments as safe HTML: everything escaped, highlights in `<mark>`, nothing else."""

from __future__ import annotations

import html

import numpy as np

from indexer.analysis.array_types import Codes, Int64s
from indexer.compiled import allocation_free, compiled
from service.snippets.boundaries import ends_paragraph
from service.snippets.characters import ESCAPED, LINE_FEED, SPACE, UNPRINTABLE, WIDE
from service.snippets.fragments import ELLIPSIS_AFTER, ELLIPSIS_BEFORE, VERBATIM, Fragments
from service.snippets.text import Texts

_BLANK = 0x20


def _codes(text: str) -> Codes:
    return np.array(list(map(ord, text)), dtype=np.uint32)


_OPENED, _CLOSED = _codes("<mark>"), _codes("</mark>")
_ELLIPSIS, _REPLACEMENT = _codes("…"), _codes("\ufffd")
_ENTITIES = np.array([_codes(html.escape(chr(code)).ljust(6, "\0")) for code in range(128)])
"""ASCII characters as HTML, filled with zeros."""


@compiled
def render(texts: Texts, fragments: Fragments) -> tuple[Codes, Int64s]:
    """Return the fragments as HTML one after another, uint32 code points, and where each of them ends, int64[fragments].

    What HTML forbids and UTF-8 cannot hold is U+FFFD. Unless a fragment is `VERBATIM`, wrapped lines of Chinese are joined,
    and other white space is one space, and none at its ends.
    """
    count = fragments.texts.size
    codes = np.empty(_size(fragments), np.uint32)
    ends = np.empty(count, np.int64)
    end = int(np.int64(0))  # a literal 0 would have what it is passed to compiled twice
    for number in range(count):
        flags = fragments.bounds[number, 3]
        if flags & ELLIPSIS_BEFORE:
            end = _write_all(codes, end, _ELLIPSIS)
        end = _write_fragment(codes, end, texts, fragments, number)
        if flags & ELLIPSIS_AFTER:
            end = _write_all(codes, end, _ELLIPSIS)
        ends[number] = end
    return codes[:end], ends


@allocation_free
def _size(fragments: Fragments) -> int:
    """Return the most characters that the fragments can take as HTML."""
    size: int = (_OPENED.size + _CLOSED.size) * fragments.span_ends[fragments.texts.size]
    for number in range(fragments.texts.size):
        size += 2 + _ENTITIES.shape[1] * (fragments.bounds[number, 2] - fragments.bounds[number, 1])
    return size


@allocation_free
def _write_fragment(codes: Codes, end: int, texts: Texts, fragments: Fragments, number: int) -> int:
    """Write a fragment after `end` codes and return how many there are then.

    Calls for each character, with arrays to count references to, would take three times as long.
    """
    raw, traits_of, spans = texts.raw, texts.traits, fragments.spans
    left, right, flags = fragments.bounds[number, 1], fragments.bounds[number, 2], fragments.bounds[number, 3]
    span, span_end = fragments.span_ends[number], fragments.span_ends[number + 1]
    begin, gap_end = end, left
    is_open = is_wrap = has_gap = False
    for offset in range(left, right):
        code = raw[offset]
        traits = traits_of[code]
        if is_open and offset - left == spans[span, 1]:
            end = _write_all(codes, end, _CLOSED)
            is_open = False
            span += 1
        opens = not is_open and span < span_end and offset - left == spans[span, 0]
        is_gap = not flags & VERBATIM and traits & (SPACE | UNPRINTABLE) == SPACE
        if has_gap and (opens or not is_gap):
            if end > begin:
                codes[end] = _BLANK
                end += 1
            has_gap = False
        if opens:
            end = _write_all(codes, end, _OPENED)
            is_open = True
        if is_gap:
            if offset >= gap_end:
                gap_end = _gap_end(texts, offset, right)
                is_wrap = _is_wrap(texts, fragments, number, offset, gap_end)
            has_gap = has_gap or not is_wrap
        elif traits & (UNPRINTABLE | ESCAPED):
            end = _write_all(codes, end, _REPLACEMENT if traits & UNPRINTABLE else _ENTITIES[code])
        else:
            codes[end] = code
            end += 1
    return _write_all(codes, end, _CLOSED) if is_open else end


@allocation_free
def _gap_end(texts: Texts, offset: int, right: int) -> int:
    """Return the end of the white space that begins at an offset."""
    while offset < right and texts.traits[texts.raw[offset]] & (SPACE | UNPRINTABLE) == SPACE:
        offset += 1
    return offset


@allocation_free
def _is_wrap(texts: Texts, fragments: Fragments, number: int, start: int, end: int) -> bool:
    """Return whether white space only wraps a line of Chinese, and is nothing that anybody typed."""
    low, left, right = fragments.bounds[number, 0], fragments.bounds[number, 1], fragments.bounds[number, 2]
    raw, traits = texts.raw, texts.traits
    if start == left or end == right or not (traits[raw[start - 1]] & traits[raw[end]] & WIDE):
        return False
    breaks = False
    for offset in range(start, end):
        breaks = breaks or raw[offset] == LINE_FEED
    if not breaks:
        return False
    for span in range(fragments.span_ends[number], fragments.span_ends[number + 1]):
        if fragments.spans[span, 0] < start - left and end - left < fragments.spans[span, 1]:
            return True
    return not ends_paragraph(raw, traits, start, end, low)


@allocation_free
def _write_all(codes: Codes, end: int, written: Codes) -> int:
    """Write some code points after `end` others, but for the zeros that fill them up; return how many there are then."""
    for code in written:
        if code:
            codes[end] = code
            end += 1
    return end
