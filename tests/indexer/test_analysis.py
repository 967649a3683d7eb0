"""How text is folded and cut."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import atoms, compose, index_grams, normalize, segments, spell, spell_atoms, words


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
def test_spellings_fold_to_the_same_atoms(written: str, typed: str) -> None:
    """Width, script, look-alikes, line breaks and invisible characters make no difference."""
    assert atoms(written) == atoms(typed)


@pytest.mark.parametrize(("left", "right"), [("12", "①②"), ("20 23", "2023"), ("法治", "法，治"), ("a b", "ab")])
def test_different_texts_stay_different(left: str, right: str) -> None:
    """Folding never joins numbers, or drops visible marks."""
    assert atoms(left) != atoms(right)


@given(st.text(), st.text())
def test_folding_a_piece_is_a_piece_of_the_folding(left: str, right: str) -> None:
    """Text folds character by character, unless a combining mark begins the second piece."""
    if unicodedata.normalize("NFC", left + right) == unicodedata.normalize("NFC", left) + unicodedata.normalize(
        "NFC", right
    ):
        assert normalize(left + right) == normalize(left) + normalize(right)


@given(st.text())
def test_spans_point_at_their_atoms(text: str) -> None:
    """Each atom's span of the original folds to that atom, spans are in order, and nothing is lost."""
    composed = compose(text)
    sequence, spelled = atoms(composed), spell([composed])
    assert spelled.spelled == spell_atoms(sequence)
    for number, atom in enumerate(sequence):
        start, end = int(spelled.starts[number]), int(spelled.ends[number])
        assert 0 <= start < end <= len(composed)
        assert atom in normalize(composed[start:end])
        assert spelled.lengths[number] == len(atom)
        assert spelled.spelled.startswith(spell_atoms([atom]), spelled.places[number])


@given(st.text())
def test_every_atom_has_a_gram_at_its_position(text: str) -> None:
    """A text's grams begin at every one of its atoms."""
    sequence = atoms(text)
    assert {gram.position for gram in index_grams(sequence)} == set(range(len(sequence)))


def test_words_keep_latin_and_digits_whole() -> None:
    """jieba is asked about Chinese only."""
    assert words(atoms("PM2.5浓度，2023年法治政府")) == ["pm", "2", "5", "浓度", "2023", "年", "法治", "政府"]
    assert segments(atoms("在建工程")) == ["在建", "工程"]


@given(st.lists(st.text(st.sampled_from("法治政2０a，。 \n①㎡國")), max_size=4))
def test_texts_spelled_together_are_spelled_as_alone(texts: list[str]) -> None:
    """What stands before or after a text changes nothing about it but where it is in the spelling."""
    together = spell(texts)
    for number, text in enumerate(texts):
        alone = spell([text])
        own = slice(together.firsts[number], together.firsts[number + 1])
        for name in ("starts", "ends", "lengths"):
            assert getattr(together, name)[own].tolist() == getattr(alone, name).tolist()
        places = together.places[own]
        if places.size:
            assert (places - places[0]).tolist() == alone.places.tolist()
            assert together.spelled.startswith(alone.spelled, places[0])
