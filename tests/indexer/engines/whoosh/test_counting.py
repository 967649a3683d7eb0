"""Counting gives what sorting and grouping one by one gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import atoms, index_grams
from indexer.analysis.batch import cut_texts, text_numbers
from indexer.analysis.cutting import RUN
from indexer.engines.whoosh.counting import group_texts, part_grams, place_grams, sort_grams, sort_words
from indexer.engines.whoosh.postings import Entries, group

_REPORTS = 3


@settings(deadline=None)  # the first example compiles
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 8)), max_size=60))
def test_words_are_grouped_as_by_sorting(occurrences: list[tuple[int, int]]) -> None:
    """Rows and postings of words that come text by text are those of the sorted triples of rank, slot and report."""
    occurrences.sort(key=lambda pair: pair[1])
    numbers = {word: number for number, word in enumerate(dict.fromkeys(word for word, _ in occurrences))}
    ranks = np.array([sorted(numbers).index(word) for word in numbers], dtype=np.uint32)
    words = np.array([numbers[word] for word, _ in occurrences], dtype=np.uint32)
    texts = np.array([text for _, text in occurrences], dtype=np.uint32)
    found = group_texts(*sort_words(words, texts, ranks), _REPORTS)
    triples = sorted((int(ranks[numbers[word]]), *divmod(text, _REPORTS)) for word, text in occurrences)
    plain = group(Entries(*np.array(triples, dtype=np.uint64).reshape(-1, 3).T), [])
    for name, array in zip(("term_rows", "row_slots", "row_postings", "docs", "frequencies"), found, strict=True):
        assert array.tolist() == getattr(plain, name).tolist()
        assert array.dtype == getattr(plain, name).dtype


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("法治政ab2， "), max_size=12), max_size=6))
def test_grams_are_sorted_as_by_comparing(raw: list[str]) -> None:
    """Each gram stands where the definition has it: by first atom, second atom, text and position."""
    cut = cut_texts(raw)
    present = sorted({code for code in cut.codes.tolist() if code < RUN})
    spelling = sorted([*map(chr, present), *cut.runs])
    char_ranks = np.zeros(RUN, dtype=np.uint32)
    char_letters = np.zeros(RUN, dtype=np.uint32)
    for letter, code in enumerate(present, 1):
        char_ranks[code] = spelling.index(chr(code))
        char_letters[code] = letter
    run_ranks = np.array([spelling.index(run) for run in cut.runs], dtype=np.uint32)
    rank_starts, grams = sort_grams(
        cut.codes, cut.starts, run_ranks, char_ranks, char_letters, (len(spelling), len(present) + 1)
    )
    starts, ranks, letters = part_grams(rank_starts, grams)
    widths = np.arange(len(raw), dtype=np.uint8)
    texts, positions, position_widths = place_grams(grams, text_numbers(cut.starts), cut.starts, widths)
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
        (gram.text, number, gram.position) for number, text in enumerate(raw) for gram in index_grams(atoms(text))
    ]
    assert found == sorted(expected)
    assert position_widths.tolist() == texts.tolist()
