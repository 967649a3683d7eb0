"""The word graph of a text, which holds every word of the dictionary in it, and the likeliest path through it.

Sums are added in jieba's order, and of equal paths the one with the longer word is taken, as there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from indexer.analysis.array_types import Codes, Floats, Int32s, Int64s
from indexer.analysis.trie import FLAG_BITS, FREQUENCY_MASK, HAN_FIRST, INNER, NO_WORD, next_node
from indexer.compiled import compiled

REACH, WORD, PAIR, TRIPLE = range(4)
"""Columns of a word graph, int32[tokens, 4]: the number of characters of the best word from each token, 0 where none begins;
its node; and the nodes of the words of two and of three characters. A node is `NO_WORD` where there is no such word."""


class Dictionary(NamedTuple):
    """A dictionary (see `trie`) and how likely its words are; likelihoods are logarithms.

    `slots`: int64[power of two], the trie. `singles`: int32[characters], frequencies of characters as words. `weights`:
    float64[frequencies], how likely a word of a frequency is. `unknown`: what a character that is no word counts for.
    """

    slots: Int64s
    singles: Int32s
    weights: Floats
    unknown: float


@compiled
def find_path(dictionary: Dictionary, codes: Codes, scores: Floats, graph: Int32s) -> None:
    """Find the likeliest path from each token to the next break, from right to left; `scores` has one entry more than `codes`."""
    slots, singles, weights, unknown = dictionary
    size = codes.size
    scores[size] = 0.0
    for at in range(size - 1, -1, -1):
        character = codes[at] - HAN_FIRST
        if character < 0 or character >= singles.size:
            scores[at] = 0.0
            graph[at, REACH] = 0
            continue
        best = -np.inf
        reach = 0
        word = pair = triple = NO_WORD
        node = slots.size + character
        if singles[character] != 0:
            best = weights[singles[character]] + scores[at + 1]
            reach = 1
            word = node
        length = 1
        while at + length < size:
            character = codes[at + length] - HAN_FIRST
            if character < 0 or character >= singles.size:
                break
            node = next_node(slots, node, character)
            found = slots[node]
            length += 1
            frequency = found >> FLAG_BITS & FREQUENCY_MASK
            if frequency != 0:
                score = weights[frequency] + scores[at + length]
                if score >= best:
                    best = score
                    reach = length
                    word = node
                if length == 2:
                    pair = node
                elif length == 3:
                    triple = node
            if found & INNER == 0:
                break
        if reach == 0:
            best = unknown + scores[at + 1]
            reach = 1
        scores[at] = best
        graph[at, REACH] = reach
        graph[at, WORD] = word
        graph[at, PAIR] = pair
        graph[at, TRIPLE] = triple


@compiled
def find_word(slots: Int64s, codes: Codes, graph: Int32s, begin: int, end: int) -> int:
    """Return the node of the word `codes[begin:end]` of two or more characters, if it is one."""
    if end - begin == 2:
        return int(graph[begin, PAIR])
    if end - begin == 3:
        return int(graph[begin, TRIPLE])
    node = slots.size + codes[begin] - HAN_FIRST
    for i in range(begin + 1, end):
        node = next_node(slots, node, codes[i] - HAN_FIRST)
        if slots[node] == 0:
            return NO_WORD
    return node if slots[node] >> FLAG_BITS & FREQUENCY_MASK != 0 else NO_WORD
