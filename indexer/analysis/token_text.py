"""Texts spelled for looking pieces up in them, with the way back to the texts as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.analysis.folding import COUNT_BIT, KIND_BIT, LETTERS, NONE, ONE, SEVERAL, SPACE, Codes, Offsets, folding
from indexer.analysis.tokens import is_run
from indexer.compiled import compiled

FENCE = 0
"""The code around runs, so that 5 isn't found in 15, and between texts; never in a token, as controls are white space."""

_CHARACTER = (1 << KIND_BIT) - 1
_KIND = (1 << COUNT_BIT - KIND_BIT) - 1


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
    text_starts: Offsets
    firsts: Offsets
    token_offsets: Offsets
    raw_starts: Offsets
    raw_ends: Offsets
    before: Offsets

    @cached_property
    def spelled(self) -> str:
        """The spelling as a string."""
        return self.codes.tobytes().decode("utf-32-le")

    @property
    def starts(self) -> Offsets:
        """The offset of each token's start in its own text, int64[tokens]."""
        return self.raw_starts - np.repeat(self.text_starts[:-1], np.diff(self.firsts))

    @property
    def ends(self) -> Offsets:
        """The offset of each token's end in its own text, int64[tokens]."""
        return self.raw_ends - np.repeat(self.text_starts[:-1], np.diff(self.firsts))

    @property
    def lengths(self) -> Offsets:
        """The number of folded characters of each token, int64[tokens]."""
        return np.diff(self.before)


def token_text(texts: Sequence[str]) -> TokenText:
    """Return the tokens of composed texts (see `compose`), spelled for looking pieces up.

    >>> spelled = token_text(["GB 5749—2022，合格", "合格"])
    >>> spelled.spelled.replace("\\0", "|"), spelled.starts.tolist(), spelled.firsts.tolist()
    ('|gb||5749|-|2022|,合格||合格', [0, 3, 7, 8, 12, 13, 14, 0, 1], [0, 7, 9])
    """
    raw = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    text_starts = np.array([0, *map(len, texts)], dtype=np.int64).cumsum()
    tables = folding().tables()
    while (size := _folded_size(raw, *tables)) < 0:
        tables = folding().learned(raw)
    codes, firsts, token_offsets, raw_starts, raw_ends, before = _tokenize(raw, text_starts, size, *tables)
    return TokenText(raw, codes, text_starts, firsts, token_offsets, raw_starts, raw_ends, before)


def token_pattern(sequence: Iterable[str]) -> str:
    """Return tokens spelled so that they are found in the `spelled` of every text they stand in, and nowhere else."""
    return "".join(f"{chr(FENCE)}{token}{chr(FENCE)}" if is_run(token) else token for token in sequence)


@compiled
def _folded_size(raw: Codes, entries: Codes, expansions: Codes) -> int:
    """Return the number of characters `raw` folds to, or -1 when one of them is not in the tables yet."""
    size = 0
    for code in raw:
        entry = entries[code]
        count = entry >> COUNT_BIT
        if count == ONE:
            size += 1
        elif count != NONE:
            expansion = entry & _CHARACTER
            if not entry or expansion >= expansions.shape[0]:
                return -1
            size += expansions[expansion, 0]
    return size


@compiled
def _tokenize(
    raw: Codes, text_starts: Offsets, size: int, entries: Codes, expansions: Codes
) -> tuple[Codes, Offsets, Offsets, Offsets, Offsets, Offsets]:
    """Return `codes`, `firsts`, `token_offsets`, `raw_starts`, `raw_ends` and `before` of `TokenText`."""
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
            entry = entries[raw[at]]
            count = entry >> COUNT_BIT
            if count == NONE:
                continue
            expansion = entry & _CHARACTER
            for offset in range(1, 2 if count == ONE else expansions[expansion, 0] + 1):
                if count == SEVERAL:
                    entry = expansions[expansion, offset]
                character, kind = entry & _CHARACTER, entry >> KIND_BIT & _KIND
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
                    codes[out] = character
                    out += 1
        if open_kind >= LETTERS:
            codes[out] = FENCE
            out += 1
        firsts[text + 1] = tokens
    return codes[:out], firsts, token_offsets[:tokens], raw_starts[:tokens], raw_ends[:tokens], before[: tokens + 1]
