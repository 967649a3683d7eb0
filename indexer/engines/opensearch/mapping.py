"""The OpenSearch mapping that the field table stands for.

A text field `f` becomes `grams.f` (with positions) and `words.f`; a keyword or number field keeps its name. Terms are
sent ready-made, joined by spaces, so the analyzers only split at spaces. The cluster fills two kinds of fields from
those: `grams.joined`, all text fields but the body, so that a search in every field asks two fields and not ten; and
`ranked.grams` and `ranked.words`, a report's weighted fields as the one text that BM25F ranks by.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from indexer.engines.options.opensearch import OpenSearchOptions
from indexer.engines.remembered_problems import PlainProblems
from indexer.fields import FIELDS, TEXT_FIELDS
from indexer.fingerprint import described, fingerprint
from indexer.ranking import K1, B

MAPPING_VERSION = 1
"""Raised whenever indexes with an earlier mapping can't be read any more."""

RECORD = "record"
DIGEST = "digest"
PROBLEMS = "problems"
JOINED = "joined"
RANKED = "ranked"
JOINED_FIELDS = tuple(field for field in TEXT_FIELDS if field != "body")

SAME_POSITION = "\u0001"
"""Joins two grams that stand at one position. No gram holds a control character: analysis makes them spaces."""

SHORTENED = "\u0002"
"""Stands before the digest of what was too long to be kept whole."""

LONGEST_TERM = 1_000
"""Bytes. Lucene takes no term above 32,766; longer terms are shortened, see `documents.wire_term`."""

_IDENTITY_BYTES = 8

RESULT_WINDOW = 10_000
"""Hits that one request may reach, OpenSearch's own default; beyond it we walk."""


def index_fingerprint() -> str:
    """Return the name of this code's way of indexing into OpenSearch; unlike `fingerprint`, it holds the weights."""
    weights = "".join(str(field.weight) for field in FIELDS if field.text)
    return f"{MAPPING_VERSION}-{weights}-{fingerprint()}"


def index_body(options: OpenSearchOptions, aliases: tuple[str, ...], generation: int) -> dict[str, Any]:
    """Return the body of the request that makes an index."""
    return {
        "settings": {
            "number_of_shards": options.shards,
            "number_of_replicas": options.replicas,
            "refresh_interval": f"{options.refresh}s",
            "max_result_window": RESULT_WINDOW,
            "codec": "best_compression",
            "similarity": _similarities(),
            "analysis": {
                "tokenizer": {
                    "spaces": {"type": "whitespace", "max_token_length": 4 * LONGEST_TERM},
                    "apart": {
                        "type": "char_group",
                        "tokenize_on_chars": ["whitespace", SAME_POSITION],
                        "max_token_length": 4 * LONGEST_TERM,
                    },
                },
                "filter": {
                    "same_place": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": [f"([^{SAME_POSITION}]+)"],
                    }
                },
                "analyzer": {
                    "spaces": {"type": "custom", "tokenizer": "spaces"},
                    "bag": {"type": "custom", "tokenizer": "apart"},
                    "grams": {"type": "custom", "tokenizer": "spaces", "filter": ["same_place"]},
                },
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"includes": [RECORD]},
            "_meta": meta(generation, {}),
            "properties": _properties(),
        },
        "aliases": {alias: {} for alias in aliases},
    }


def meta(generation: int, problems: PlainProblems) -> dict[str, object]:
    """Return what an index says of itself; the identity is random, so that no two states of any index have the same name.

    The problems are one text: the cluster has nothing to look at in them.
    """
    told = {PROBLEMS: json.dumps(problems, ensure_ascii=False)} if problems else {}
    return {
        "fingerprint": index_fingerprint(),
        "described": described(),
        "generation": generation,
        "identity": secrets.token_hex(_IDENTITY_BYTES),
        **told,
    }


def problems_of(made: Mapping[str, Any]) -> PlainProblems:
    """Return the problems that an index remembers, from what it says of itself."""
    found: PlainProblems = json.loads(made.get(PROBLEMS, "{}"))
    return found


def _properties() -> dict[str, Any]:
    grams: dict[str, Any] = {}
    words: dict[str, Any] = {}
    properties: dict[str, Any] = {
        RECORD: {"type": "object", "enabled": False},
        DIGEST: {"type": "keyword", "index": False},
        "grams": {"properties": grams},
        "words": {"properties": words},
        RANKED: {"properties": {"grams": {**_WORDS, "analyzer": "bag"}, "words": _WORDS}},
    }
    for field in FIELDS:
        if field.text:
            ranked = [f"{RANKED}.grams"] if field.weight else []
            joined = [f"grams.{JOINED}"] if field.name in JOINED_FIELDS else []
            # Lucene counts a term once a report where a field of weight w counts it w times: k1 makes up for that.
            similar = {"similarity": f"weight-{max(field.weight, 1)}"}
            grams[field.name] = {**_GRAMS, **similar, "copy_to": [*ranked, *joined]}
            words[field.name] = {**_WORDS, **similar, "copy_to": [f"{RANKED}.words"] if field.weight else []}
        if field.is_keyword:
            properties[field.name] = {"type": "keyword", "norms": False}
        if field.number:
            properties[field.name] = {"type": "integer"}
    # Fields that are put together stay apart for phrases: OpenSearch leaves 100 positions between them.
    grams[JOINED] = {**_GRAMS, "norms": False}
    return properties


def _similarities() -> dict[str, Any]:
    """Return BM25 for the fields of each weight, and for everything else."""
    weights = {max(field.weight, 1) for field in FIELDS if field.text}
    # Lengths count every term, as ours do; by default terms at one position count once.
    bm25 = {"type": "BM25", "b": B, "discount_overlaps": False}
    return {"default": {**bm25, "k1": K1}, **{f"weight-{each}": {**bm25, "k1": K1 / each} for each in weights}}


_GRAMS = {"type": "text", "analyzer": "grams", "search_analyzer": "spaces", "index_options": "positions"}
_WORDS = {"type": "text", "analyzer": "spaces", "index_options": "freqs"}
