"""Where jieba cuts Chinese text into words, as compiled loops over atoms: the same cuts, many times as fast.

The words of a run of characters are those of its likeliest path through the dictionary. Characters left single next to
one another may be a name the dictionary lacks, so a hidden Markov model of where words begin, go on and end cuts them
again. Every sum is added in jieba's order, and ties fall as they do there, so that not one cut differs.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.compiled import compiled

HAN_FIRST, HAN_LAST = 0x4E00, 0x9FD5
"""The characters jieba's dictionary covers; it treats all others as breaks."""

RUN = 0x110000
"""Atom codes from here on are runs of letters or digits; below, an atom is the character with this code point."""

FREQUENCY_BITS = 20
"""Bits of a word's frequency, which is at most 883,634 in jieba's dictionary."""

BEGIN, END, MIDDLE, SINGLE = range(4)
"""Where in a word a character stands, in the alphabetical order of jieba's letters, by which ties are decided."""

Codes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

_NO_WORD = -1
_CHARACTER_BITS = 15
_FREQUENCY_MASK = (1 << FREQUENCY_BITS) - 1
_TAKEN, _INNER = 1, 2
_FLAG_BITS = 2
_KEY_SHIFT = _FLAG_BITS + FREQUENCY_BITS
# Odd, and near the golden ratio's share of 2**61: keys that differ little are spread widely.
_SPREAD = 0x1E3779B97F4A7C15
_SPREAD_SHIFT = 36


Tables = tuple[Places, Numbers, Floats, float, Floats, Floats, Floats]
"""A dictionary as a tree of characters, and a model of words it lacks: slots, singles, weights, unknown, starts, moves, emissions.

`slots` int64[power of two] is a hash table of the tree's nodes, each numbered by its slot. From the lowest bit a
slot holds: whether it is taken; whether words go on from the node; the frequency of the word that ends there, or 0;
and the node's key, its parent's number and its character. First characters are numbered behind the slots, and
`singles` int32[characters] holds how frequent they are by themselves. `weights` float64[frequencies]: how likely a
word of a frequency is. `unknown`: what a character that is no word counts for. `starts` float64[4], `moves`
float64[4, 4] from and to, and `emissions` float64[characters, 4]: the model. All likelihoods are logarithms, and
characters count from `HAN_FIRST`.
"""

_REACH, _WORD, _PAIR, _TRIPLE = range(4)
"""Columns of what is known of a place in a run: how many characters the best word takes from there, its node, and the nodes
of the words of two and of three characters; `_NO_WORD` where there is none."""


@compiled
def plant(lines: npt.NDArray[np.uint8], slots: Places, singles: Numbers, occurring: npt.NDArray[np.bool_]) -> int:
    """Read lines of word, frequency and tag in UTF-8 into empty arrays; gives the sum of frequencies.

    `occurring` bool[frequencies] tells which frequencies there are; larger ones are an error. Words are planted up
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
def cut(tables: Tables, codes: Codes, search: bool) -> Numbers:
    """Cut a text's atoms; gives int32[words, 3]: a word's node or -1, the atom it begins at and its number of atoms.

    With `search`, a long word comes after the words of two and three characters in it. Runs are words as they are, and
    atoms that are neither runs nor Chinese only break words.
    """
    scores, places, origins, words = _room(codes.size)
    return words[: _cut(tables, codes, search, scores, places, origins, words)]


@compiled
def cut_batch(tables: Tables, codes: Codes, starts: Places, runs: int) -> tuple[Codes, Codes, Places, Numbers]:
    """Cut texts, whose atoms are `codes[starts[t]:starts[t + 1]]`, in search mode, and number their words.

    Runs keep their numbers, which are below `runs`, and Chinese words are numbered from there. Gives words uint32[n],
    their texts uint32[n], and of each Chinese word the atom it begins at somewhere and its number of atoms.
    """
    texts = starts.size - 1
    longest = 0
    for text in range(texts):
        longest = max(longest, starts[text + 1] - starts[text])
    scores, places, origins, found = _room(longest)
    # Of all this only what gets filled takes memory. Among n atoms there are fewer than 2 n words.
    words = np.empty(2 * codes.size, np.uint32)
    of_texts = np.empty(2 * codes.size, np.uint32)
    spelled = np.empty(2 * codes.size, np.int64)
    lengths = np.empty(2 * codes.size, np.int32)
    unlisted = np.empty(codes.size, np.int64)
    unlisted_begins = np.empty(codes.size, np.int64)
    numbers = np.zeros(tables[0].size + tables[1].size, np.int32)
    count = distinct = missing = 0
    for text in range(texts):
        first = starts[text]
        for place in range(_cut(tables, codes[first : starts[text + 1]], True, scores, places, origins, found)):
            word = found[place, 0]
            begin = first + found[place, 1]
            length = found[place, 2]
            if word != _NO_WORD:
                if numbers[word] == 0:
                    spelled[distinct] = begin
                    lengths[distinct] = length
                    distinct += 1
                    numbers[word] = distinct
                words[count] = runs + numbers[word] - 1
            elif codes[begin] >= RUN:
                words[count] = codes[begin] - RUN
            else:
                unlisted[missing] = count
                unlisted_begins[missing] = begin
                missing += 1
                words[count] = length  # until it has a number
            of_texts[count] = text
            count += 1
    distinct = _number(codes, unlisted[:missing], unlisted_begins[:missing], words, runs, spelled, lengths, distinct)
    return words[:count], of_texts[:count], spelled[:distinct], lengths[:distinct]


@compiled
def _slot(slots: Places, key: int) -> int:
    """Give where the node with this key is, or an empty slot where it would be."""
    mask = slots.size - 1
    slot = (key * _SPREAD >> _SPREAD_SHIFT) & mask
    while slots[slot] != 0 and slots[slot] >> _KEY_SHIFT != key:
        slot = (slot + 1) & mask
    return slot


@compiled
def _room(size: int) -> tuple[Floats, Numbers, npt.NDArray[np.uint8], Numbers]:
    """Make room for runs of up to `size` characters: scores, what is known of a place, the model's steps, and words."""
    return (
        np.empty(size + 1, np.float64),
        np.empty((size, 4), np.int32),
        np.empty((size, 4), np.uint8),
        np.empty((2 * size, 3), np.int32),
    )


