"""A dictionary as a tree of characters in a hash table, for compiled loops.

A node is numbered by its slot. From the lowest bit a slot holds: whether it is taken; whether words go on from the node;
the frequency of the word that ends there, or 0; and the node's key, its parent's number and its character. First
characters are numbered behind the slots, and the frequencies they have as words are kept apart. Characters count from
`HAN_FIRST`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.analysis.array_types import Int32s, Int64s
from indexer.analysis.hashing import spread
from indexer.compiled import compiled

HAN_FIRST, HAN_LAST = 0x4E00, 0x9FD5
"""The characters jieba's dictionary covers; it treats all others as breaks."""

FREQUENCY_BITS = 20
"""Bits of a word's frequency, which is at most 883,634 in jieba's dictionary."""

NO_WORD = -1
"""Instead of the node of a word."""

_TAKEN, INNER = 1, 2
FLAG_BITS = 2
FREQUENCY_MASK = (1 << FREQUENCY_BITS) - 1
"""The lowest bits of a slot, and the frequency behind them. The search for paths looks at them itself: with functions for
these and for the table's size, splitting took some 7 % longer."""

_CHARACTER_BITS = 15
_KEY_SHIFT = FLAG_BITS + FREQUENCY_BITS


@compiled
def next_node(slots: Int64s, node: int, character: int) -> int:
    """Return the node that a character leads to, or where it would be: an empty slot, which says 0 of everything.

    The node of a word's first character is numbered `slots.size` and that character.
    """
    key = _key(node, character)
    mask = slots.size - 1
    slot = spread(key) & mask
    while slots[slot] != 0 and slots[slot] >> _KEY_SHIFT != key:
        slot = (slot + 1) & mask
    return slot


@compiled
def fill_trie(lines: npt.NDArray[np.uint8], slots: Int64s, singles: Int32s, occurring: npt.NDArray[np.bool_]) -> int:
    """Fill empty arrays from lines of word, frequency and part of speech in UTF-8, and return the sum of frequencies.

    `occurring` bool[frequencies] says which frequencies there are; larger ones are an error. Words are entered up
    to their first character that isn't Chinese: nothing behind it is ever reached.
    """
    total = 0
    taken = 0
    at = 0
    while at < lines.size:
        node = NO_WORD
        whole = True
        while at < lines.size and lines[at] != 0x20:
            code = 0
            if lines[at] >> 4 == 0xE:
                code = (lines[at] & 0xF) << 12 | (lines[at + 1] & 0x3F) << 6 | lines[at + 2] & 0x3F
                at += 3
            else:
                at += 1
            whole = whole and HAN_FIRST <= code <= HAN_LAST
            if not whole:
                continue
            if node == NO_WORD:
                node = slots.size + code - HAN_FIRST
                continue
            if node < slots.size:
                slots[node] |= INNER
            parent = node
            node = next_node(slots, parent, code - HAN_FIRST)
            if slots[node] == 0:
                taken += 1
                if 2 * taken > slots.size:
                    raise ValueError("more words than there is room for")
                slots[node] = _key(parent, code - HAN_FIRST) << _KEY_SHIFT | _TAKEN
        at += 1
        frequency = 0
        while at < lines.size and 0x30 <= lines[at] <= 0x39:
            frequency = frequency * 10 + lines[at] - 0x30
            at += 1
        if frequency >= occurring.size:
            raise ValueError("a word more frequent than there is room for")
        occurring[frequency] = True
        total += frequency
        if whole and node >= slots.size:
            singles[node - slots.size] = frequency
        elif whole:
            slots[node] = slots[node] & ~(FREQUENCY_MASK << FLAG_BITS) | frequency << FLAG_BITS
        while at < lines.size and lines[at] != 0x0A:
            at += 1
        at += 1
    return total


@compiled
def _key(node: int, character: int) -> int:
    """Return the key of the node that a character leads to from another."""
    return node << _CHARACTER_BITS | character
