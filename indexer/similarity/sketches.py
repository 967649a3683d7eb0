"""Sketches of texts, as compiled loops: of similar texts most bytes are equal, about as many as the texts have pieces in common.

Li, Owen and Zhang, "One Permutation Hashing" (2012), with the densification of Shrivastava and Li (2014) and one byte a minimum
(Li and König, "b-bit minwise hashing", 2010).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.analysis.array_types import Codes, Int64s
from indexer.analysis.token_codes import RUN
from indexer.compiled import allocation_free, compiled, integer

SKETCH = 64
"""Bytes of a sketch: the share of equal ones is within 0.1 of the texts' similarity (twice the standard deviation)."""

_PIECE = 5
"""Tokens of a piece."""

# Odd, and near the golden ratio's share of 2**63; what is multiplied may wrap around, which is what spreads it.
_SPREAD = 0x4F1BBCDCBFA53E0B
_LEAVING = pow(_SPREAD, _PIECE, 1 << 64) - (1 << 64) * (pow(_SPREAD, _PIECE, 1 << 64) >> 63)
"""By what a token is multiplied once it is no longer among the last, as a signed number of 64 bits."""

_HIGHEST_BITS = 57
_POSITIVE = (1 << 63) - 1


@compiled
def sketches(codes: Codes, starts: Int64s, runs: Int64s) -> npt.NDArray[np.uint8]:
    """Return the sketches, uint8[texts, SKETCH], of texts `codes[starts[t]:starts[t + 1]]`.

    `runs`: int64, what stands for each run: equal for equal ones, whatever other texts there are.
    """
    found = np.zeros((starts.size - 1, SKETCH), np.uint8)
    least = np.empty(SKETCH, np.int64)
    for text in range(starts.size - 1):
        least[:] = _POSITIVE
        piece, first = np.int64(0), starts[text] + _PIECE
        for at in range(starts[text], starts[text + 1]):
            piece = piece * _SPREAD + _token(codes[at], runs)
            if at >= first:
                piece -= _token(codes[at - _PIECE], runs) * _LEAVING
            if at >= first - 1:
                value = ((piece ^ (piece & _POSITIVE) >> 29) * _SPREAD) & _POSITIVE
                bucket = value >> _HIGHEST_BITS
                least[bucket] = min(least[bucket], value)
        _fill(least, found[text])
    return found


@allocation_free
def _token(code: int, runs: Int64s) -> int:
    token: int = runs[code - RUN] if code >= RUN else integer(code)
    return token


@compiled
def _fill(least: Int64s, sketch: npt.NDArray[np.uint8]) -> None:
    """Write a byte of each bucket's least value; an empty bucket has that of the next one which is not, changed by the distance."""
    for bucket in range(SKETCH):
        distance = 0
        while distance < SKETCH and least[(bucket + distance) % SKETCH] == _POSITIVE:
            distance += 1
        if distance < SKETCH:
            sketch[bucket] = ((least[(bucket + distance) % SKETCH] >> 8) + 37 * distance) & 255
