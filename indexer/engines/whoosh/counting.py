"""Occurrences put into the order of a posting table by counting, as compiled loops: no two are ever compared.

Occurrences come text by text and place by place, and stay so within a term. Texts are numbered field by field: text
number t is field t // reports of report t % reports.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.analysis.cutting import RUN
from indexer.compiled import compiled

Numbers = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

_PLACE_BITS = 32
_PLACE_MASK = (1 << _PLACE_BITS) - 1


Rows = tuple[Numbers, npt.NDArray[np.uint8], Numbers, npt.NDArray[np.uint16], Numbers]
"""The arrays of `postings.Inverted` from `term_rows` to `frequencies`."""


@compiled
def sort_words(words: Numbers, texts: Numbers, ranks: Numbers) -> tuple[Places, Numbers]:
    """Sort texts by the rank of the word that occurs in them; gives where each rank's begin, int64[ranks + 1], and the texts."""
    starts = np.zeros(ranks.size + 1, np.int64)
    for place in range(words.size):
        starts[ranks[words[place]] + 1] += 1
    starts = np.cumsum(starts)
    ends = starts.copy()
    found = np.empty(texts.size, np.uint32)
    for place in range(words.size):
        rank = ranks[words[place]]
        found[ends[rank]] = texts[place]
        ends[rank] += 1
    return starts, found


@compiled
def sort_grams(
    codes: Numbers,
    starts: Places,
    run_ranks: Numbers,
    char_ranks: Numbers,
    char_letters: Numbers,
    sizes: tuple[int, int],
) -> tuple[Places, Places]:
    """Sort the grams that `index_grams` gives of texts `codes[starts[t]:starts[t + 1]]`, by rank of the first atom, then letter.

    A gram is the rank of its first atom, below `sizes[0]`, and the letter of the second, from 1 and below `sizes[1]`, or 0.
    Gives where the grams of each first atom begin, int64[ranks + 1], and of each gram its letter and, in the lower 32
    bits, its place among all atoms.
    """
    rank_starts = np.zeros(sizes[0] + 1, np.int64)
    letter_starts = np.zeros(sizes[1] + 1, np.int64)
    # The same loop three times: counting, sorting by letter, and, within, by rank.
    for text in range(starts.size - 1):
        end = starts[text + 1]
        for at in range(starts[text], end):
            code = codes[at]
            rank = run_ranks[code - RUN] if code >= RUN else char_ranks[code]
            rank_starts[rank + 1] += 1
            if code >= RUN or at + 1 == end or codes[at + 1] >= RUN:
                letter_starts[1] += 1
                continue
            letter_starts[char_letters[codes[at + 1]] + 1] += 1
            if at > starts[text] and codes[at - 1] >= RUN:
                rank_starts[rank + 1] += 1
                letter_starts[1] += 1
    rank_starts = np.cumsum(rank_starts)
    letter_starts = np.cumsum(letter_starts)
    by_letter = np.empty(rank_starts[-1], np.int64)
    ends = letter_starts.copy()
    for text in range(starts.size - 1):
        end = starts[text + 1]
        for at in range(starts[text], end):
            code = codes[at]
            rank = np.int64(run_ranks[code - RUN] if code >= RUN else char_ranks[code])
            gram = rank << _PLACE_BITS | at
            if code >= RUN or at + 1 == end or codes[at + 1] >= RUN:
                by_letter[ends[0]] = gram
                ends[0] += 1
                continue
            letter = char_letters[codes[at + 1]]
            by_letter[ends[letter]] = gram
            ends[letter] += 1
            if at > starts[text] and codes[at - 1] >= RUN:
                by_letter[ends[0]] = gram
                ends[0] += 1
    grams = np.empty(by_letter.size, np.int64)
    ends = rank_starts.copy()
    for letter in range(sizes[1]):
        for place in range(letter_starts[letter], letter_starts[letter + 1]):
            rank = by_letter[place] >> _PLACE_BITS
            grams[ends[rank]] = letter << _PLACE_BITS | by_letter[place] & _PLACE_MASK
            ends[rank] += 1
    return rank_starts, grams


@compiled
def part_grams(rank_starts: Places, grams: Places) -> tuple[Places, Numbers, Numbers]:
    """Part sorted grams; gives where each distinct one's begin, int64[distinct + 1], its rank and its letter."""
    distinct = 0
    for rank in range(rank_starts.size - 1):
        for place in range(rank_starts[rank], rank_starts[rank + 1]):
            if place == rank_starts[rank] or grams[place] >> _PLACE_BITS != grams[place - 1] >> _PLACE_BITS:
                distinct += 1
    starts = np.empty(distinct + 1, np.int64)
    ranks = np.empty(distinct, np.uint32)
    letters = np.empty(distinct, np.uint32)
    distinct = 0
    for rank in range(rank_starts.size - 1):
        for place in range(rank_starts[rank], rank_starts[rank + 1]):
            if place == rank_starts[rank] or grams[place] >> _PLACE_BITS != grams[place - 1] >> _PLACE_BITS:
                starts[distinct] = place
                ranks[distinct] = rank
                letters[distinct] = grams[place] >> _PLACE_BITS
                distinct += 1
    starts[distinct] = grams.size
    return starts, ranks, letters


@compiled
def place_grams(
    grams: Places, texts: Numbers, starts: Places, widths: npt.NDArray[np.uint8]
) -> tuple[Numbers, Numbers, npt.NDArray[np.uint8]]:
    """Give each gram's text, its position in it, and how wide that text's positions are, given the texts of all atoms."""
    found = np.empty(grams.size, np.uint32)
    positions = np.empty(grams.size, np.uint32)
    position_widths = np.empty(grams.size, np.uint8)
    for place in range(grams.size):
        at = grams[place] & _PLACE_MASK
        text = texts[at]
        found[place] = text
        positions[place] = at - starts[text]
        position_widths[place] = widths[text]
    return found, positions, position_widths


@compiled
def group_texts(term_starts: Places, texts: Numbers, reports: int) -> Rows:
    """Make rows and postings of the texts in which each term occurs, in order and as often as it does."""
    postings = 0
    rows = 0
    for term in range(term_starts.size - 1):
        for place in range(term_starts[term], term_starts[term + 1]):
            first = place == term_starts[term]
            if first or texts[place] != texts[place - 1]:
                postings += 1
                if first or texts[place] // reports != texts[place - 1] // reports:
                    rows += 1
    term_rows = np.empty(term_starts.size, np.uint32)
    row_slots = np.empty(rows, np.uint8)
    row_postings = np.empty(rows + 1, np.uint32)
    docs = np.empty(postings, np.uint16)
    frequencies = np.zeros(postings, np.uint32)
    posting = -1
    row = 0
    for term in range(term_starts.size - 1):
        term_rows[term] = row
        for place in range(term_starts[term], term_starts[term + 1]):
            first = place == term_starts[term]
            if first or texts[place] != texts[place - 1]:
                posting += 1
                slot = texts[place] // reports
                docs[posting] = texts[place] - slot * reports
                if first or slot != texts[place - 1] // reports:
                    row_slots[row] = slot
                    row_postings[row] = posting
                    row += 1
            frequencies[posting] += 1
    term_rows[-1] = rows
    row_postings[rows] = postings
    return term_rows, row_slots, row_postings, docs, frequencies
