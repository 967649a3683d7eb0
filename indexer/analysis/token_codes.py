"""Tokens as numbers, for compiled loops: a code point, or from `RUN` on a run of letters or digits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from indexer.analysis.array_types import Codes
from indexer.analysis.kinds import is_run

RUN = 0x110000
"""Token codes from here on are runs of letters or digits; below, a token is the character with this code point."""


def token_codes(sequence: Sequence[str]) -> Codes:
    """Return the codes of tokens, uint32[tokens]: `RUN` for any run, whichever it is.

    >>> [hex(code) for code in token_codes(("2023", "年")).tolist()]
    ['0x110000', '0x5e74']
    """
    return np.fromiter(map(_codes().__getitem__, sequence), np.uint32, len(sequence))


class _Codes(dict[str, int]):
    """The codes of tokens; that of a character is kept from the first time it is met."""

    def __missing__(self, token: str) -> int:
        if len(token) > 1:
            return RUN
        code = self[token] = RUN if is_run(token) else ord(token)
        return code


@cache
def _codes() -> _Codes:
    return _Codes()
