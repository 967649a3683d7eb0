"""The peers of a comparison, by the names the command line uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.peers.meilisearch import Meilisearch
from benchmarks.peers.opensearch import OpenSearch
from benchmarks.peers.peer import Embedded, Server
from benchmarks.peers.plain_whoosh import PlainWhoosh
from benchmarks.peers.service import Service
from benchmarks.peers.sqlite_fts import SqliteFts
from benchmarks.peers.suoyin import Suoyin
from benchmarks.peers.tantivy_index import Tantivy
from benchmarks.peers.typesense import Typesense

EMBEDDED: dict[str, Callable[[Path], Embedded]] = {
    "suoyin": lambda work: Suoyin(work / "suoyin"),
    "tantivy": lambda work: Tantivy(work / "tantivy"),
    "sqlite": lambda work: SqliteFts(work / "sqlite"),
    "whoosh": lambda work: PlainWhoosh(work / "whoosh"),
}
"""Engines in this process; each has its index in the folder of its name."""

SERVERS: dict[str, Callable[[Path], Server]] = {
    "suoyin": lambda work: Service(work / "suoyin"),
    "opensearch": OpenSearch,
    "meilisearch": Meilisearch,
    "typesense": Typesense,
}

SMALL = ("suoyin", "tantivy", "sqlite", "whoosh")
"""What `make bench` measures: nothing to download but the packages of the `bench` extra."""

ALL = tuple(dict.fromkeys((*EMBEDDED, *SERVERS)))
