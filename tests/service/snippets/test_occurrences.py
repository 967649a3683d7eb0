"""Occurrences of highlights, found as the index finds them."""

from __future__ import annotations

import pytest

from indexer.analysis import opened, tokenize
from service.snippets.occurrences import find_occurrences


@pytest.mark.parametrize(
    ("texts", "words", "occurrences"),
    [
        (["政府信息公开", "公開"], ["公开"], [[4, 6, 0], [6, 8, 0]]),
        (["法治法"], ["法", "治", "法治"], [[0, 1, 0], [0, 2, 2], [1, 2, 1], [2, 3, 0]]),
        (["15 5"], ["5"], [[1, 2, 0]]),
        (["ＰＭ２．５"], ["pm2.5"], [[0, 4, 0]]),
        (["公", "开"], ["公开"], []),
        ([], ["税"], []),
        (["税"], [], []),
        (["税税"], ["税", "税"], [[0, 1, 0], [1, 2, 0]]),
    ],
)
def test_occurrences(texts: list[str], words: list[str], occurrences: list[list[int]]) -> None:
    """They come in order, shorter ones first, never across texts; a highlight given twice counts once."""
    found = find_occurrences(texts, [tokenize(word) for word in words]).occurrences
    assert found[:, :3].tolist() == occurrences
    assert not found[:, 3:].any()


@pytest.mark.parametrize(
    ("text", "piece", "occurrences"),
    [
        ("于20200101公布", "2020", [[1, 2, 0, 0, 4]]),
        ("于20200101公布", "0101公", [[1, 3, 0, 4, 0]]),
        ("关于20200101公布", "于2020", [[1, 3, 0, 0, 4]]),
        ("91510100MA62X8", "00ma6", [[0, 3, 0, 6, 1]]),
        ("12 12号 312", "12", [[0, 1, 0, 0, 0], [1, 2, 0, 0, 0], [3, 4, 0, 1, 0]]),
        ("20200101", "2021", []),
        ("2020 0101", "20200101", []),
    ],
)
def test_pieces_of_runs(text: str, piece: str, occurrences: list[list[int]]) -> None:
    """Of a run that may go on, it is known how much of it stands outside."""
    assert find_occurrences([text], [opened(tokenize(piece))]).occurrences.tolist() == occurrences


def test_each_text_knows_its_own() -> None:
    """More than there is room for at first are found as well."""
    found = find_occurrences(["税" * 1_000, "法", "税"], [tokenize("税"), ()])
    assert found.first_occurrences.tolist() == [0, 1_000, 1_000, 1_001]
    assert found.highlight_count == 2
    assert found.tokens.firsts.tolist() == [0, 1_000, 1_001, 1_002]
