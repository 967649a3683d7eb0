"""Suoyin itself, through its engine port and its own build."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.peers.peer import Answer, Ready
from corpus.report import Report
from indexer.build import build
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Plan
from service.search.run import search  # noqa: F401  # loads the analysis before anything is timed


class Suoyin:
    """The embedded engine in `folder`."""

    name = "suoyin"
    notes: tuple[str, ...] = ("loops are compiled before searches are timed, which takes seconds once an installation",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._engine = WhooshEngine(folder)
        self._is_compiled = False

    def build(self, reports: Iterable[Report]) -> None:
        """Index an archive as `suoyin index` does with a stream."""
        build(self._engine, [], in_scope=lambda _: False, streams=[("archive.jsonl", reports)])

    def open(self) -> None:
        """Open the index afresh."""
        self._engine.close()
        self._engine = WhooshEngine(self._folder)
        self._engine.status()

    def prepare(self, plan: Plan) -> Ready:
        """Return a plan as it is, which is what the engine takes, ready to be asked."""
        if not self._is_compiled:
            WhooshEngine(self._folder).search(plan)
            self._is_compiled = True

        def ask(hits: int) -> Answer:
            matches = self._engine.search(replace(plan, limit=hits))
            facets = {field: dict(counts) for field, counts in matches.facets.items()}
            return Answer(matches.total, tuple(hit.id for hit in matches.hits), facets)

        return ask

    def close(self) -> None:
        """Let go of the index."""
        self._engine.close()
