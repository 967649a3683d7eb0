"""Many texts analyzed at once have the same tokens and words as one by one."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis import tokenize, words
from indexer.analysis.batch import TokenizedTexts, tokenize_texts, words_of_texts
from indexer.analysis.token_codes import RUN
from indexer.analysis.word_splitting import PIECE

_TEXTS = st.lists(
    st.text(st.characters() | st.sampled_from("法治政府建设國條例2023年ab１ \n　，。①㎡…é\u0301"), max_size=40),
    max_size=5,
)


def _tokens_of(tokenized: TokenizedTexts, text: int) -> tuple[str, ...]:
    codes = tokenized.codes[tokenized.starts[text] : tokenized.starts[text + 1]].tolist()
    return tuple(chr(code) if code < RUN else tokenized.runs[code - RUN] for code in codes)


@given(_TEXTS, st.integers(1, 200))
@example([], 200)
@example(["", "法治", ""], 200)
@example(["法治", "政府"], 200)
@example(["2023年度ab cd", "", "ab法12治"], 1)
def test_a_batch_is_analyzed_as_its_texts_are(texts: list[str], chunk: int) -> None:
    """Tokens and counted words of each text are those of the plain definitions, whatever stands around it and however long it is."""
    with patch("indexer.analysis.batch._CHUNK", chunk):
        tokenized = tokenize_texts(texts)
    found = words_of_texts(tokenized)
    assert [_tokens_of(tokenized, number) for number in range(len(texts))] == [tokenize(text) for text in texts]
    counted = [Counter[str]() for _ in texts]
    for word, text in zip(found.words.tolist(), found.texts.tolist(), strict=True):
        counted[text][found.vocabulary[word]] += 1
    assert counted == [Counter(words(tokenize(text))) for text in texts]


@given(st.integers(PIECE - 40, PIECE + 10), st.text("法治政府建设条例2023ab，。", max_size=60), st.booleans())
@settings(max_examples=30, deadline=None)
def test_long_texts_have_the_words_of_the_whole(before: int, text: str, is_broken: bool) -> None:
    """Where a text is taken in pieces, no word is broken, whether a break is near or not."""
    tokens = tokenize("，" * before + text + ("。" if is_broken else "") + "关于印发政府信息公开工作要点的通知" * 20)
    found = words_of_texts(tokenize_texts(["".join(tokens)]))
    assert [found.vocabulary[word] for word in found.words.tolist()] == list(words(tokens))
