"""Boundaries of sentences, clauses and paragraphs: where a fragment may begin or end."""

from __future__ import annotations

from indexer.analysis.array_types import Codes, Int64s, Kinds
from indexer.compiled import allocation_free
from service.snippets.characters import CLAUSE, CLOSER, LINE_FEED, SENTENCE, SPACE
from service.snippets.text import Text

_NEVER_FIRST = CLAUSE | CLOSER

_WRAPPED_LINE = 20
"""Lines wrapped to a page hold more characters (28 by GB/T 9704); a shorter one is a heading or a table's cell."""


@allocation_free
def first_boundary(text: Text, start: int, end: int) -> int:
    """Return the first token, on the way from one to another, before which a sentence ends, or else a clause.

    Where there is none, it is the first that no occurrence runs into.
    """
    if start == text.first or start == text.last:
        return start
    low, high = min(start, end), max(start, end)
    step = 1 if start <= end else -1
    for sign in (SENTENCE, CLAUSE):
        count = _after_signs(text, low, high, sign)
        for i in range(count):
            token = text.boundaries[i if step > 0 else count - 1 - i]
            good = ends_sentence(text, token) if sign == SENTENCE else _ends_clause(text, token)
            if good and not text.inside[token]:
                return int(token)
    for token in range(start, end + step, step):
        if not text.inside[token]:
            return token
    return start


@allocation_free
def ends_sentence(text: Text, token: int) -> bool:
    """Return whether a sentence, paragraph or heading ends before a token, which is not the text's first."""
    start, end = text.token_ends[token - 1], text.token_starts[token]
    return bool(_sign_before(text, token) & SENTENCE) or ends_paragraph(text.raw, text.traits, start, end, text.low)


@allocation_free
def ends_paragraph(raw: Codes, traits: Kinds, start: int, end: int, low: int) -> bool:
    """Return whether white space, from `start` to `end` of a text that begins at `low`, ends a paragraph or heading.

    Else it stands in a line, or before the next line of a paragraph that was wrapped.
    """
    breaks = False
    for at in range(start, end):
        if raw[at] == LINE_FEED:
            breaks = True
            if at + 1 < end and traits[raw[at + 1]] & SPACE:
                return True
    if not breaks:
        return False
    for length in range(1, _WRAPPED_LINE + 1):
        at = start - length
        if at < low or raw[at] == LINE_FEED:
            return True
    return False


@allocation_free
def first_from(numbers: Int64s, least: int, start: int, end: int) -> int:
    """Return the index, from `start` to `end`, of the first of some ascending numbers that is at least `least`."""
    while start < end:
        middle = (start + end) // 2
        if numbers[middle] < least:
            start = middle + 1
        else:
            end = middle
    return start


@allocation_free
def _after_signs(text: Text, low: int, high: int, sign: int) -> int:
    """Write the tokens before which a sign with its closing quotes, or a line end, stands; return how many."""
    raw, traits = text.raw, text.traits
    at = text.token_starts[max(low - 1, text.first)]
    end = text.token_starts[high] if high < text.last else text.token_ends[high - 1]
    count = 0
    while at < end:
        follows = CLOSER | SPACE if traits[raw[at]] & sign else SPACE if raw[at] == LINE_FEED else 0
        at += 1
        if follows:
            while at < end and traits[raw[at]] & follows:
                at += 1
            token = first_from(text.token_starts, at, low, min(high + 1, text.last))
            if token <= high:
                text.boundaries[count] = token
                count += 1
    return count


@allocation_free
def _ends_clause(text: Text, token: int) -> bool:
    if _sign_before(text, token) & CLAUSE:
        return True
    for at in range(text.token_ends[token - 1], text.token_starts[token]):  # noqa: SIM110  # compiled loops have no generators
        if text.raw[at] == LINE_FEED:
            return True
    return False


@allocation_free
def _sign_before(text: Text, token: int) -> int:
    """Return what the sign before a token is, passing over what closes quotations; 0 where none may end with it."""
    raw, traits, token_starts = text.raw, text.traits, text.token_starts
    if traits[raw[token_starts[token]]] & _NEVER_FIRST:
        return 0
    last = token - 1
    while last > text.first and traits[raw[token_starts[last]]] & CLOSER:
        last -= 1
    return int(traits[raw[token_starts[last]]])
