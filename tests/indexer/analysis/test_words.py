"""What the words of a text are."""

from __future__ import annotations

from indexer.analysis import split_words, tokenize, words


def test_words_keep_latin_and_digits_whole() -> None:
    """jieba is asked about Chinese only."""
    assert words(tokenize("PM2.5浓度，2023年法治政府")) == ["pm", "2", "5", "浓度", "2023", "年", "法治", "政府"]
    assert split_words(tokenize("在建工程")) == ["在建", "工程"]
