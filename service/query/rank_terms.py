"""Which terms of a query rank the reports, and how heavy each is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from indexer.analysis import is_alphanumeric, is_run, word_spans, words
from indexer.query import RankTerm, TermKind
from service.query.function_words import FUNCTION_WORDS

WORD_WEIGHT = 0.6
GRAM_WEIGHT = 1.0
"""On 611 policy questions, nDCG@10: pairs alone 0.881, with search-mode words at 0.6 of their weight 0.888."""

FEW_WORDS = 2
FEW_WORDS_WEIGHT = 5.0
"""How many times heavier the words of a query of so few are: their pairs of characters arise across the border of two others as well, 高考 in
提高考核. Over 170 words of two characters such hits are 3 % of the first five so, and 7 % without it."""

FUNCTION_WORD_WEIGHT = 0.5
"""What function words, and pairs that touch one, count for: 0.898 after 0.887 on the same questions."""


def rank_terms(sequence: tuple[str, ...], fields: tuple[str, ...]) -> tuple[RankTerm, ...]:
    """Return the terms that rank a text: pairs of characters and runs, and words at `WORD_WEIGHT`."""
    word_weights = {
        word: WORD_WEIGHT * (FUNCTION_WORD_WEIGHT if word in FUNCTION_WORDS else 1) for word in words(sequence)
    }
    return (
        *(RankTerm("".join(gram), TermKind.GRAM, fields, weight) for gram, weight in gram_weights(sequence).items()),
        *(RankTerm(word, TermKind.WORD, fields, weight) for word, weight in word_weights.items()),
    )


def with_few_words_lifted(rank: tuple[RankTerm, ...]) -> tuple[RankTerm, ...]:
    """Return the terms of a whole query, its words heavier if they are few."""
    words_of_it = {term.text for term in rank if term.kind is TermKind.WORD and len(term.text) > 1}
    if len(words_of_it) > FEW_WORDS:
        return rank
    return tuple(
        RankTerm(term.text, term.kind, term.fields, term.weight * FEW_WORDS_WEIGHT)
        if term.kind is TermKind.WORD and term.text in words_of_it
        else term
        for term in rank
    )


@lru_cache(maxsize=64)  # asked for twice of each word
def gram_weights(sequence: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    """Return runs and pairs of visible characters with their weights; one that occurs several times has its best."""
    idle = {
        position
        for start, end in word_spans(sequence)
        if "".join(sequence[start:end]) in FUNCTION_WORDS
        for position in range(start, end)
    }
    grams: dict[tuple[str, ...], float] = {}
    for positions in _ranking_positions(sequence):
        gram = tuple(sequence[position] for position in positions)
        weight = GRAM_WEIGHT if idle.isdisjoint(positions) else GRAM_WEIGHT * FUNCTION_WORD_WEIGHT
        grams[gram] = max(weight, grams.get(gram, 0.0))
    return grams


def _ranking_positions(sequence: tuple[str, ...]) -> Iterator[tuple[int, ...]]:
    yield from ((position,) for position, token in enumerate(sequence) if is_run(token))
    for position, pair in enumerate(pairwise(sequence)):
        if all(is_alphanumeric(token) and not is_run(token) for token in pair):
            yield position, position + 1
