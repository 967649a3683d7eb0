"""The words that unquoted text must be found by."""

from __future__ import annotations

import pytest

from indexer.analysis import tokenize
from service.query.required_words import pieces, required_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("法治，政府", ["法治", "政府"]),
        ("2023-00827", ["2023-00827"]),
        ("PM2.5浓度", ["pm2.5浓度"]),
        ("法-治", ["法", "治"]),
        ("-1-", ["1"]),
        ("，。", []),
    ],
)
def test_pieces_end_at_punctuation(text: str, found: list[str]) -> None:
    """A sign between two runs of letters or digits holds them together."""
    assert ["".join(piece) for piece in pieces(tokenize(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("和谐的社会", ["和谐", "社会"]),
        ("pm2.5浓度", ["pm2.5", "浓度"]),
        ("カナ한국", ["カナ한국"]),
        ("的", ["的"]),
        ("第1号", ["1"]),
    ],
)
def test_words_of_two_characters_and_more_are_required(text: str, found: list[str]) -> None:
    """Runs are required together, other scripts whole; where only single characters are left, the piece is."""
    assert ["".join(words) for words in required_words(tokenize(text))] == found
