"""Occurrences put into the order of a posting table by counting, as compiled loops: no two are ever compared.

Occurrences come in order of text and position, and stay so within a term. Texts are numbered field by field: text
number t is field t // reports of report t % reports.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from indexer.analysis.array_types import Int64s, UInt32s
from indexer.analysis.grams import END, LONE, PAIR, START, shapes_between
from indexer.analysis.token_codes import RUN
from indexer.compiled import compiled

_TOKEN_BITS = 32
_TOKEN_MASK = (1 << _TOKEN_BITS) - 1


Rows = tuple[UInt32s, npt.NDArray[np.uint8], UInt32s, npt.NDArray[np.uint16], UInt32s]
"""The arrays of `postings.Inverted` from `term_rows` to `frequencies`."""


@compiled
def sort_words(words: UInt32s, texts: UInt32s, ranks: UInt32s) -> tuple[Int64s, UInt32s]:
    """Return texts sorted by the rank of the word that occurs in them: where each rank's begin, int64[ranks + 1], and the texts."""
    starts = np.zeros(ranks.size + 1, np.int64)
    for i in range(words.size):
        starts[ranks[words[i]] + 1] += 1
    starts = np.cumsum(starts)
    ends = starts.copy()
    found = np.empty(texts.size, np.uint32)
    for i in range(words.size):
        rank = ranks[words[i]]
        found[ends[rank]] = texts[i]
        ends[rank] += 1
    return starts, found


@compiled
def sort_grams(
    codes: UInt32s,
    starts: Int64s,
    run_ranks: UInt32s,
    char_ranks: UInt32s,
    char_letters: UInt32s,
    sizes: tuple[int, int],
) -> tuple[Int64s, Int64s]:
    """Return the `index_grams` of texts `codes[starts[t]:starts[t + 1]]`, sorted by rank of the first token, then letter.

    A gram is the rank of its first token, below `sizes[0]`, and the letter of the second, from 1 and below `sizes[1]`, or 0.
    Returned are where the grams of each first token begin, int64[ranks + 1], and of each gram its letter and, in the
    lower 32 bits, the index of its first token among all tokens.
    """
    rank_starts = np.zeros(sizes[0] + 1, np.int64)
    letter_starts = np.zeros(sizes[1] + 1, np.int64)
    # Grams are counted, sorted by letter, and then by rank, in which their order by letter stays.
    for text in range(starts.size - 1):
        end = starts[text + 1]
        before = START
        for at in range(starts[text], end):
            code = codes[at]
            rank = run_ranks[code - RUN] if code >= RUN else char_ranks[code]
            after = codes[at + 1] if at + 1 < end else END
            shapes = shapes_between(before, code, after)
            before = code
            if shapes & PAIR:
                rank_starts[rank + 1] += 1
                letter_starts[char_letters[after] + 1] += 1
            if shapes & LONE:
                rank_starts[rank + 1] += 1
                letter_starts[1] += 1
    rank_starts = np.cumsum(rank_starts)
    letter_starts = np.cumsum(letter_starts)
    by_letter = np.empty(rank_starts[-1], np.int64)
    ends = letter_starts.copy()
    for text in range(starts.size - 1):
        end = starts[text + 1]
        before = START
        for at in range(starts[text], end):
            code = codes[at]
            rank = np.int64(run_ranks[code - RUN] if code >= RUN else char_ranks[code])
            gram = rank << _TOKEN_BITS | at
            after = codes[at + 1] if at + 1 < end else END
            shapes = shapes_between(before, code, after)
            before = code
            if shapes & PAIR:
                letter = char_letters[after]
                by_letter[ends[letter]] = gram
                ends[letter] += 1
            if shapes & LONE:
                by_letter[ends[0]] = gram
                ends[0] += 1
    grams = np.empty(by_letter.size, np.int64)
    ends = rank_starts.copy()
    for letter in range(sizes[1]):
        for i in range(letter_starts[letter], letter_starts[letter + 1]):
            rank = by_letter[i] >> _TOKEN_BITS
            grams[ends[rank]] = letter << _TOKEN_BITS | by_letter[i] & _TOKEN_MASK
            ends[rank] += 1
    return rank_starts, grams


@compiled
def distinct_grams(rank_starts: Int64s, grams: Int64s) -> tuple[Int64s, UInt32s, UInt32s]:
    """Return where each distinct gram of sorted grams begins, int64[distinct + 1], its rank and its letter."""
    distinct = 0
    for rank in range(rank_starts.size - 1):
        for i in range(rank_starts[rank], rank_starts[rank + 1]):
            if i == rank_starts[rank] or grams[i] >> _TOKEN_BITS != grams[i - 1] >> _TOKEN_BITS:
                distinct += 1
    starts = np.empty(distinct + 1, np.int64)
    ranks = np.empty(distinct, np.uint32)
    letters = np.empty(distinct, np.uint32)
    distinct = 0
    for rank in range(rank_starts.size - 1):
        for i in range(rank_starts[rank], rank_starts[rank + 1]):
            if i == rank_starts[rank] or grams[i] >> _TOKEN_BITS != grams[i - 1] >> _TOKEN_BITS:
                starts[distinct] = i
                ranks[distinct] = rank
                letters[distinct] = grams[i] >> _TOKEN_BITS
                distinct += 1
    starts[distinct] = grams.size
    return starts, ranks, letters


@compiled
def locate_grams(
    grams: Int64s, texts: UInt32s, starts: Int64s, widths: npt.NDArray[np.uint8]
) -> tuple[UInt32s, UInt32s, npt.NDArray[np.uint8]]:
    """Return each gram's text, its position in it, and how wide that text's positions are, given the texts of all tokens."""
    found = np.empty(grams.size, np.uint32)
    positions = np.empty(grams.size, np.uint32)
    position_widths = np.empty(grams.size, np.uint8)
    for i in range(grams.size):
        at = grams[i] & _TOKEN_MASK
        text = texts[at]
        found[i] = text
        positions[i] = at - starts[text]
        position_widths[i] = widths[text]
    return found, positions, position_widths


@compiled
def group_texts(term_starts: Int64s, texts: UInt32s, reports: int) -> Rows:
    """Return rows and postings of the texts in which each term occurs: one text for each occurrence, in order."""
    postings = 0
    rows = 0
    for term in range(term_starts.size - 1):
        for i in range(term_starts[term], term_starts[term + 1]):
            first = i == term_starts[term]
            if first or texts[i] != texts[i - 1]:
                postings += 1
                if first or texts[i] // reports != texts[i - 1] // reports:
                    rows += 1
    term_rows = np.empty(term_starts.size, np.uint32)
    row_fields = np.empty(rows, np.uint8)
    row_postings = np.empty(rows + 1, np.uint32)
    docs = np.empty(postings, np.uint16)
    frequencies = np.zeros(postings, np.uint32)
    posting = -1
    row = 0
    for term in range(term_starts.size - 1):
        term_rows[term] = row
        for i in range(term_starts[term], term_starts[term + 1]):
            first = i == term_starts[term]
            if first or texts[i] != texts[i - 1]:
                posting += 1
                field = texts[i] // reports
                docs[posting] = texts[i] - field * reports
                if first or field != texts[i - 1] // reports:
                    row_fields[row] = field
                    row_postings[row] = posting
                    row += 1
            frequencies[posting] += 1
    term_rows[-1] = rows
    row_postings[rows] = postings
    return term_rows, row_fields, row_postings, docs, frequencies
