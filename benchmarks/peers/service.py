"""Suoyin as a service: `suoyin serve` with two workers over an index that is there already."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from benchmarks.connection import Connection
from benchmarks.peers.peer import Answer, Request, folder_size
from benchmarks.peers.process import Process, free_port
from benchmarks.query_set import Query
from corpus.report import Report
from indexer.build import build
from indexer.engines.whoosh import WhooshEngine
from service.web import urls

WORKERS = 2
ROOT = Path(__file__).parents[2]


class Service:
    """The web service over the index in `folder`, by the code of a checkout; `build` makes it with ours, unless it is there."""

    name = "suoyin"
    version = metadata.version("suoyin")
    notes: tuple[str, ...] = (
        f"{WORKERS} worker processes; API answers with facets, title and up to three passages marked",
    )

    def __init__(self, folder: Path, *, checkout: Path = ROOT) -> None:
        self._folder = folder
        self._checkout = checkout
        self._port = free_port()
        self._process: Process | None = None

    def start(self) -> None:
        """Start serving; an index that is missing is no reason not to."""
        command = ["-m", "service", "--index", str(self._folder), "serve", "--host", "127.0.0.1"]
        more = ["--port", str(self._port), "--workers", str(WORKERS)]
        log = self._folder.with_name(f"{self._folder.name}.log")
        self._process = Process([sys.executable, "-W", "ignore", *command, *more], log=log, cwd=self._checkout)
        self._process.wait(lambda: "http://" in log.read_text(encoding="utf-8"))

    def build(self, reports: Iterable[Report]) -> None:
        """Index an archive from outside the service, as `suoyin index` does."""
        if not self._folder.exists():
            build(WhooshEngine(self._folder), [], in_scope=lambda _: False, streams=[("archive.jsonl", reports)])

    def size(self) -> int:
        """Return the bytes of the index folder."""
        return folder_size(self._folder)

    def address(self) -> tuple[str, int]:
        """Return host and port."""
        return "127.0.0.1", self._port

    def request(self, query: Query, hits: int) -> Request:
        """Return the API's URL."""
        return Request(urls.search_url(replace(query.request, page_size=hits), path=urls.API + urls.SEARCH))

    def parse(self, body: bytes) -> Answer:
        """Return the answer in the API's JSON; one to the relaxed second try counts as no match, as with other peers."""
        found = json.loads(body)
        facets = {name: {each["value"]: each["count"] for each in values} for name, values in found["facets"].items()}
        total = 0 if found["relaxed"] else found["total"]
        return Answer(total, tuple(hit["id"] for hit in found["hits"]), facets)

    def processes(self) -> Sequence[int]:
        """Return the ids of the server and its workers."""
        return self._process.family() if self._process else []

    def stop(self) -> None:
        """End the service."""
        if self._process:
            self._process.stop()

    def add(self, report: Report) -> None:
        """Add one report from outside, while the service runs."""
        engine = WhooshEngine(self._folder)
        with engine.write() as writer:
            writer.put(report)
        engine.close()

    def connection(self) -> Connection:
        """Return a new connection."""
        return Connection(self.address())
