"""Where jieba splits Chinese text into words, as compiled loops over tokens: the same words, many times as fast.

The words of a stretch of Chinese characters are the likeliest path through its word graph, which holds every word of the
dictionary in it. Characters left single next to one another may be a name the dictionary lacks, so a hidden Markov model,
which tags each as the beginning, middle or end of a word or as a word by itself, splits them again. Every sum is added in
jieba's order, and ties fall as they do there, so that no word differs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.compiled import compiled

HAN_FIRST, HAN_LAST = 0x4E00, 0x9FD5
"""The characters jieba's dictionary covers; it treats all others as breaks."""

RUN = 0x110000
"""Token codes from here on are runs of letters or digits; below, a token is the character with this code point."""

FREQUENCY_BITS = 20
"""Bits of a word's frequency, which is at most 883,634 in jieba's dictionary."""

BEGIN, END, MIDDLE, SINGLE = range(4)
"""Tags of the hidden Markov model: where in a word a character stands. Their order is the alphabetical one of jieba's
letters, by which ties are decided."""

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]

_NO_WORD = -1
_CHARACTER_BITS = 15
_FREQUENCY_MASK = (1 << FREQUENCY_BITS) - 1
_TAKEN, _INNER = 1, 2
_FLAG_BITS = 2
_KEY_SHIFT = _FLAG_BITS + FREQUENCY_BITS
# Odd, and near the golden ratio's share of 2**61: keys that differ little are spread widely.
_SPREAD = 0x1E3779B97F4A7C15
_SPREAD_SHIFT = 36


Tables = tuple[Offsets, Numbers, Floats, float, Floats, Floats, Floats]
"""A dictionary as a tree of characters, and a model of words it lacks: slots, singles, weights, unknown, starts,
transitions, emissions.

`slots` int64[power of two] is a hash table of the tree's nodes, each numbered by its slot. From the lowest bit a
slot holds: whether it is taken; whether words go on from the node; the frequency of the word that ends there, or 0;
and the node's key, its parent's number and its character. First characters are numbered behind the slots, and
`singles` int32[characters] holds their frequencies as words. `weights` float64[frequencies]: how likely a
word of a frequency is. `unknown`: what a character that is no word counts for. `starts` float64[4], `transitions`
float64[4, 4] from and to, and `emissions` float64[characters, 4]: the model. All likelihoods are logarithms, and
characters count from `HAN_FIRST`.
"""

_REACH, _WORD, _PAIR, _TRIPLE = range(4)
"""Columns of the word graph, which has an entry for each token: the number of characters of the best word from there, its
node, and the nodes of the words of two and of three characters; `_NO_WORD` where there is none."""


@compiled
def fill_dictionary(
    lines: npt.NDArray[np.uint8], slots: Offsets, singles: Numbers, occurring: npt.NDArray[np.bool_]
) -> int:
    """Fill empty arrays from lines of word, frequency and part of speech in UTF-8, and return the sum of frequencies.

    `occurring` bool[frequencies] says which frequencies there are; larger ones are an error. Words are entered up
    to their first character that isn't Chinese: nothing behind it is ever reached.
    """
    total = 0
    taken = 0
    at = 0
    while at < lines.size:
        node = _NO_WORD
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
            if node == _NO_WORD:
                node = slots.size + code - HAN_FIRST
                continue
            if node < slots.size:
                slots[node] |= _INNER
            key = node << _CHARACTER_BITS | code - HAN_FIRST
            node = _slot(slots, key)
            if slots[node] == 0:
                taken += 1
                if 2 * taken > slots.size:
                    raise ValueError("more words than there is room for")
                slots[node] = key << _KEY_SHIFT | _TAKEN
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
            slots[node] = slots[node] & ~(_FREQUENCY_MASK << _FLAG_BITS) | frequency << _FLAG_BITS
        while at < lines.size and lines[at] != 0x0A:
            at += 1
        at += 1
    return total


@compiled
def split(tables: Tables, codes: Codes, search: bool) -> Numbers:
    """Return the words of a text, int32[words, 3]: a word's node or -1, its first token and its number of tokens.

    With `search`, a long word comes after the words of two and three characters in it. Runs are words as they are, and
    tokens that are neither runs nor Chinese only break words.
    """
    scores, graph, backpointers, words = _buffers(codes.size)
    return words[: _split(tables, codes, search, scores, graph, backpointers, words)]


