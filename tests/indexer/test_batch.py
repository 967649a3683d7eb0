"""Cutting many texts at once gives what cutting them one by one gives."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis import atoms, words
from indexer.analysis.batch import CutTexts, cut_texts, cut_words
from indexer.analysis.cutting import RUN

_TEXTS = st.lists(
    st.text(st.characters() | st.sampled_from("法治政府建设國條例2023年ab１ \n　，。①㎡…é\u0301"), max_size=40),
    max_size=5,
)


def _atoms_of(cut: CutTexts, text: int) -> tuple[str, ...]:
    codes = cut.codes[cut.starts[text] : cut.starts[text + 1]].tolist()
    return tuple(chr(code) if code < RUN else cut.runs[code - RUN] for code in codes)


@settings(deadline=None)  # the first example loads the dictionary
@given(_TEXTS)
@example([])
@example(["", "法治", ""])
@example(["法治", "政府"])
def test_a_batch_is_cut_as_its_texts_are(texts: list[str]) -> None:
    """Atoms and counted words of each text are those of the plain definitions, whatever stands in the texts around it."""
    cut = cut_texts(texts)
    found = cut_words(cut)
    assert [_atoms_of(cut, number) for number in range(len(texts))] == [atoms(text) for text in texts]
    counted = [Counter[str]() for _ in texts]
    for word, text in zip(found.words.tolist(), found.texts.tolist(), strict=True):
        counted[text][found.vocabulary[word]] += 1
    assert counted == [Counter(words(atoms(text))) for text in texts]