@compiled
def _cut(
    tables: Tables,
    codes: Codes,
    search: bool,
    scores: Floats,
    places: Numbers,
    origins: npt.NDArray[np.uint8],
    words: Numbers,
) -> int:
    """Cut a text into `words`; gives how many there are."""
    # Arrays are passed one by one from here on: each use of a tuple counts references to all of them.
    slots, singles, weights, unknown, starts, moves, emissions = tables
    _find_path(slots, singles, weights, unknown, codes, scores, places)
    count = 0
    at = 0
    while at < codes.size:
        reach = places[at, _REACH]
        if reach == 0:
            if codes[at] >= RUN:
                count = _give(_NO_WORD, at, 1, search, places, words, count)
            at += 1
            continue
        if reach > 1:
            count = _give(places[at, _WORD], at, reach, search, places, words, count)
            at += reach
            continue
        begin = at
        while at < codes.size and places[at, _REACH] == 1:
            at += 1
        if at - begin == 1 or _word(slots, codes, places, begin, at) != _NO_WORD:
            # What is a word, but likelier as its characters, stays so.
            for place in range(begin, at):
                count = _give(places[place, _WORD], place, 1, search, places, words, count)
            continue
        _find_positions(starts, moves, emissions, codes, begin, at, origins)
        start = begin
        for place in range(begin, at):
            position = origins[place, 0]
            if position == BEGIN:
                start = place
            elif position == SINGLE:
                count = _give(places[place, _WORD], place, 1, search, places, words, count)
            elif position == END:
                word = _word(slots, codes, places, start, place + 1)
                count = _give(word, start, place + 1 - start, search, places, words, count)
    return count


@compiled
def _find_path(
    slots: Places, singles: Numbers, weights: Floats, unknown: float, codes: Codes, scores: Floats, places: Numbers
) -> None:
    """Find the likeliest path from each place to the next break, from right to left; of equal ones the longer word."""
    size = codes.size
    scores[size] = 0.0
    for at in range(size - 1, -1, -1):
        character = codes[at] - HAN_FIRST
        if character < 0 or character >= singles.size:
            scores[at] = 0.0
            places[at, _REACH] = 0
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
        places[at, _REACH] = reach
        places[at, _WORD] = word
        places[at, _PAIR] = pair
        places[at, _TRIPLE] = triple


