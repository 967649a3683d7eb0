"""Pieces that begin or end inside a run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import OPEN, is_open, is_run, normalize, opened, token_pattern, tokenize, without_open


@pytest.mark.parametrize(
    ("piece", "tokens"),
    [
        ("2020", (OPEN, "2020", OPEN)),
        ("于2020", ("于", "2020", OPEN)),
        ("2020年", (OPEN, "2020", "年")),
        ("2020年5", (OPEN, "2020", "年", "5", OPEN)),
        ("公布", ("公", "布")),
        ("", ()),
    ],
)
def test_runs_at_the_ends_are_open(piece: str, tokens: tuple[str, ...]) -> None:
    """Those inside are whole, and nothing else is open."""
    assert opened(tokenize(piece)) == tokens
    assert is_open(tokens) == (OPEN in tokens)
    assert without_open(tokens) == tokenize(piece)


@given(st.text(max_size=40), st.data())
def test_any_piece_of_any_text_stands_in_it_openly(text: str, data: st.DataObject) -> None:
    """Also one that begins and ends within runs."""
    folded = normalize(text)
    start = data.draw(st.integers(0, len(folded)))
    piece = folded[start : data.draw(st.integers(start, len(folded)))]
    assert token_pattern(opened(tokenize(piece))) in token_pattern(tokenize(folded))


def test_han_and_kana_begin_no_run() -> None:
    """The engines that go through a dictionary for runs leave these characters out."""
    assert not [code for code in range(0x3000, 0xA000) if normalize(chr(code)) == chr(code) and is_run(chr(code))]
