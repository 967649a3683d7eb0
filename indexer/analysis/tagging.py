"""The hidden Markov model of words the dictionary lacks, such as names: it tags where in a word each character stands."""

from __future__ import annotations

from typing import NamedTuple

from indexer.analysis.array_types import Codes, Floats, Kinds
from indexer.analysis.trie import HAN_FIRST
from indexer.compiled import compiled

BEGIN, END, MIDDLE, SINGLE = range(4)
"""Tags: a character begins a word, ends it, is in its middle, or is a word by itself. Their order is the alphabetical one
of jieba's letters, by which ties are decided."""


class Model(NamedTuple):
    """The model, all of it logarithms of likelihoods.

    `starts`: float64[4], of each tag at the beginning. `transitions`: float64[4, 4], from a tag to a tag. `emissions`:
    float64[characters, 4], of each character under a tag; characters count from `HAN_FIRST`.
    """

    starts: Floats
    transitions: Floats
    emissions: Floats


@compiled
def find_tags(model: Model, codes: Codes, begin: int, end: int, backpointers: Kinds) -> None:
    """Find the likeliest tag of each character by Viterbi's algorithm, and leave it in `backpointers[:, 0]`."""
    starts, transitions, emissions = model
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
