"""Characters that people see as one."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from service.snippets.snippets import highlight, titles_and_snippets


@pytest.mark.parametrize(
    ("text", "word", "output"),
    [
        ("中\u0301国", "中", "<mark>中\u0301</mark>国"),
        ("国中\u0301", "国", "<mark>国</mark>中\u0301"),
        ("👨\u200d👩\u200d👧", "👧", "<mark>👨\u200d👩\u200d👧</mark>"),
        ("👍\U0001f3fb好", "👍", "<mark>👍\U0001f3fb</mark>好"),
    ],
)
def test_a_highlight_covers_whole_clusters(text: str, word: str, output: str) -> None:
    """Accents, skin tones and the parts of an emoji go with what they belong to."""
    assert highlight(text, [tokenize(word)]) == output


def test_a_text_that_begins_with_an_accent_takes_nothing_from_the_one_before() -> None:
    """Texts are looked at together and stay apart."""
    titles, _ = titles_and_snippets(["国中", "\u0301国"], [], [tokenize("中"), tokenize("国")])
    assert titles == ["<mark>国中</mark>", "\u0301<mark>国</mark>"]
