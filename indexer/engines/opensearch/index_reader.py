"""Asks one index: searches, counts, walks over everything that matches, and stored reports.

An answer is whole or an error: a shard that fails or runs out of time makes the whole request fail.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, TypeVar

from corpus.report import Report
from indexer.engines.opensearch.catalog import Current
from indexer.engines.opensearch.compiler import Query
from indexer.engines.opensearch.connection import RETRY_AFTER, Connection
from indexer.engines.opensearch.documents import document_id, report_of
from indexer.engines.opensearch.mapping import RECORD, RESULT_WINDOW
from indexer.errors import EngineUnavailable, IndexerError, IndexMissing

KEEP_ALIVE = "5m"
"""How long OpenSearch keeps the state of a walk between two steps."""

REPORTS_AT_ONCE = 200
"""Stored reports fetched by one request: a few megabytes."""

VALUES_AT_ONCE = 1_000
"""Values of a vocabulary fetched by one request; most callers stop within the first."""

HITS_AT_ONCE = 1_000
"""Hits that a lookup takes with its first request; more are walked."""

_T = TypeVar("_T")


class IndexReader:
    """Asks one index through a connection; holds no state of its own."""

    def __init__(self, connection: Connection, index: Current) -> None:
        self._connection = connection
        self._index = index

    def search(self, body: Query, *, by_score: bool = False) -> dict[str, Any]:
        """Return the answer to one search request; `by_score`: scores are compared between shards."""
        params = self._params(by_score=by_score)
        if by_score:
            # Copies of a shard may count deleted reports differently; all pages of a search are to ask the same ones.
            asked = json.dumps(body["query"], sort_keys=True).encode()
            params["preference"] = hashlib.blake2b(asked, digest_size=8).hexdigest()
        return self._whole("POST", f"/{self._index.name}/_search", body, params)

    def count(self, query: Query) -> int:
        """Return the number of reports that `query` matches."""
        return self.counts([query])[0]

    def counts(self, queries: Sequence[Query]) -> list[int]:
        """Return the number of reports that each of `queries` matches, with one request."""
        header = {"index": self._index.name, "allow_partial_search_results": False}
        bodies = (self._limited({"query": query, "size": 0, "track_total_hits": True}) for query in queries)
        lines = [json.dumps(each, ensure_ascii=False) for body in bodies for each in (header, body)]
        found = self._connection.ask("POST", "/_msearch", "\n".join([*lines, ""]))
        return [int(self._checked(each)["hits"]["total"]["value"]) for each in found["responses"]]

    def best_score(self, query: Query) -> float:
        """Return the highest score of a report that `query` matches; 0.0 where nothing does."""
        hits = self.search({"query": query, "size": 1, "_source": False, "track_total_hits": False})["hits"]["hits"]
        return float(hits[0]["_score"]) if hits else 0.0

    def walk(self, body: Query, *, by_score: bool = False) -> Iterator[dict[str, Any]]:
        """Yield all hits of a search in the order of its `sort`, which must be total, as of one moment."""
        with self._point_in_time() as pit_id:
            after: list[Any] | None = None
            while True:
                step = {**body, "pit": {"id": pit_id, "keep_alive": KEEP_ALIVE}, "size": RESULT_WINDOW}
                if after is not None:
                    step["search_after"] = after
                hits = self._whole("POST", "/_search", step, self._params(by_score=by_score))["hits"]["hits"]
                yield from hits
                if len(hits) < RESULT_WINDOW:
                    return
                after = hits[-1]["sort"]

    def every_hit(self, query: Query, fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the values of keyword `fields` ("" where missing) of everything that `query` matches, by id.

        Where the first field has several values, each is yielded, with the first value of the others.
        """
        body = {"query": query, "sort": [{"id": "asc"}], "_source": False, "docvalue_fields": list(fields)}
        found = self.search({**body, "size": HITS_AT_ONCE + 1})["hits"]["hits"]
        for hit in found if len(found) <= HITS_AT_ONCE else self.walk(body):
            values = hit.get("fields", {})
            first, *others = (values.get(field, ("",)) for field in fields)
            yield from ((value, *(other[0] for other in others)) for value in first)

    def values(self, field: str, query: Query, at_once: int = VALUES_AT_ONCE) -> Iterator[tuple[Any, int]]:
        """Yield every value of a field among what `query` matches, in order, with exact counts."""
        after: dict[str, Any] = {}
        while True:
            sources = [{"value": {"terms": {"field": field}}}]
            composite: dict[str, Any] = {"size": at_once, "sources": sources, **after}
            found = self.search({"query": query, "size": 0, "aggs": {"values": {"composite": composite}}})
            values = found["aggregations"]["values"]
            yield from ((each["key"]["value"], int(each["doc_count"])) for each in values["buckets"])
            if len(values["buckets"]) < at_once:
                return
            after = {"after": values["after_key"]}

    def reports(self, ids: Iterable[str]) -> Iterator[Report]:
        """Yield the stored reports with these ids, of which some may be unknown."""
        for batch in batches(dict.fromkeys(map(document_id, ids)), REPORTS_AT_ONCE):
            params = {"realtime": "false", "_source_includes": RECORD}
            found = self._connection.ask("POST", f"/{self._index.name}/_mget", {"ids": batch}, params=params)
            for each in found["docs"]:
                if "error" in each:
                    raise self._incomplete(str(each["error"].get("reason", "")))
                if each.get("found"):
                    yield report_of(each["_source"])

    @contextmanager
    def _point_in_time(self) -> Iterator[str]:
        """Hold the state of the index as it is now, and yield the id to search it by."""
        path = f"/{self._index.name}/_search/point_in_time"
        params = {"keep_alive": KEEP_ALIVE, "allow_partial_pit_creation": "false"}
        opened = self._connection.ask("POST", path, params=params)
        try:
            yield opened["pit_id"]
        finally:
            with suppress(IndexerError):  # the cluster lets go of it by itself after a while
                self._connection.ask("DELETE", "/_search/point_in_time", {"pit_id": [opened["pit_id"]]})

    def _params(self, *, by_score: bool) -> dict[str, Any]:
        params = {"allow_partial_search_results": "false"}
        if by_score and self._connection.options.global_statistics:
            params["search_type"] = "dfs_query_then_fetch"
        return params

    def _whole(self, method: str, path: str, body: Query, params: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a search, which must be whole."""
        return self._checked(self._connection.ask(method, path, self._limited(body), params=params))

    def _limited(self, body: Query) -> Query:
        """Return `body` with a time limit a little shorter than ours, so that the shards give up first."""
        return {**body, "timeout": f"{self._connection.options.timeout * 900}ms"}

    def _checked(self, found: dict[str, Any]) -> dict[str, Any]:
        if error := found.get("error"):  # one of several searches of a request
            if error.get("type") == "index_not_found_exception":
                raise IndexMissing(self._connection.options.index)
            raise self._incomplete(str(error.get("reason", error)))
        if found["timed_out"]:
            raise self._incomplete("没有在时限内查完")
        if found["_shards"]["failed"]:
            raise self._incomplete("部分分片没有应答")
        return found

    def _incomplete(self, reason: str) -> EngineUnavailable:
        return EngineUnavailable(self._connection.hosts, reason, retry_after=RETRY_AFTER)


def batches(items: Iterable[_T], size: int) -> Iterator[Sequence[_T]]:
    """Yield `items` in lists of `size`, the last of which may be shorter."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
