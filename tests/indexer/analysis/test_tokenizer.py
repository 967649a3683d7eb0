"""How text is folded and split into tokens, and where they stand in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis import compose, normalize, token_pattern, token_text, tokenize

_UNSPACED = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3040-\u30ff\u3100-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
_TOKEN = re.compile(rf"\d+|[^\W\d_{_UNSPACED}]+|\S")
"""The oracle: what a token is, as a regular expression over folded text."""

_MIXED = st.text(st.characters() | st.sampled_from("法治國2０aＢé\u0301 \n，。①㎡Ⅳﷺかな한_\u200b\ud800"), max_size=60)


@given(_MIXED)
@example("")
@example(" \n")
@example("①②㎡")
@example("a\u200bb2٣")
@example("".join(map(chr, range(0x250))))
def test_tokens_are_those_of_the_regular_expression(text: str) -> None:
    """The compiled tokenizer makes the tokens that a regular expression finds in the folded text."""
    assert list(tokenize(text)) == _TOKEN.findall(normalize(text))


@pytest.mark.parametrize("plane", range(17))
def test_every_character_is_tokenized_as_by_the_regular_expression(plane: int) -> None:
    """No character of Unicode folds or counts otherwise in the table; a run is kept apart by what stands between."""
    text = "，".join(map(chr, range(plane << 16, plane + 1 << 16)))
    assert list(tokenize(text)) == _TOKEN.findall(normalize(text))


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


@given(_MIXED)
def test_spans_point_at_their_tokens(text: str) -> None:
    """Each token's span of the original folds to that token, spans are in order, and nothing is lost."""
    composed = compose(text)
    sequence, spelled = _TOKEN.findall(normalize(composed)), token_text([composed])
    assert spelled.spelled == token_pattern(sequence)
    for number, token in enumerate(sequence):
        start, end = int(spelled.starts[number]), int(spelled.ends[number])
        assert 0 <= start < end <= len(composed)
        assert token in normalize(composed[start:end])
        assert spelled.lengths[number] == len(token)
        assert spelled.spelled.startswith(token_pattern([token]), spelled.token_offsets[number])


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
