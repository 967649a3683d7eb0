"""Words of one length, compared with what was typed."""

from __future__ import annotations

from itertools import product

import pytest

from service.spelling.slips import Slips
from service.spelling.words_of_length import SECOND_SLIP, WordsOfLength

ALPHABET = "".join(sorted("治制清请轻字自士事大太森"))
COUNTS = {"".join(pair): 1 for pair in product(ALPHABET, repeat=2)}
WORDS, SLIPS = WordsOfLength(COUNTS, ALPHABET), Slips(ALPHABET)


def price(typed: str, word: str) -> float:
    """Return what it costs that a word was meant, as each word by itself tells."""
    each = [float(SLIPS.costs(one)[ALPHABET.index(other)]) for one, other in zip(typed, word, strict=True)]
    return sum(each) + SECOND_SLIP * max(sum(cost > 0 for cost in each) - 1, 0)


@pytest.mark.parametrize("typed", ["治请", "自士", "大字", "鑫清", "清鑫"])
@pytest.mark.parametrize("within", [0.1, 2.05, 4.05, 6.05, 8.05])
def test_no_word_that_is_near_is_passed_over(typed: str, within: float) -> None:
    """Those that are compared are all that cost as little, whatever is not compared; a word is never taken for itself."""
    found = WORDS.near([SLIPS.costs(each) for each in typed], within, len(COUNTS))
    expected = {word: price(typed, word) for word in COUNTS if word != typed and price(typed, word) <= within}
    assert {each.word: each.cost for each in found} == pytest.approx(expected)


def test_the_best_come_first() -> None:
    """What costs least, and of words that cost as much what most reports have."""
    words = WordsOfLength({"请字": 1, "清字": 5, "治字": 99}, ALPHABET)
    found = words.near([SLIPS.costs(each) for each in "轻字"], 9.9, 2)
    assert [each.word for each in found] == ["清字", "请字"]
