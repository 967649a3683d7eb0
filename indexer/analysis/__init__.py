"""Analysis: the one way text becomes searchable, for reports, queries and every engine alike."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import metadata

from indexer.analysis.grams import LONE, PAIR, Gram, gram_shapes, index_grams, query_grams
from indexer.analysis.kinds import is_alphanumeric, is_run
from indexer.analysis.likelihood import likelihood, likelihoods
from indexer.analysis.normalize import compose, normalize
from indexer.analysis.open_runs import OPEN, is_open, opened, without_open
from indexer.analysis.tokenizer import token_pattern, token_text, tokenize
from indexer.analysis.words import is_chinese, split_words, word_spans, word_splitter_version, words

ANALYSIS_VERSION = 1
"""Raised whenever the tokens, grams or words of some text change, so that older indexes are refused."""

__all__ = [
    "LONE",
    "OPEN",
    "PAIR",
    "Gram",
    "analysis_fingerprint",
    "compose",
    "gram_shapes",
    "index_grams",
    "is_alphanumeric",
    "is_chinese",
    "is_open",
    "is_run",
    "likelihood",
    "likelihoods",
    "normalize",
    "opened",
    "query_grams",
    "split_words",
    "token_pattern",
    "token_text",
    "tokenize",
    "without_open",
    "word_spans",
    "words",
]


@cache
def analysis_fingerprint() -> str:
    """Return what decides the tokens and words of a text: rules, Unicode tables, script conversion, word dictionary."""
    return "; ".join(
        (
            f"analysis-{ANALYSIS_VERSION}",
            f"unicode-{unicodedata.unidata_version}",
            f"opencc-{metadata.version('opencc')}",
            word_splitter_version(),
        )
    )
