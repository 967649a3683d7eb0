"""Which terms of a query rank the reports."""

from __future__ import annotations

from indexer.query import TermKind
from service.query.compile import compile_query
from service.query.compiled_query import CompiledQuery
from service.query.rank_terms import FEW_WORDS_WEIGHT, FUNCTION_WORD_WEIGHT, GRAM_WEIGHT, WORD_WEIGHT


def ranked(compiled: CompiledQuery) -> set[tuple[str, TermKind, float]]:
    return {(term.text, term.kind, term.weight) for term in compiled.rank}


def test_ranking_terms_are_words_and_pairs() -> None:
    """Single characters rank as words; pairs never span punctuation; function words count for less."""
    gram, word = TermKind.GRAM, TermKind.WORD
    assert ranked(compile_query("法治的2023、税、预算")) == {
        ("治的", gram, GRAM_WEIGHT * FUNCTION_WORD_WEIGHT),
        ("的", word, WORD_WEIGHT * FUNCTION_WORD_WEIGHT),
        *((pair, gram, GRAM_WEIGHT) for pair in ("法治", "2023", "预算")),
        *((each, word, WORD_WEIGHT) for each in ("法治", "2023", "税", "预算")),
    }


def test_ranking_leaves_out_what_is_excluded_and_repeats_nothing() -> None:
    """A word typed twice counts once; an excluded one not at all."""
    assert compile_query("预算 “预算” -决算").rank == compile_query("预算").rank
    assert {term.fields for term in compile_query("标题:预算").rank} == {("title",)}


def test_words_of_a_text_of_few_weigh_more() -> None:
    """高考 is also in 提高考核, where it is no word; a left-over character is as light as ever."""
    gram, word = TermKind.GRAM, TermKind.WORD
    assert ranked(compile_query("高考")) == {
        ("高考", gram, GRAM_WEIGHT),
        ("高考", word, WORD_WEIGHT * FEW_WORDS_WEIGHT),
    }
    assert ("税", word, WORD_WEIGHT) in ranked(compile_query("税"))
