"""What the harness asks of an engine: embedded ones answer plans, servers answer HTTP requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.query_set import Query
from benchmarks.terms_stream import Document
from corpus.report import Report
from indexer.query import Filter, Plan
from service.search.facets import FACETS
from service.search.request import SearchRequest


def facet_filters(asked: SearchRequest) -> list[Filter]:
    """Return what is selected of facets, as fields with values or ranges."""
    return [FACETS[name].filter(selections, asked.today) for name, selections in asked.selections.items()]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine said: the total (as exact as it says), the ids of the hits, and counts by facet."""

    total: int
    ids: tuple[str, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Absent(Exception):
    """A peer that can't take part here; the text is the reason, for the table."""


Ready = Callable[[int], Answer]
"""A prepared query: called with the number of hits wanted, and timed. Translating it was not."""


class Embedded(Protocol):
    """An engine in this process."""

    name: str
    notes: tuple[str, ...]

    def build(self, reports: Iterable[Report]) -> None:
        """Index an archive into an empty folder, everything included."""

    def open(self) -> None:
        """Open the built index afresh."""

    def prepare(self, plan: Plan) -> Ready:
        """Return a plan as the engine's own query, ready to be asked."""

    def close(self) -> None:
        """Let go of the index."""


class TakesTerms(Embedded, Protocol):
    """An embedded engine that is given our terms, already made."""

    def invert(self, documents: Iterable[Document]) -> None:
        """Index documents into an empty folder."""


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request, ready to be sent many times: `body` empty means GET."""

    path: str
    body: bytes = b""


class Server(Protocol):
    """An engine behind HTTP on loopback."""

    name: str
    version: str
    notes: tuple[str, ...]

    def start(self) -> None:
        """Install what is missing and start with an empty index. Raises Absent."""

    def build(self, reports: Iterable[Report]) -> None:
        """Index an archive and wait until all of it can be found."""

    def size(self) -> int:
        """Return the bytes of the index on disk."""

    def address(self) -> tuple[str, int]:
        """Return host and port."""

    def request(self, query: Query, hits: int) -> Request:
        """Return the request that asks a query with facets and snippets."""

    def parse(self, body: bytes) -> Answer:
        """Return the answer in a response."""

    def processes(self) -> Sequence[int]:
        """Return the ids of the serving processes."""

    def stop(self) -> None:
        """End the processes that `start` made."""


def folder_size(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
