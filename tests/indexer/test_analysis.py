"""How text is folded and cut."""

from __future__ import annotations

import json
import random
import subprocess
import sys
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


_BOTH_CUTTERS = """
import json, sys, warnings
warnings.simplefilter("ignore")
import rjieba, jieba
jieba.setLogLevel(60)
runs = json.load(sys.stdin)
print(json.dumps([run for run in runs if rjieba.cut_for_search(run) != jieba.lcut_for_search(run)
                  or rjieba.cut(run) != jieba.lcut(run)]))
"""


def test_rjieba_cuts_like_jieba() -> None:
    """The Rust port gives the same cuts, so an index may be made with either."""
    pytest.importorskip("rjieba", reason="rjieba is optional; without it there is nothing to compare")
    choose = random.Random(7)
    common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    runs = ["".join(choose.choices(common, k=choose.randint(1, 12))) for _ in range(3000)]
    run = subprocess.run(
        [sys.executable, "-c", _BOTH_CUTTERS], input=json.dumps(runs), capture_output=True, text=True, check=True
    )
    assert json.loads(run.stdout) == []


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
