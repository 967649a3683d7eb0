"""Fragments as safe HTML: everything escaped, highlights in `<mark>`, nothing else."""

from __future__ import annotations

import html
from typing import NamedTuple

import numpy as np

from indexer.analysis.array_types import Codes, Offsets
from indexer.compiled import compiled
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

_HELD, _BEGUN, _WAITING = range(3)


class _Output(NamedTuple):
    """What is written: `codes` has room for all of it.

    `state` holds three numbers: how many codes were written, where the fragment begins among them, and whether white space
    is waiting for something to follow it.
    """

    codes: Codes
    state: Offsets


@compiled
def render(texts: Texts, fragments: Fragments) -> tuple[Codes, Offsets]:
    """Return the fragments as HTML one after another, uint32 code points, and where each of them ends, int64[fragments].

    What HTML forbids and UTF-8 cannot hold is U+FFFD. Unless a fragment is `VERBATIM`, wrapped lines of Chinese are joined,
    and other white space is one space, and none at its ends.
    """
    count = fragments.texts.size
    output = _Output(np.empty(_size(fragments), np.uint32), np.zeros(3, np.int64))
    ends = np.empty(count, np.int64)
    for number in range(count):
        flags = fragments.bounds[number, 3]
        if flags & ELLIPSIS_BEFORE:
            _write_all(output, _ELLIPSIS)
        _write_fragment(output, texts, fragments, number)
        if flags & ELLIPSIS_AFTER:
            _write_all(output, _ELLIPSIS)
        ends[number] = output.state[_HELD]
    return output.codes[: output.state[_HELD]], ends


@compiled
def _size(fragments: Fragments) -> int:
    """Return the most characters that the fragments can take as HTML."""
    size: int = (_OPENED.size + _CLOSED.size) * fragments.span_ends[fragments.texts.size]
    for number in range(fragments.texts.size):
        size += 2 + _ENTITIES.shape[1] * (fragments.bounds[number, 2] - fragments.bounds[number, 1])
    return size


@compiled
def _write_fragment(output: _Output, texts: Texts, fragments: Fragments, number: int) -> None:
    left, right, flags = fragments.bounds[number, 1], fragments.bounds[number, 2], fragments.bounds[number, 3]
    span, span_end = fragments.span_ends[number], fragments.span_ends[number + 1]
    is_open = False
    gap_end = left
    is_wrap = False
    output.state[_BEGUN] = output.state[_HELD]
    for offset in range(left, right):
        if is_open and offset - left == fragments.spans[span, 1]:
            _write_all(output, _CLOSED)
            is_open = False
            span += 1
        if not is_open and span < span_end and offset - left == fragments.spans[span, 0]:
            _write_all(output, _OPENED)
            is_open = True
        code = texts.raw[offset]
        traits = texts.traits[code]
        if not flags & VERBATIM and traits & (SPACE | UNPRINTABLE) == SPACE:
            if offset >= gap_end:
                gap_end = _gap_end(texts, offset, right)
                is_wrap = _is_wrap(texts, fragments, number, offset, gap_end)
            if not is_wrap:
                output.state[_WAITING] = 1
        else:
            _write_character(output, code, traits)
    if is_open:
        _write_all(output, _CLOSED)
    output.state[_WAITING] = 0


@compiled
def _gap_end(texts: Texts, offset: int, right: int) -> int:
    """Return the end of the white space that begins at an offset."""
    while offset < right and texts.traits[texts.raw[offset]] & (SPACE | UNPRINTABLE) == SPACE:
        offset += 1
    return offset


@compiled
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


@compiled
def _write_character(output: _Output, code: int, traits: int) -> None:
    """Write a character as HTML."""
    if traits & UNPRINTABLE:
        _write_all(output, _REPLACEMENT)
    elif traits & ESCAPED:
        for each in _ENTITIES[code]:
            if each:
                _write(output, each)
    else:
        _write(output, code)


@compiled
def _write_all(output: _Output, codes: Codes) -> None:
    for code in codes:
        _write(output, code)


@compiled
def _write(output: _Output, code: int) -> None:
    """Write a code point, after a blank where white space is waiting and the fragment has begun."""
    held = output.state[_HELD]
    if output.state[_WAITING]:
        if held > output.state[_BEGUN]:
            output.codes[held] = _BLANK
            held += 1
        output.state[_WAITING] = 0
    output.codes[held] = code
    output.state[_HELD] = held + 1
