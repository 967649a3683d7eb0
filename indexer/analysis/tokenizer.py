"""The tokenizer: one compiled loop for reports and queries, for every engine and for snippets.

A token is a whole run of Latin (or other alphabetic) letters, a whole run of digits, or any other single visible
character: a Chinese character, a punctuation mark, a sign. White space is no token; it only keeps two runs apart.
A text contains a query when the query's tokens stand in it next to one another, in order.

Tokens are spelled one after another with a fence around each run, so that tokens are found by looking for characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from indexer.analysis.array_types import Codes, Int64s
from indexer.analysis.folding import entry_kind, entry_value, folding, has_all, is_none, is_several
from indexer.analysis.kinds import LETTERS, SPACE, is_run
from indexer.analysis.normalize import compose
from indexer.analysis.open_runs import OPEN
from indexer.compiled import compiled

SHORT = 300
"""Characters or tokens up to which a text may be a query, and what is made of it is kept for a while."""

FENCE = 0
"""The code around runs, so that 5 isn't found in 15, and between texts; never in a token, as controls are white space."""


@dataclass(frozen=True)
class TokenText:
    """The tokens of several texts in one string without white space, a fence around each run and two between texts.

    `raw`: uint32, the code points of all texts. `codes`: uint32, those of `spelled`. `text_starts`: int64[texts + 1],
    the offset of each text in `raw`. `firsts`: int64[texts + 1]; text number t has the tokens from `firsts[t]` to
    `firsts[t + 1]`. `token_offsets`: int64[tokens], the offset of each token in `codes`. `raw_starts`, `raw_ends`:
    int64[tokens], the half-open span of `raw` that each covers. `before`: int64[tokens + 1], the number of folded
    characters before each.
    """

    raw: Codes
    codes: Codes
    text_starts: Int64s
    firsts: Int64s
    token_offsets: Int64s
    raw_starts: Int64s
    raw_ends: Int64s
    before: Int64s

    @cached_property
    def spelled(self) -> str:
        """The spelling as a string."""
        return self.codes.tobytes().decode("utf-32-le")

    @property
    def starts(self) -> Int64s:
        """The offset of each token's start in its own text, int64[tokens]."""
        return self.raw_starts - np.repeat(self.text_starts[:-1], np.diff(self.firsts))

    @property
    def ends(self) -> Int64s:
        """The offset of each token's end in its own text, int64[tokens]."""
        return self.raw_ends - np.repeat(self.text_starts[:-1], np.diff(self.firsts))

    @property
    def lengths(self) -> Int64s:
        """The number of folded characters of each token, int64[tokens]."""
        return np.diff(self.before)


def tokenize(text: str) -> tuple[str, ...]:
    """Return the tokens of raw text.

    >>> tokenize("ＰＭ2.5 浓度\\n下降")
    ('pm', '2', '.', '5', '浓', '度', '下', '降')
    """
    return _tokens_of_short(text) if len(text) <= SHORT else _tokens(text)


def _tokens(text: str) -> tuple[str, ...]:
    raw = _code_points(compose(text))
    codes = _spell(raw, folding().known)
    if not codes.size:
        codes = _spell(raw, folding().table(raw))
    tokens: list[str] = []
    is_fenced = False
    for stretch in codes.tobytes().decode("utf-32-le").split(chr(FENCE)):  # each run stands alone between two fences
        if is_fenced:
            tokens.append(stretch)
        else:
            tokens.extend(stretch)
        is_fenced = not is_fenced
    return tuple(tokens)


_tokens_of_short = lru_cache(maxsize=512)(
    _tokens
)  # who reads a query asks for the tokens of each piece of it five times


