"""What an index holds before a build: what the build compares the files with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from corpus.report import Report
from indexer.engine import Engine, SourceFileState
from indexer.errors import IndexerError
from indexer.publication_sources import is_publication
from indexer.recorded import Recorded
from indexer.remembered import Remembered
from indexer.removals import RemovalLimit


@dataclass(frozen=True, slots=True)
class Known:
    """What the index holds before the build: its sources and their problems, and which of them are in the build's hands.

    `states` are those that the build goes on from; a rebuild goes on from nothing, and everything is in its hands.
    """

    engine: Engine
    before: dict[str, SourceFileState]
    states: dict[str, SourceFileState]
    problems: Remembered
    in_scope: Callable[[str], bool]

    @classmethod
    def of(cls, engine: Engine, in_scope: Callable[[str], bool], *, rebuild: bool) -> Known:
        """Return what an index holds; of one that is made anew nothing, beside what the one before held."""
        if not rebuild:
            files = _files(engine)
            return cls(engine, files, files, Remembered(engine.problems()), in_scope)
        before: dict[str, SourceFileState] = {}
        with suppress(IndexerError):  # a rebuild mends what can't be read
            before = _files(engine)
        return cls(engine, before, {}, Remembered({}), lambda source: True)

    def gone(self, present: set[str]) -> dict[str, SourceFileState]:
        """Return the sources in scope that are not there any more."""
        return {
            source: state for source, state in self.before.items() if source not in present and self.in_scope(source)
        }

    def check_gone(self, present: set[str], limit: RemovalLimit | None) -> None:
        """Raise `TooManyRemovals` before any work where sources that are gone are reason enough."""
        gone = self.gone(present)
        if limit is not None:
            limit.check(sum(len(state.ids) for state in gone.values()), self.reports, gone)

    @property
    def reports(self) -> int:
        """How many reports the index held."""
        return sum(len(state.ids) for state in self.before.values())

    def ids(self, source: str) -> frozenset[str]:
        """Return the ids of the reports that the index holds of a source."""
        state = self.states.get(source)
        return state.ids if state else frozenset()

    def held_before(self, source: str) -> frozenset[str]:
        """Return the ids of the reports that the index held of a source, also where it is built anew."""
        state = self.before.get(source)
        return state.ids if state else frozenset()

    def is_new_in_its_source(self, report: Report) -> bool:
        """Return whether a source that the index held before gained a report, be it in a build that was interrupted."""
        state = self.before.get(report.source)
        return state is not None and (report.id not in state.ids or not state.digest)

    def whole(self, source: str) -> Recorded | None:
        """Return what is recorded of a source that the index holds whole, None for another."""
        state = self.states.get(source)
        recorded = Recorded.from_text(state.digest) if state else None
        return recorded if recorded and state and recorded.reports == len(state.ids) else None

    def pages(self, sources: Iterable[str]) -> dict[str, Report]:
        """Return, of the sources that are pages which name files, the report that is stored of each.

        What can't be read is read from its file again.
        """
        ids = {}
        for source in sources:
            recorded = self.whole(source)
            if recorded is not None and recorded.names_files:
                ids.update(dict.fromkeys(self.ids(source), source))
        with suppress(IndexerError):
            return {ids[found]: report for found, report in (self.engine.get(ids) if ids else {}).items()}
        return {}


def _files(engine: Engine) -> dict[str, SourceFileState]:
    """Return what an index holds of files; what it holds of publications is in the hands of the ledger."""
    return {source: state for source, state in engine.files().items() if not is_publication(source)}
