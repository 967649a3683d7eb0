"""Texts as compiled code sees them."""

from __future__ import annotations

from typing import NamedTuple

from indexer.analysis.array_types import Codes, Int64s, Kinds


class Texts(NamedTuple):
    """Several texts, one after another.

    `raw`: uint32, their code points. `traits`: uint8, what each character is, by code point. `starts`: int64[texts + 1],
    where each text begins in `raw`. `firsts`: int64[texts + 1], each text's first token. `token_starts`, `token_ends`:
    int64[tokens], the span of `raw` that each covers. `before`: int64[tokens + 1], the visible characters before each.
    """

    raw: Codes
    traits: Kinds
    starts: Int64s
    firsts: Int64s
    token_starts: Int64s
    token_ends: Int64s
    before: Int64s


class Text(NamedTuple):
    """One of several texts: its characters are from `low` to `high`, its tokens from `first` to `last`.

    `inside[i]`: an occurrence covers token i and the one before it. `boundaries`: room for numbers of tokens before which
    a fragment may begin or end, while they are compared. All else as in `Texts`.
    """

    raw: Codes
    traits: Kinds
    token_starts: Int64s
    token_ends: Int64s
    before: Int64s
    inside: Kinds
    boundaries: Int64s
    low: int
    high: int
    first: int
    last: int