def token_text(texts: Sequence[str]) -> TokenText:
    """Return the tokens of composed texts (see `compose`), spelled for looking pieces up.

    >>> spelled = token_text(["GB 5749—2022，合格", "合格"])
    >>> spelled.spelled.replace("\\0", "|"), spelled.starts.tolist(), spelled.firsts.tolist()
    ('|gb||5749|-|2022|,合格||合格', [0, 3, 7, 8, 12, 13, 14, 0, 1], [0, 7, 9])
    """
    raw = _code_points("".join(texts))
    text_starts = np.array([0, *map(len, texts)], dtype=np.int64).cumsum()
    codes, firsts, token_offsets, raw_starts, raw_ends, before = _tokenize(raw, text_starts, folding().table(raw))
    return TokenText(raw, codes, text_starts, firsts, token_offsets, raw_starts, raw_ends, before)


def token_pattern(sequence: Sequence[str]) -> str:
    """Return tokens spelled so that they are found in the `spelled` of every text they stand in, and nowhere else.

    >>> [token_pattern(each).replace(chr(FENCE), "|") for each in (("第", "2020"), ("第", "2020", OPEN))]
    ['第|2020|', '第|2020']
    """
    spelled = "".join(f"{chr(FENCE)}{token}{chr(FENCE)}" if is_run(token) else token for token in sequence)
    starts_open, ends_open = (sequence[end] == OPEN for end in (0, -1)) if sequence else (False, False)
    return spelled[starts_open : len(spelled) - ends_open]


def _code_points(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@compiled
def _spell(raw: Codes, table: Codes) -> Codes:
    """Return `codes` of `TokenText` for one text, none if the table lacks a character.

    For a query, each call of a compiled function and each array from it take longer than the work: this is one of either.
    """
    if not has_all(table, raw):
        return raw[:0].copy()
    text_starts = np.zeros(2, np.int64)
    text_starts[1] = raw.size
    return _tokenize(raw, text_starts, table)[0]


@compiled
def _tokenize(raw: Codes, text_starts: Int64s, table: Codes) -> tuple[Codes, Int64s, Int64s, Int64s, Int64s, Int64s]:
    """Return `codes`, `firsts`, `token_offsets`, `raw_starts`, `raw_ends` and `before` of `TokenText`."""
    size = 0
    for code in raw:
        entry = table[code]
        if is_several(entry):
            size += table[entry_value(entry)]
        elif not is_none(entry):
            size += 1
    texts = text_starts.size - 1
    # At worst every character is a run, with its two fences.
    codes = np.empty(3 * size + 2 * texts, np.uint32)
    firsts = np.zeros(texts + 1, np.int64)
    token_offsets, raw_starts, raw_ends = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    before = np.zeros(size + 1, np.int64)
    out = tokens = 0
    for text in range(texts):
        if text:
            codes[out] = codes[out + 1] = FENCE
            out += 2
        open_kind = SPACE
        for at in range(text_starts[text], text_starts[text + 1]):
            entry = table[raw[at]]
            if is_none(entry):
                continue
            first = last = 0  # of the entries of several characters
            if is_several(entry):
                first = entry_value(entry) + 1
                last = first + int(table[first - 1]) - 1
            for i in range(first, last + 1):
                if i:
                    entry = table[i]
                kind = entry_kind(entry)
                if open_kind >= LETTERS and kind != open_kind:
                    codes[out] = FENCE
                    out += 1
                if kind >= LETTERS and kind == open_kind:
                    raw_ends[tokens - 1] = at + 1
                    before[tokens] += 1
                elif kind != SPACE:
                    token_offsets[tokens] = out
                    raw_starts[tokens], raw_ends[tokens] = at, at + 1
                    tokens += 1
                    before[tokens] = before[tokens - 1] + 1
                    if kind >= LETTERS:
                        codes[out] = FENCE
                        out += 1
                open_kind = kind
                if kind != SPACE:
                    codes[out] = entry_value(entry)
                    out += 1
        if open_kind >= LETTERS:
            codes[out] = FENCE
            out += 1
        firsts[text + 1] = tokens
    return codes[:out], firsts, token_offsets[:tokens], raw_starts[:tokens], raw_ends[:tokens], before[: tokens + 1]
