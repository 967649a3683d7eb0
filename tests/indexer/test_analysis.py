"""How text is folded, tokenized and split into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import compose, index_grams, normalize, split_words, token_pattern, token_text, tokenize, words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("ＧＢ　５７４９—２０２２", "gb 5749-2022"),
        ("國辦發〔2017〕47號", "国办发[2017]47号"),
        ("“放管服”", '"放管服"'),
        ("「放管服」", '"放管服"'),
        ("在建\n    工程", "在建工程"),
        ("25℃", "25 °c"),
        ("ﬁn", "fin"),
        ("e\u0301", "é"),
        ("法\u200b治\ufeff", "法治"),
        ("２０２０～２０２３", "2020~2023"),
    ],
)
def test_spellings_fold_to_the_same_tokens(written: str, typed: str) -> None:
    """Width, script, look-alikes, line breaks and invisible characters make no difference."""
    assert tokenize(written) == tokenize(typed)


@pytest.mark.parametrize(("left", "right"), [("12", "①②"), ("20 23", "2023"), ("法治", "法，治"), ("a b", "ab")])
def test_different_texts_stay_different(left: str, right: str) -> None:
    """Folding never joins numbers, or drops visible signs."""
    assert tokenize(left) != tokenize(right)


@given(st.text(), st.text())
def test_folding_a_piece_is_a_piece_of_the_folding(left: str, right: str) -> None:
    """Text folds character by character, unless a combining mark begins the second piece."""
    if unicodedata.normalize("NFC", left + right) == unicodedata.normalize("NFC", left) + unicodedata.normalize(
        "NFC", right
    ):
        assert normalize(left + right) == normalize(left) + normalize(right)


@given(st.text())
def test_spans_point_at_their_tokens(text: str) -> None:
    """Each token's span of the original folds to that token, spans are in order, and nothing is lost."""
    composed = compose(text)
    sequence, spelled = tokenize(composed), token_text([composed])
    assert spelled.spelled == token_pattern(sequence)
    for number, token in enumerate(sequence):
        start, end = int(spelled.starts[number]), int(spelled.ends[number])
        assert 0 <= start < end <= len(composed)
        assert token in normalize(composed[start:end])
        assert spelled.lengths[number] == len(token)
        assert spelled.spelled.startswith(token_pattern([token]), spelled.token_offsets[number])


@given(st.text())
def test_every_token_has_a_gram_at_its_position(text: str) -> None:
    """A text's grams begin at every one of its tokens."""
    sequence = tokenize(text)
    assert {gram.position for gram in index_grams(sequence)} == set(range(len(sequence)))


def test_words_keep_latin_and_digits_whole() -> None:
    """jieba is asked about Chinese only."""
    assert words(tokenize("PM2.5浓度，2023年法治政府")) == ["pm", "2", "5", "浓度", "2023", "年", "法治", "政府"]
    assert split_words(tokenize("在建工程")) == ["在建", "工程"]


@given(st.lists(st.text(st.sampled_from("法治政2０a，。 \n①㎡國")), max_size=4))
def test_texts_spelled_together_are_spelled_as_alone(texts: list[str]) -> None:
    """What stands before or after a text changes nothing about it but its offset in the spelling."""
    together = token_text(texts)
    for number, text in enumerate(texts):
        alone = token_text([text])
        own = slice(together.firsts[number], together.firsts[number + 1])
        for name in ("starts", "ends", "lengths"):
            assert getattr(together, name)[own].tolist() == getattr(alone, name).tolist()
        offsets = together.token_offsets[own]
        if offsets.size:
            assert (offsets - offsets[0]).tolist() == alone.token_offsets.tolist()
            assert together.spelled.startswith(alone.spelled, offsets[0])
