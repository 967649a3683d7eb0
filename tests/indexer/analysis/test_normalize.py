"""How text is folded."""

from __future__ import annotations

import unicodedata

import pytest
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


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("⼈⺠政府⻛险", "人民政府风险"),
        ("衞生署敍述", "卫生署叙述"),
        ("二○二三年，二◯二三年", "二〇二三年，二〇二三年"),
        ("鄕戸靑揷，揷頁", "乡户青插，插页"),
        ("汚水渠増設値、尙有隣里；氷庫畧圖", "污水渠增设值、尚有邻里；冰库略图"),
        ("葛\U000e0100市供\ufffc水", "葛市供水"),
    ],
)
def test_spellings_that_look_alike(written: str, typed: str) -> None:
    """Radicals, Hong Kong's variants, old forms, circles for zero and invisible marks match what people type."""
    assert normalize(written) == normalize(typed)