@compiled
def split_batch(tables: Tables, codes: Codes, starts: Offsets, runs: int) -> tuple[Codes, Codes, Offsets, Numbers]:
    """Return the numbered words, in search mode, of texts whose tokens are `codes[starts[t]:starts[t + 1]]`.

    Runs keep their numbers, which are below `runs`, and Chinese words are numbered from there. Returns words uint32[n],
    their text numbers uint32[n], and for each distinct Chinese word its first token, where it is first found, and its
    number of tokens.
    """
    texts = starts.size - 1
    longest = 0
    for text in range(texts):
        longest = max(longest, starts[text + 1] - starts[text])
    scores, graph, backpointers, found = _buffers(longest)
    # Of all this only what gets filled takes memory. Among n tokens there are fewer than 2 n words.
    words = np.empty(2 * codes.size, np.uint32)
    of_texts = np.empty(2 * codes.size, np.uint32)
    spelled = np.empty(2 * codes.size, np.int64)
    lengths = np.empty(2 * codes.size, np.int32)
    unlisted = np.empty(codes.size, np.int64)
    unlisted_starts = np.empty(codes.size, np.int64)
    numbers = np.zeros(tables[0].size + tables[1].size, np.int32)
    count = distinct = missing = 0
    for text in range(texts):
        first = starts[text]
        for i in range(_split(tables, codes[first : starts[text + 1]], True, scores, graph, backpointers, found)):
            word = found[i, 0]
            start = first + found[i, 1]
            length = found[i, 2]
            if word != _NO_WORD:
                if numbers[word] == 0:
                    spelled[distinct] = start
                    lengths[distinct] = length
                    distinct += 1
                    numbers[word] = distinct
                words[count] = runs + numbers[word] - 1
            elif codes[start] >= RUN:
                words[count] = codes[start] - RUN
            else:
                unlisted[missing] = count
                unlisted_starts[missing] = start
                missing += 1
                words[count] = length  # until it has a number
            of_texts[count] = text
            count += 1
    distinct = _number_unlisted(
        codes, unlisted[:missing], unlisted_starts[:missing], words, runs, spelled, lengths, distinct
    )
    return words[:count], of_texts[:count], spelled[:distinct], lengths[:distinct]


@compiled
def _slot(slots: Offsets, key: int) -> int:
    """Return where the node with this key is, or an empty slot where it would be."""
    mask = slots.size - 1
    slot = (key * _SPREAD >> _SPREAD_SHIFT) & mask
    while slots[slot] != 0 and slots[slot] >> _KEY_SHIFT != key:
        slot = (slot + 1) & mask
    return slot


@compiled
def _buffers(size: int) -> tuple[Floats, Numbers, npt.NDArray[np.uint8], Numbers]:
    """Return buffers for texts of up to `size` tokens: scores, the word graph, the model's backpointers, and words."""
    return (
        np.empty(size + 1, np.float64),
        np.empty((size, 4), np.int32),
        np.empty((size, 4), np.uint8),
        np.empty((2 * size, 3), np.int32),
    )


@compiled
def _split(
    tables: Tables,
    codes: Codes,
    search: bool,
    scores: Floats,
    graph: Numbers,
    backpointers: npt.NDArray[np.uint8],
    words: Numbers,
) -> int:
    """Split a text into `words` and return the number of them."""
    # Arrays are passed one by one from here on: each use of a tuple counts references to all of them.
    slots, singles, weights, unknown, starts, transitions, emissions = tables
    _find_path(slots, singles, weights, unknown, codes, scores, graph)
    count = 0
    at = 0
    while at < codes.size:
        reach = graph[at, _REACH]
        if reach == 0:
            if codes[at] >= RUN:
                count = _add_word(_NO_WORD, at, 1, search, graph, words, count)
            at += 1
            continue
        if reach > 1:
            count = _add_word(graph[at, _WORD], at, reach, search, graph, words, count)
            at += reach
            continue
        begin = at
        while at < codes.size and graph[at, _REACH] == 1:
            at += 1
        if at - begin == 1 or _find_word(slots, codes, graph, begin, at) != _NO_WORD:
            # What is a word, but likelier as its characters, stays so.
            for i in range(begin, at):
                count = _add_word(graph[i, _WORD], i, 1, search, graph, words, count)
            continue
        _find_tags(starts, transitions, emissions, codes, begin, at, backpointers)
        start = begin
        for i in range(begin, at):
            tag = backpointers[i, 0]
            if tag == BEGIN:
                start = i
            elif tag == SINGLE:
                count = _add_word(graph[i, _WORD], i, 1, search, graph, words, count)
            elif tag == END:
                word = _find_word(slots, codes, graph, start, i + 1)
                count = _add_word(word, start, i + 1 - start, search, graph, words, count)
    return count


@compiled
def _find_path(
    slots: Offsets, singles: Numbers, weights: Floats, unknown: float, codes: Codes, scores: Floats, graph: Numbers
) -> None:
    """Find the likeliest path from each token to the next break, from right to left; of equal ones the longer word."""
    size = codes.size
    scores[size] = 0.0
    for at in range(size - 1, -1, -1):
        character = codes[at] - HAN_FIRST
        if character < 0 or character >= singles.size:
            scores[at] = 0.0
            graph[at, _REACH] = 0
            continue
        best = -np.inf
        reach = 0
        word = pair = triple = _NO_WORD
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
            node = _slot(slots, node << _CHARACTER_BITS | character)
            found = slots[node]
            length += 1
            frequency = found >> _FLAG_BITS & _FREQUENCY_MASK
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
            if found & _INNER == 0:
                break
        if reach == 0:
            best = unknown + scores[at + 1]
            reach = 1
        scores[at] = best
        graph[at, _REACH] = reach
        graph[at, _WORD] = word
        graph[at, _PAIR] = pair
        graph[at, _TRIPLE] = triple