@compiled
def _word(slots: Places, codes: Codes, places: Numbers, begin: int, end: int) -> int:
    """Give the node of the word `codes[begin:end]` of two or more characters, if it is one."""
    if end - begin == 2:
        return int(places[begin, _PAIR])
    if end - begin == 3:
        return int(places[begin, _TRIPLE])
    node = slots.size + codes[begin] - HAN_FIRST
    for place in range(begin + 1, end):
        node = _slot(slots, node << _CHARACTER_BITS | codes[place] - HAN_FIRST)
        if slots[node] == 0:
            return _NO_WORD
    return node if slots[node] >> _FLAG_BITS & _FREQUENCY_MASK != 0 else _NO_WORD


@compiled
def _give(word: int, begin: int, length: int, search: bool, places: Numbers, words: Numbers, count: int) -> int:
    """Add a word, in search mode after its parts; gives the number of words there are then."""
    if search and length > 2:
        for place in range(begin, begin + length - 1):
            if places[place, _PAIR] != _NO_WORD:
                words[count, 0] = places[place, _PAIR]
                words[count, 1] = place
                words[count, 2] = 2
                count += 1
        for place in range(begin, begin + length - 2 if length > 3 else begin):
            if places[place, _TRIPLE] != _NO_WORD:
                words[count, 0] = places[place, _TRIPLE]
                words[count, 1] = place
                words[count, 2] = 3
                count += 1
    words[count, 0] = word
    words[count, 1] = begin
    words[count, 2] = length
    return count + 1


@compiled
def _find_positions(
    starts: Floats, moves: Floats, emissions: Floats, codes: Codes, begin: int, end: int, origins: npt.NDArray[np.uint8]
) -> None:
    """Find the likeliest position of each character in its word, by Viterbi's algorithm; gives them as `origins[:, 0]`."""
    character = codes[begin] - HAN_FIRST
    at_begin = starts[BEGIN] + emissions[character, BEGIN]
    at_end = starts[END] + emissions[character, END]
    at_middle = starts[MIDDLE] + emissions[character, MIDDLE]
    at_single = starts[SINGLE] + emissions[character, SINGLE]
    for place in range(begin + 1, end):
        character = codes[place] - HAN_FIRST
        begun, ended, went_on, stood = at_begin, at_end, at_middle, at_single
        likely = emissions[character, BEGIN]
        early = ended + moves[END, BEGIN] + likely
        late = stood + moves[SINGLE, BEGIN] + likely
        at_begin = max(early, late)
        origins[place, BEGIN] = SINGLE if late >= early else END
        likely = emissions[character, END]
        early = begun + moves[BEGIN, END] + likely
        late = went_on + moves[MIDDLE, END] + likely
        at_end = max(early, late)
        origins[place, END] = MIDDLE if late >= early else BEGIN
        likely = emissions[character, MIDDLE]
        early = begun + moves[BEGIN, MIDDLE] + likely
        late = went_on + moves[MIDDLE, MIDDLE] + likely
        at_middle = max(early, late)
        origins[place, MIDDLE] = MIDDLE if late >= early else BEGIN
        likely = emissions[character, SINGLE]
        early = ended + moves[END, SINGLE] + likely
        late = stood + moves[SINGLE, SINGLE] + likely
        at_single = max(early, late)
        origins[place, SINGLE] = SINGLE if late >= early else END
    position = SINGLE if at_single >= at_end else END
    for place in range(end - 1, begin - 1, -1):
        before = origins[place, position] if place > begin else 0
        origins[place, 0] = position
        position = before


@compiled
def _number(
    codes: Codes,
    places: Places,
    begins: Places,
    words: Codes,
    runs: int,
    spelled: Places,
    lengths: Numbers,
    distinct: int,
) -> int:
    """Number the words at `places`, which the dictionary lacks, from `distinct` on; gives the number of distinct words."""
    room = 16
    while room < 2 * places.size:
        room *= 2
    table = np.zeros(room, np.int32)
    for word in range(places.size):
        begin = begins[word]
        length = words[places[word]]
        key = 0
        for place in range(begin, begin + length):
            key = key * _SPREAD + codes[place]
        slot = (key * _SPREAD >> _SPREAD_SHIFT) & (room - 1)
        while table[slot] != 0:
            known = table[slot] - 1
            if lengths[known] == length:
                same = True
                for offset in range(length):
                    same = same and codes[spelled[known] + offset] == codes[begin + offset]
                if same:
                    break
            slot = (slot + 1) & (room - 1)
        if table[slot] == 0:
            spelled[distinct] = begin
            lengths[distinct] = length
            distinct += 1
            table[slot] = distinct
        words[places[word]] = runs + table[slot] - 1
    return distinct
