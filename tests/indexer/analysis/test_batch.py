"""Many texts analyzed at once have the same tokens and words as one by one."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from indexer.analysis import tokenize, words
from indexer.analysis.batch import TokenizedTexts, tokenize_texts, words_of_texts
from indexer.analysis.token_codes import RUN

_TEXTS = st.lists(
    st.text(st.characters() | st.sampled_from("法治政府建设國條例2023年ab１ \n　，。①㎡…é\u0301"), max_size=40),
    max_size=5,
)


def _tokens_of(tokenized: TokenizedTexts, text: int) -> tuple[str, ...]:
    codes = tokenized.codes[tokenized.starts[text] : tokenized.starts[text + 1]].tolist()
    return tuple(chr(code) if code < RUN else tokenized.runs[code - RUN] for code in codes)


@given(_TEXTS)
@example([])
@example(["", "法治", ""])
@example(["法治", "政府"])
def test_a_batch_is_analyzed_as_its_texts_are(texts: list[str]) -> None:
    """Tokens and counted words of each text are those of the plain definitions, whatever stands in the texts around it."""
    tokenized = tokenize_texts(texts)
    found = words_of_texts(tokenized)
    assert [_tokens_of(tokenized, number) for number in range(len(texts))] == [tokenize(text) for text in texts]
    counted = [Counter[str]() for _ in texts]
    for word, text in zip(found.words.tolist(), found.texts.tolist(), strict=True):
        counted[text][found.vocabulary[word]] += 1
    assert counted == [Counter(words(tokenize(text))) for text in texts]
