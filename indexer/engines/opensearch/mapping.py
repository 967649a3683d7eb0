"""The OpenSearch mapping that the field table stands for.

A text field `f` becomes `grams.f` (with positions) and `words.f`; a keyword or number field keeps its name. Tokens come
ready cut and joined by spaces, so the analysers only split at spaces. All text fields but the body are also kept in one,
`grams.joined`, so that a search in every field asks two fields and not ten.
"""

from __future__ import annotations

from typing import Any

from indexer.engines.opensearch.options import OpenSearchOptions
from indexer.fields import FIELDS, TEXT_FIELDS
from indexer.fingerprint import described, fingerprint
from indexer.ranking import K1, B

MAPPING_VERSION = 1
"""Raised whenever indexes with an earlier mapping can't be read any more."""

RECORD = "record"
DIGEST = "digest"
JOINED = "joined"
JOINED_FIELDS = tuple(field for field in TEXT_FIELDS if field != "body")

SAME_PLACE = "\u0001"
"""Joins two grams that stand at one position. No gram holds a control character: analysis makes them spaces."""

FILLER = "\u0002"
"""A token that no query asks for."""

LONGEST_TOKEN = 1_000
"""Bytes. Lucene takes no term above 32,766; longer tokens are shortened, see `documents.token`."""

RESULT_WINDOW = 10_000
"""Hits that one request may reach, OpenSearch's own default; beyond it we walk."""


def index_fingerprint() -> str:
    """Name this code's way of indexing into OpenSearch."""
    return f"{MAPPING_VERSION}-{fingerprint()}"


def index_body(options: OpenSearchOptions, aliases: tuple[str, ...], generation: int) -> dict[str, Any]:
    """Give the body of the request that makes an index."""
    return {
        "settings": {
            "number_of_shards": options.shards,
            "number_of_replicas": options.replicas,
            "refresh_interval": f"{options.refresh}s",
            "max_result_window": RESULT_WINDOW,
            "codec": "best_compression",
            # Lengths count every token, as ours do; by default tokens at one position count once.
            "similarity": {"default": {"type": "BM25", "k1": K1, "b": B, "discount_overlaps": False}},
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": 4 * LONGEST_TOKEN}},
                "filter": {
                    "same_place": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{SAME_PLACE}]+)"],
                    }
                },
                "analyzer": {
                    "spaces": {"type": "custom", "tokenizer": "spaces"},
                    "grams": {"type": "custom", "tokenizer": "spaces", "filter": ["same_place"]},
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": [RECORD]},
            "_meta": meta(generation),
            "properties": _properties(),
        },
        "aliases": {alias: {} for alias in aliases},
    }


def meta(generation: int) -> dict[str, object]:
    """Give what an index says of itself."""
    return {"fingerprint": index_fingerprint(), "described": described(), "generation": generation}


def _properties() -> dict[str, Any]:
    grams: dict[str, Any] = {JOINED: {**_GRAMS, "norms": False}}
    words: dict[str, Any] = {}
    properties: dict[str, Any] = {
        RECORD: {"type": "object", "enabled": False},
        DIGEST: {"type": "keyword", "index": False},
        "grams": {"properties": grams},
        "words": {"properties": words},
    }
    for field in FIELDS:
        if field.text:
            grams[field.name] = _GRAMS
            words[field.name] = _WORDS
        if field.keyword:
            properties[field.name] = {"type": "keyword", "norms": False}
        if field.number:
            properties[field.name] = {"type": "integer"}
    return properties


_GRAMS = {"type": "text", "analyzer": "grams", "search_analyzer": "spaces", "index_options": "positions"}
_WORDS = {"type": "text", "analyzer": "spaces", "index_options": "freqs"}
