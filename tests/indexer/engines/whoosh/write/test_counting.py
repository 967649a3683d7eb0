"""Counting yields what sorting and grouping one by one yields."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import groupby

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import index_grams, tokenize
from indexer.analysis.batch import text_numbers, tokenize_texts
from indexer.analysis.word_splitting import RUN
from indexer.engines.whoosh.write.counting import distinct_grams, group_texts, locate_grams, sort_grams, sort_words

_REPORTS = 3


@settings(deadline=None)  # the first example compiles
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8)), max_size=60))
def test_words_are_grouped_as_by_sorting(occurrences: list[tuple[int, int]]) -> None:
    """Rows and postings of words that come text by text are those of the sorted triples of rank, field ordinal and document number."""
    occurrences.sort(key=lambda pair: pair[1])
    numbers = {word: number for number, word in enumerate(dict.fromkeys(word for word, _ in occurrences))}
    ranks = np.array([sorted(numbers).index(word) for word in numbers], dtype=np.uint32)
    words = np.array([numbers[word] for word, _ in occurrences], dtype=np.uint32)
    texts = np.array([text for _, text in occurrences], dtype=np.uint32)
    found = group_texts(*sort_words(words, texts, ranks), _REPORTS)
    triples = [(int(ranks[numbers[word]]), *divmod(text, _REPORTS)) for word, text in occurrences]
    postings = sorted(Counter(triples).items())
    rows = [next(group)[0] for _, group in groupby(enumerate(postings), key=lambda each: each[1][0][:2])]
    row_terms = [postings[first][0][0] for first in rows]
    expected = [
        [*(bisect_left(row_terms, term) for term in range(len(ranks))), len(rows)],
        [postings[first][0][1] for first in rows],
        [*rows, len(postings)],
        [doc for (_, _, doc), _ in postings],
        [frequency for _, frequency in postings],
    ]
    assert [array.tolist() for array in found] == expected
    assert [array.dtype for array in found] == [np.uint32, np.uint8, np.uint32, np.uint16, np.uint32]


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("法治政ab2， "), max_size=12), max_size=6))
def test_grams_are_sorted_as_by_comparing(raw: list[str]) -> None:
    """Each gram stands where the definition has it: by first token, second token, text and position."""
    tokenized = tokenize_texts(raw)
    present = sorted({code for code in tokenized.codes.tolist() if code < RUN})
    spelling = sorted([*map(chr, present), *tokenized.runs])
    char_ranks = np.zeros(RUN, dtype=np.uint32)
    char_letters = np.zeros(RUN, dtype=np.uint32)
    for letter, code in enumerate(present, 1):
        char_ranks[code] = spelling.index(chr(code))
        char_letters[code] = letter
    run_ranks = np.array([spelling.index(run) for run in tokenized.runs], dtype=np.uint32)
    rank_starts, grams = sort_grams(
        tokenized.codes, tokenized.starts, run_ranks, char_ranks, char_letters, (len(spelling), len(present) + 1)
    )
    starts, ranks, letters = distinct_grams(rank_starts, grams)
    widths = np.arange(len(raw), dtype=np.uint8)
    texts, positions, position_widths = locate_grams(grams, text_numbers(tokenized.starts), tokenized.starts, widths)
    spelled = ["", *map(chr, present)]
    terms = [spelling[rank] + spelled[letter] for rank, letter in zip(ranks.tolist(), letters.tolist(), strict=True)]
    found = [
        (term, text, position)
        for number, term in enumerate(terms)
        for text, position in zip(
            texts[starts[number] : starts[number + 1]].tolist(),
            positions[starts[number] : starts[number + 1]].tolist(),
            strict=True,
        )
    ]
    expected = [
        (gram.text, number, gram.position) for number, text in enumerate(raw) for gram in index_grams(tokenize(text))
    ]
    assert found == sorted(expected)
    assert position_widths.tolist() == texts.tolist()
