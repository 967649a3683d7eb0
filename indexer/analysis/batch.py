"""The analysis of many texts at once, as arrays: the same tokens and words as `tokenize` and `words` return one by one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from corpus.characters import HAN
from indexer.analysis.array_types import Codes, Int64s
from indexer.analysis.dictionary import tables
from indexer.analysis.hashing import number_stretches
from indexer.analysis.normalize import compose
from indexer.analysis.token_codes import RUN
from indexer.analysis.tokenizer import FENCE, TokenText, token_text
from indexer.analysis.word_splitting import split_batch

_CHUNK = 1 << 18
"""Characters tokenized at a time: their arrays take 50 bytes for each."""

_APART = re.compile(rf"[\s{HAN}]")
"""A character that is never in one token with the next: white space or an ideograph."""


@dataclass(frozen=True, slots=True)
class TokenizedTexts:
    """The tokens of texts, one text after another.

    `codes`: uint32[tokens], a code point or `RUN` + a run's index in `runs`. `starts`: int64[texts + 1]; text number t
    has the tokens from `starts[t]` to `starts[t + 1]`.
    """

    codes: Codes
    runs: tuple[str, ...]
    starts: Int64s


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of texts: word `vocabulary[words[i]]` stands in text number `texts[i]`; repeated as found, in order."""

    words: npt.NDArray[np.uint32]
    texts: npt.NDArray[np.uint32]
    vocabulary: tuple[str, ...]


def tokenize_texts(texts: Sequence[str]) -> TokenizedTexts:
    """Return the tokens of raw texts.

    >>> tokenized = tokenize_texts(["ＰＭ2.5", "浓度"])
    >>> [chr(code) if code < RUN else tokenized.runs[code - RUN] for code in tokenized.codes.tolist()]
    ['pm', '2', '.', '5', '浓', '度']
    >>> tokenized.starts.tolist()
    [0, 4, 6]
    """
    numbers = _numbering()
    codes: list[Codes] = [np.zeros(0, np.uint32)]
    sizes = np.zeros(len(texts) + 1, np.int64)
    for first, chunk in _chunks(texts):
        tokens = token_text(chunk)
        codes.append(_codes(tokens, numbers))
        sizes[first + 1 : first + 1 + len(chunk)] += np.diff(tokens.firsts)
    return TokenizedTexts(np.concatenate(codes), tuple(numbers), sizes.cumsum())


def words_of_texts(tokenized: TokenizedTexts) -> TextWords:
    """Return the words of tokenized texts: runs as they are, Chinese in search mode."""
    words, texts, starts, lengths = split_batch(tables(), tokenized.codes, tokenized.starts, len(tokenized.runs))
    return TextWords(words, texts, (*tokenized.runs, *_spell(tokenized.codes, starts, lengths)))


def text_numbers(starts: Int64s) -> npt.NDArray[np.uint32]:
    """Return the text number of each token, uint32[tokens]."""
    return np.repeat(np.arange(starts.size - 1, dtype=np.uint32), np.diff(starts))


def _numbering() -> defaultdict[str, int]:
    """Return a dictionary that numbers its keys in the order they are first asked for."""
    counter = count()
    return defaultdict(lambda: next(counter))


def _chunks(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield composed texts in chunks, each with the number of its first text; of one text, a chunk holds one piece."""
    chunk: list[str] = []
    first = size = 0
    for number, text in enumerate(texts):
        for piece in _pieces(compose(text)):
            if not chunk:
                first = number
            chunk.append(piece)
            size += len(piece)
            if size >= _CHUNK:
                yield first, chunk
                chunk, size = [], 0
    if chunk:
        yield first, chunk


def _pieces(text: str) -> list[str]:
    """Return a text in pieces whose tokens are those of the whole; each but the last fills a chunk."""
    pieces, start = [], 0
    while len(text) - start > _CHUNK and (apart := _APART.search(text, start + _CHUNK - 1)):
        pieces.append(text[start : apart.end()])
        start = apart.end()
    return [*pieces, text[start:]]


def _codes(tokens: TokenText, numbers: defaultdict[str, int]) -> Codes:
    """Return the codes of tokens, their runs numbered by `numbers`."""
    codes = tokens.codes[tokens.token_offsets]
    is_run = codes == FENCE
    starts, lengths = tokens.token_offsets[is_run] + 1, tokens.lengths[is_run]
    found, firsts = number_stretches(tokens.codes, starts, lengths)
    runs = [numbers[run] for run in _spell(tokens.codes, starts[firsts], lengths[firsts])]
    codes[is_run] = np.array(runs, dtype=np.uint32)[found] + RUN
    return codes


def _spell(codes: Codes, starts: Int64s, lengths: Int64s) -> Iterator[str]:
    """Yield the strings of code points of these stretches of `codes`."""
    ends = np.cumsum(lengths)
    offsets = np.repeat(starts - ends + lengths, lengths) + np.arange(ends[-1:].sum())
    spelled = codes[offsets].tobytes().decode("utf-32-le")
    return (spelled[end - length : end] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True))
