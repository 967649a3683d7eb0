"""The engine port: all that the rest of the program knows of where reports are kept and searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from corpus.problem import Problem
from corpus.report import Report
from indexer.query import Filter, Node, Plan, TermKind

FIRST_BONUS = 1000.0
"""Added to the score of what `Plan.first` matches; far above any BM25 sum of a query of permitted length."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching report's id and its score (0.0 where the order is not by relevance).

    `passage` is how far into the body its best passage begins, 0.0 to 1.0, by number of grams; None where none holds
    anything, or no passages were compared. Where the plan wants reports, `report` is the report without its body, and `body`
    what it lacks: lists of results keep the one and are done with the other, which may be a whole law. `twins` are the ids of the other
    matching reports that are folded into it, in no order.
    """

    id: str
    score: float
    passage: float | None = None
    report: Report | None = None
    body: str = ""
    twins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """What a plan found: the exact total, the page of hits, and exact facet counts.

    `folded` of the total are no hits of their own but twins of others.

    `facets[field]` holds (value, count) pairs for every value with a count above zero: most frequent first and
    then by value for keyword fields, latest first for the year, in their own order for divisions.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    folded: int = 0

    @property
    def reports(self) -> list[Report]:
        """The reports of the hits, without their bodies, where the plan wanted them."""
        return [hit.report for hit in self.hits if hit.report]


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """What an engine holds: its name, number of reports, generation (changes with every commit), size in bytes.

    `health` is green, yellow or red where a cluster keeps the index, and empty elsewhere.
    """

    engine: str
    reports: int
    generation: str
    size: int
    segments: int
    health: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something of an index that isn't as it was written: where, what is wrong, and the command that mends it.

    `reports` are the ids of the reports that can't be shown or found rightly, as far as they can be told; `count` is their
    number, 0 for what does no harm, -1 where it can't be told.
    """

    where: str
    reason: str
    command: str
    reports: tuple[str, ...] = ()
    count: int = 0


class Writer(Protocol):
    """Changes an index. What was put becomes visible and durable at `checkpoint` and when the context ends well."""

    def put(self, report: Report) -> None:
        """Add `report`, or replace the one that has its id; its source doesn't count as indexed whole before its end."""

    def delete(self, report_id: str) -> None:
        """Remove a report; an unknown id is no error."""

    def end_source(self, source: str, digest: str) -> None:
        """Record the content digest of a source whose reports have all been put, and those it lost deleted, in this session.

        From the commit that contains them all, the source counts as indexed whole. Nothing is recorded of a source of which
        nothing was put, or whose last report went to another source or was deleted since.
        """

    def remember(self, source: str, problems: Sequence[Problem]) -> None:
        """Keep the problems with a source in place of those kept before, from the next commit on; none are kept of most sources."""

    def checkpoint(self) -> None:
        """Commit what was put and deleted so far, and go on."""


class Engine(Protocol):
    """Keeps reports and searches them. Safe to use from several threads; each call sees one committed state.

    Every call may raise an `IndexerError`.
    """

    @property
    def folds(self) -> bool:
        """Whether it knows which reports are near-identical, and makes one hit of them where a plan asks for it."""

    def search(self, plan: Plan) -> Matches:
        """Return what a plan finds."""

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return the reports with these ids; unknown ids are absent."""

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for each of the exact `values` of a keyword field that some report has, the ids of those reports."""

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Return a keyword field's values that begin with `prefix`, in code point order, with their report counts."""

    def document_frequencies(self, terms: Iterable[str], kind: TermKind, fields: tuple[str, ...]) -> dict[str, int]:
        """Return how many reports have each term in any of the text fields; terms that none has are absent."""

    def frequent_words(self, most: int) -> Sequence[tuple[str, int]]:
        """Return up to `most` words of two characters and more, those that most reports have first, with about how many have each.

        What did-you-mean and completions know of the archive; an engine may tell it by a part of the reports.
        """

    def files(self) -> Mapping[str, SourceFileState]:
        """Return what is indexed of each source file, by source."""

    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return the problems that are remembered, by source."""

    def write(self) -> AbstractContextManager[Writer]:
        """Open the index for changes, making it if it isn't there; all since the last checkpoint is dropped on error.

        Raises `IndexLocked` at once when another process is writing.
        """

    def rebuild(self) -> AbstractContextManager[Writer]:
        """Write a new index from nothing, which replaces the old one when the context ends well.

        Until then searches see the old one. Works where the old one is missing, damaged or from other code.
        """

    def generation(self) -> str:
        """Return the name of the committed state; asked at every request, so it must be cheap."""

    def status(self) -> EngineStatus:
        """Return what the engine holds."""

    def check(self) -> Iterator[Damage]:
        """Yield all damage, after reading everything that the index consists of; nothing when it is whole."""

    def close(self) -> None:
        """Release files and connections; the engine can't be used afterwards."""


def count_matches(engine: Engine, node: Node, filters: tuple[Filter, ...] = ()) -> int:
    """Return how many reports a node matches that pass some filters."""
    return engine.search(Plan(node, filters=filters, limit=0)).total


@dataclass(frozen=True, slots=True)
class SourceFileState:
    """What an index holds of one source file: the ids of its reports, and its digest once it is indexed whole."""

    ids: frozenset[str]
    digest: str
