"""How text is folded."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import normalize


@given(st.text(), st.text())
def test_folding_a_piece_is_a_piece_of_the_folding(left: str, right: str) -> None:
    """Text folds character by character, unless a combining mark begins the second piece."""
    if unicodedata.normalize("NFC", left + right) == unicodedata.normalize("NFC", left) + unicodedata.normalize(
        "NFC", right
    ):
        assert normalize(left + right) == normalize(left) + normalize(right)
