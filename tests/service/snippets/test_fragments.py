"""Fragments and the spans in them that highlights cover."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.analysis import tokenize
from service.snippets.characters import traits
from service.snippets.fragments import (
    ELLIPSIS_AFTER,
    ELLIPSIS_BEFORE,
    VERBATIM,
    WHOLE,
    Found,
    Fragments,
    choose_fragments,
)
from service.snippets.occurrences import find_occurrences
from service.snippets.text import Texts

CLAUSE = "各级行政机关认真贯彻落实条例要求，"


def chosen(texts: list[str], words: list[str], limits: list[int]) -> Fragments:
    found = find_occurrences(texts, [tokenize(word) for word in words])
    tokens = found.tokens
    return choose_fragments(
        Texts(
            tokens.raw, traits(), tokens.text_starts, tokens.firsts, tokens.raw_starts, tokens.raw_ends, tokens.before
        ),
        Found(found.occurrences, found.first_occurrences, found.highlight_count),
        np.array(limits, np.int64),
    )


def test_a_text_has_as_many_fragments_as_its_limit_allows() -> None:
    """A text that is wanted whole has one, verbatim, even an empty one; one of which nothing is wanted has none."""
    fragments = chosen(["税", "", "税", "税", " "], ["税"], [WHOLE, WHOLE, 0, 3, 3])
    assert fragments.texts.tolist() == [0, 1, 3]
    assert fragments.bounds.tolist() == [[0, 0, 1, VERBATIM], [1, 1, 1, VERBATIM], [2, 2, 3, 0]]
    assert fragments.span_ends.tolist() == [0, 1, 1, 2]
    assert fragments.spans[:2].tolist() == [[0, 1], [0, 1]]


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        (["法治"], [[0, 2]]),
        (["法治", "政府"], [[0, 2], [3, 5]]),
        (["法治的", "的政府"], [[0, 5]]),
        (["法治", "法治的"], [[0, 3]]),
        (["预算"], []),
    ],
)
def test_overlapping_occurrences_are_one_span(words: list[str], spans: list[list[int]]) -> None:
    """Spans count from the fragment's begin and come in order."""
    fragments = chosen(["甲", "法治的政府"], words, [0, WHOLE])
    assert fragments.spans[: fragments.span_ends[-1]].tolist() == spans


def test_a_fragment_within_a_sentence_has_ellipses() -> None:
    """Where it begins or ends with a clause only, something is left out."""
    fragments = chosen([CLAUSE * 20 + "公开信息，" + CLAUSE * 20], ["公开信息"], [1])
    assert fragments.bounds[0, 3] == ELLIPSIS_BEFORE | ELLIPSIS_AFTER
    fragments = chosen(["公开信息，" + CLAUSE * 20], ["公开信息"], [1])
    assert fragments.bounds[0, 3] == ELLIPSIS_AFTER


def test_one_endless_run_is_split() -> None:
    """Encoded files have nowhere to end."""
    fragments = chosen(["Q" * 1_000], ["税"], [3])
    assert fragments.bounds.tolist() == [[0, 0, 120, VERBATIM | ELLIPSIS_AFTER]]
