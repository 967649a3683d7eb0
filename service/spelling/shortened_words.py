"""Words by what is left of them without one of their characters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from indexer.analysis import is_chinese

_BITS = 16
"""Bits of a Chinese character's code."""

LONGEST_LEFT = 4
"""Characters that are left at most: as many fit into a number."""


class ShortenedWords:
    """Words of up to five Chinese characters, in the order in which they are given."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        numbers: list[npt.NDArray[np.int32]] = []
        keys: list[npt.NDArray[np.uint64]] = []
        for length in np.unique(lengths).tolist():
            own = np.flatnonzero(lengths == length).astype(np.int32)
            characters = _codes("".join(words[number] for number in own.tolist())).reshape(-1, length)
            for column in range(length):
                numbers.append(own)
                keys.append(_keys(np.delete(characters, column, axis=1)))
        all_numbers, all_keys = np.concatenate(numbers or [_NONE]), np.concatenate(keys or [_NO_KEYS])
        order = np.lexsort((all_numbers, all_keys))
        self._numbers, self._keys = all_numbers[order], all_keys[order]

    def leaving(self, text: str, most: int) -> list[str]:
        """Return up to `most` words that have one character more than a text, the first of them first."""
        if not text or len(text) > LONGEST_LEFT or not all(map(is_chinese, text)):
            return []
        key = _keys(_codes(text).reshape(1, -1))[0]
        start = int(np.searchsorted(self._keys, key))
        end = int(np.searchsorted(self._keys[start:], key, side="right")) + start
        numbers = dict.fromkeys(self._numbers[start:end].tolist())  # 公公积 leaves 公积 in two ways
        return [self._words[number] for number in list(numbers)[:most]]


_NONE, _NO_KEYS = np.empty(0, np.int32), np.empty(0, np.uint64)


def _codes(text: str) -> npt.NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)


def _keys(characters: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return a number for each row of up to four characters, uint64[words, characters]: different rows have different ones."""
    keys = np.zeros(len(characters), dtype=np.uint64)
    for column in characters.T:
        keys = keys << np.uint64(_BITS) | column
    return keys