@compiled
def _find_word(slots: Offsets, codes: Codes, graph: Numbers, begin: int, end: int) -> int:
    """Return the node of the word `codes[begin:end]` of two or more characters, if it is one."""
    if end - begin == 2:
        return int(graph[begin, _PAIR])
    if end - begin == 3:
        return int(graph[begin, _TRIPLE])
    node = slots.size + codes[begin] - HAN_FIRST
    for i in range(begin + 1, end):
        node = _slot(slots, node << _CHARACTER_BITS | codes[i] - HAN_FIRST)
        if slots[node] == 0:
            return _NO_WORD
    return node if slots[node] >> _FLAG_BITS & _FREQUENCY_MASK != 0 else _NO_WORD


@compiled
def _add_word(word: int, begin: int, length: int, search: bool, graph: Numbers, words: Numbers, count: int) -> int:
    """Add a word, in search mode after the shorter words in it, and return the new number of words."""
    if search and length > 2:
        for i in range(begin, begin + length - 1):
            if graph[i, _PAIR] != _NO_WORD:
                words[count, 0] = graph[i, _PAIR]
                words[count, 1] = i
                words[count, 2] = 2
                count += 1
        for i in range(begin, begin + length - 2 if length > 3 else begin):
            if graph[i, _TRIPLE] != _NO_WORD:
                words[count, 0] = graph[i, _TRIPLE]
                words[count, 1] = i
                words[count, 2] = 3
                count += 1
    words[count, 0] = word
    words[count, 1] = begin
    words[count, 2] = length
    return count + 1


@compiled
def _find_tags(
    starts: Floats,
    transitions: Floats,
    emissions: Floats,
    codes: Codes,
    begin: int,
    end: int,
    backpointers: npt.NDArray[np.uint8],
) -> None:
    """Find the likeliest tag of each character by Viterbi's algorithm, and leave it in `backpointers[:, 0]`."""
    character = codes[begin] - HAN_FIRST
    at_begin = starts[BEGIN] + emissions[character, BEGIN]
    at_end = starts[END] + emissions[character, END]
    at_middle = starts[MIDDLE] + emissions[character, MIDDLE]
    at_single = starts[SINGLE] + emissions[character, SINGLE]
    for i in range(begin + 1, end):
        character = codes[i] - HAN_FIRST
        was_begin, was_end, was_middle, was_single = at_begin, at_end, at_middle, at_single
        likely = emissions[character, BEGIN]
        early = was_end + transitions[END, BEGIN] + likely
        late = was_single + transitions[SINGLE, BEGIN] + likely
        at_begin = max(early, late)
        backpointers[i, BEGIN] = SINGLE if late >= early else END
        likely = emissions[character, END]
        early = was_begin + transitions[BEGIN, END] + likely
        late = was_middle + transitions[MIDDLE, END] + likely
        at_end = max(early, late)
        backpointers[i, END] = MIDDLE if late >= early else BEGIN
        likely = emissions[character, MIDDLE]
        early = was_begin + transitions[BEGIN, MIDDLE] + likely
        late = was_middle + transitions[MIDDLE, MIDDLE] + likely
        at_middle = max(early, late)
        backpointers[i, MIDDLE] = MIDDLE if late >= early else BEGIN
        likely = emissions[character, SINGLE]
        early = was_end + transitions[END, SINGLE] + likely
        late = was_single + transitions[SINGLE, SINGLE] + likely
        at_single = max(early, late)
        backpointers[i, SINGLE] = SINGLE if late >= early else END
    tag = SINGLE if at_single >= at_end else END
    for i in range(end - 1, begin - 1, -1):
        before = backpointers[i, tag] if i > begin else 0
        backpointers[i, 0] = tag
        tag = before


@compiled
def _number_unlisted(
    codes: Codes,
    unlisted: Offsets,
    unlisted_starts: Offsets,
    words: Codes,
    runs: int,
    spelled: Offsets,
    lengths: Numbers,
    distinct: int,
) -> int:
    """Number `words[unlisted]`, which the dictionary lacks, from `distinct` on; return the number of distinct words."""
    size = 16
    while size < 2 * unlisted.size:
        size *= 2
    table = np.zeros(size, np.int32)
    for number in range(unlisted.size):
        start = unlisted_starts[number]
        length = words[unlisted[number]]
        key = 0
        for i in range(start, start + length):
            key = key * _SPREAD + codes[i]
        slot = (key * _SPREAD >> _SPREAD_SHIFT) & (size - 1)
        while table[slot] != 0:
            known = table[slot] - 1
            if lengths[known] == length:
                same = True
                for offset in range(length):
                    same = same and codes[spelled[known] + offset] == codes[start + offset]
                if same:
                    break
            slot = (slot + 1) & (size - 1)
        if table[slot] == 0:
            spelled[distinct] = start
            lengths[distinct] = length
            distinct += 1
            table[slot] = distinct
        words[unlisted[number]] = runs + table[slot] - 1
    return distinct
