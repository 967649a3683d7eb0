"""Analysis: the one way text becomes searchable, for reports and queries and every engine alike."""

from __future__ import annotations

import unicodedata
from importlib import metadata

from indexer.analysis.atoms import (
    Gram,
    atoms,
    index_grams,
    is_run,
    is_visible_word,
    query_grams,
)
from indexer.analysis.normalize import compose, normalize
from indexer.analysis.spelling import spell, spell_atoms
from indexer.analysis.words import cutter_version, is_chinese, segment_spans, segments, words

ANALYSIS_VERSION = 1
"""Raised whenever the atoms, grams or words of some text change, so that older indexes are refused."""

__all__ = [
    "Gram",
    "analysis_fingerprint",
    "atoms",
    "compose",
    "index_grams",
    "is_chinese",
    "is_run",
    "is_visible_word",
    "normalize",
    "query_grams",
    "segment_spans",
    "segments",
    "spell",
    "spell_atoms",
    "words",
]


def analysis_fingerprint() -> str:
    """Name everything that decides how text is cut: rules, Unicode tables, script conversion, word dictionary."""
    return "; ".join(
        (
            f"analysis-{ANALYSIS_VERSION}",
            f"unicode-{unicodedata.unidata_version}",
            f"opencc-{metadata.version('opencc')}",
            cutter_version(),
        )
    )
