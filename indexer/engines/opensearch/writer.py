"""Gathers changes until a checkpoint, then makes them and shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.problem import Problem
from corpus.report import Report
from indexer.engines.opensearch.catalog import Catalog
from indexer.engines.opensearch.loader import Change, Delete, Loader, Put
from indexer.engines.remembered_problems import change
from indexer.engines.source_digests import UNFINISHED, SourceDigests
from indexer.errors import IndexLocked


class OpenSearchWriter:
    """The writing end of one session. Until a checkpoint nothing is sent, so a failed session changes nothing.

    A checkpoint that is interrupted leaves some of its reports in the index; the next build puts them again: before
    anything else, its sources are marked as unfinished, and after everything else as whole.
    """

    def __init__(self, catalog: Catalog, loader: Loader, *, name: str, alias: str) -> None:
        self._catalog = catalog
        self._loader = loader
        self._name = name
        self._alias = alias
        self._digests = SourceDigests()
        self._changes: dict[str, Change] = {}
        self._cleared: dict[str, Put] = {}
        self._problems = catalog.problems(name)
        self._problems_differ = False

    def put(self, report: Report) -> None:
        """Add or replace a report at the next checkpoint."""
        self._change(report.id, Put(report, self._digests.put(report)))

    def delete(self, report_id: str) -> None:
        """Remove a report at the next checkpoint."""
        self._digests.delete(report_id)
        self._change(report_id, Delete(report_id))

    def end_source(self, source: str, digest: str) -> None:
        """Record that all reports of a source have been put, from the next checkpoint on."""
        for report, stored_digest in self._digests.end(source, digest):
            if stored_digest:
                self._changes[report.id] = Put(report, stored_digest)
            else:
                self._cleared[report.id] = Put(report, "")

    def remember(self, source: str, problems: Sequence[Problem]) -> None:
        """Keep the problems with a source from the next checkpoint on."""
        self._problems_differ |= change(self._problems, source, problems)

    def checkpoint(self) -> None:
        """Make the changes and show them."""
        if not self._changes and not self._cleared and not self._problems_differ:
            return
        self._require_our_index()
        for step in self._steps():
            self._loader.load(self._alias, step)
        self._require_our_index()
        self._catalog.commit(self._name, self._problems)
        self._problems_differ = False
        self._changes.clear()
        self._cleared.clear()

    def _change(self, report_id: str, change: Change) -> None:
        self._changes[report_id] = change
        self._cleared.pop(report_id, None)

    def _steps(self) -> tuple[Iterable[Change], ...]:
        """Return the changes in steps, each of which must be made before the next: what begins a source, all else, what ends it."""
        puts = [each for each in self._changes.values() if isinstance(each, Put)]
        deletes = [each for each in self._changes.values() if isinstance(each, Delete)]
        begun = [each for each in puts if each.digest == UNFINISHED]
        whole = [each for each in puts if each.digest not in ("", UNFINISHED)]
        if deletes:
            # A source of one report is changed by one request, unless it had others, which may be among the deleted.
            begun += [Put(each.report, UNFINISHED) for each in whole]
        return begun, [*(each for each in puts if not each.digest), *deletes], whole, self._cleared.values()

    def _require_our_index(self) -> None:
        """Raise IndexLocked where another process's rebuild moved the alias: what we wrote would be in a lost index."""
        if self._catalog.behind(self._alias) != self._name:
            raise IndexLocked(self._alias)
