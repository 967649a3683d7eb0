"""Where jieba splits Chinese text into words, as compiled loops over token codes: the same words, many times as fast.

The words of a stretch of Chinese characters are the likeliest path through its word graph. Characters left single next to
one another may be a name the dictionary lacks, so a hidden Markov model splits them again. Every sum is added in jieba's
order, and ties fall as they do there, so that no word differs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from indexer.analysis.array_types import Codes, Floats, Int32s, Int64s, Kinds
from indexer.analysis.hashing import number_stretches
from indexer.analysis.tagging import BEGIN, END, SINGLE, Model, find_tags
from indexer.analysis.token_codes import RUN
from indexer.analysis.trie import HAN_FIRST, HAN_LAST, NO_WORD
from indexer.analysis.word_graph import PAIR, REACH, TRIPLE, WORD, Dictionary, find_path, find_word
from indexer.compiled import compiled

WordTables = tuple[Int64s, Int32s, Floats, float, Floats, Floats, Floats]
"""The fields of `Dictionary` and then of `Model`, as they are handed to compiled functions: these take a plain tuple from
Python in half the time of a named one."""


PIECE = 1 << 14
"""Tokens split at a time, more where these do not end at a break: room for them takes 60 bytes for each."""


class _Buffers(NamedTuple):
    """Room for a piece of a text: scores and graph of `find_path`, backpointers of `find_tags`, and words of `split`."""

    scores: Floats
    graph: Int32s
    backpointers: Kinds
    words: Int32s


@compiled
def split(tables: WordTables, codes: Codes, search: bool) -> Int32s:
    """Return the words of a text, int32[words, 3]: a word's node or `NO_WORD`, its first token and its number of tokens.

    With `search`, a long word comes after the words of two and three characters in it. Runs are words as they are, and
    tokens that are neither runs nor Chinese only break words.
    """
    buffers = _buffers(codes.size)
    return buffers.words[: _split(tables, codes, search, buffers)]


@compiled
def split_batch(tables: WordTables, codes: Codes, starts: Int64s, runs: int) -> tuple[Codes, Codes, Int64s, Int64s]:
    """Return the numbered words, in search mode, of texts whose tokens are `codes[starts[t]:starts[t + 1]]`.

    Runs keep their numbers, which are below `runs`, and Chinese words are numbered from there. Returns words uint32[n],
    their text numbers uint32[n], and for each distinct Chinese word its first token, where it is first found, and its
    number of tokens, int64.
    """
    texts = starts.size - 1
    longest = 0
    for text in range(texts):
        end = starts[text]
        while end < starts[text + 1]:
            first, end = end, _end_of_piece(codes, end, starts[text + 1])
            longest = max(longest, end - first)
    buffers = _buffers(longest)
    found = buffers.words  # outside the loop: each look into a tuple counts references
    # Of all this only what gets filled takes memory. Among n tokens there are fewer than 2 n words.
    words = np.empty(2 * codes.size, np.uint32)
    of_texts = np.empty(2 * codes.size, np.uint32)
    first_tokens = np.empty(2 * codes.size, np.int64)
    lengths = np.empty(2 * codes.size, np.int64)
    unlisted = np.empty(codes.size, np.int64)
    unlisted_starts = np.empty(codes.size, np.int64)
    unlisted_lengths = np.empty(codes.size, np.int64)
    numbers = np.zeros(tables[0].size + tables[1].size, np.int32)  # of nodes, from 1
    count = distinct = missing = 0
    for text in range(texts):
        end = starts[text]
        while end < starts[text + 1]:
            first, end = end, _end_of_piece(codes, end, starts[text + 1])
            for i in range(_split(tables, codes[first:end], True, buffers)):
                word, start, length = found[i, 0], first + found[i, 1], found[i, 2]
                if word != NO_WORD:
                    if numbers[word] == 0:
                        first_tokens[distinct], lengths[distinct] = start, length
                        distinct += 1
                        numbers[word] = distinct
                    words[count] = runs + numbers[word] - 1
                elif codes[start] >= RUN:
                    words[count] = codes[start] - RUN
                else:
                    unlisted[missing], unlisted_starts[missing], unlisted_lengths[missing] = count, start, length
                    missing += 1
                of_texts[count] = text
                count += 1
    further, firsts = number_stretches(codes, unlisted_starts[:missing], unlisted_lengths[:missing])
    for i in range(missing):
        words[unlisted[i]] = runs + distinct + further[i]
    for first in firsts:
        first_tokens[distinct], lengths[distinct] = unlisted_starts[first], unlisted_lengths[first]
        distinct += 1
    return words[:count], of_texts[:count], first_tokens[:distinct], lengths[:distinct]


@compiled
def _end_of_piece(codes: Codes, begin: int, end: int) -> int:
    """Return where a piece of a text ends that begins and ends so: at a break, so that its words are those of the whole."""
    at = min(begin + PIECE, end)
    while at < end and HAN_FIRST <= codes[at] <= HAN_LAST:
        at += 1
    return at


@compiled
def _buffers(size: int) -> _Buffers:
    """Return buffers for pieces of up to `size` tokens."""
    return _Buffers(
        np.empty(size + 1, np.float64),
        np.empty((size, 4), np.int32),
        np.empty((size, 4), np.uint8),
        np.empty((2 * size, 3), np.int32),
    )


@compiled
def _split(tables: WordTables, codes: Codes, search: bool, buffers: _Buffers) -> int:
    """Split a text into `buffers.words` and return the number of them."""
    slots, singles, weights, unknown, starts, transitions, emissions = tables
    model = Model(starts, transitions, emissions)
    scores, graph, backpointers, words = buffers
    find_path(Dictionary(slots, singles, weights, unknown), codes, scores, graph)
    count = 0
    at = 0
    while at < codes.size:
        reach = graph[at, REACH]
        if reach == 0:
            if codes[at] >= RUN:
                count = _add_word(NO_WORD, at, 1, search, graph, words, count)
            at += 1
            continue
        if reach > 1:
            count = _add_word(graph[at, WORD], at, reach, search, graph, words, count)
            at += reach
            continue
        begin = at
        while at < codes.size and graph[at, REACH] == 1:
            at += 1
        if at - begin == 1 or find_word(slots, codes, graph, begin, at) != NO_WORD:
            # What is a word, but likelier as its characters, stays so.
            for i in range(begin, at):
                count = _add_word(graph[i, WORD], i, 1, search, graph, words, count)
            continue
        find_tags(model, codes, begin, at, backpointers)
        start = begin
        for i in range(begin, at):
            tag = backpointers[i, 0]
            if tag == BEGIN:
                start = i
            elif tag == SINGLE:
                count = _add_word(graph[i, WORD], i, 1, search, graph, words, count)
            elif tag == END:
                word = find_word(slots, codes, graph, start, i + 1)
                count = _add_word(word, start, i + 1 - start, search, graph, words, count)
    return count


@compiled
def _add_word(word: int, begin: int, length: int, search: bool, graph: Int32s, words: Int32s, count: int) -> int:
    """Add a word, in search mode after the shorter words in it, and return the new number of words."""
    if search and length > 2:
        for i in range(begin, begin + length - 1):
            if graph[i, PAIR] != NO_WORD:
                words[count, 0] = graph[i, PAIR]
                words[count, 1] = i
                words[count, 2] = 2
                count += 1
        for i in range(begin, begin + length - 2 if length > 3 else begin):
            if graph[i, TRIPLE] != NO_WORD:
                words[count, 0] = graph[i, TRIPLE]
                words[count, 1] = i
                words[count, 2] = 3
                count += 1
    words[count, 0] = word
    words[count, 1] = begin
    words[count, 2] = length
    return count + 1
