"""Gathers changes until a checkpoint, then makes them and shows them."""

from __future__ import annotations

from corpus.report import Report
from indexer.engines.opensearch.catalog import Catalog
from indexer.engines.opensearch.loader import Change, Delete, Loader, Put
from indexer.errors import IndexLocked


class OpenSearchWriter:
    """The writing end of one session. Until a checkpoint nothing is sent, so a failed session changes nothing.

    A checkpoint that is interrupted leaves some of its reports in the index; the next build puts them again, because
    what shows that a file is whole is sent after everything else.
    """

    def __init__(self, catalog: Catalog, loader: Loader, *, name: str, alias: str) -> None:
        self._catalog = catalog
        self._loader = loader
        self._name = name
        self._alias = alias
        self._changes: dict[str, Change] = {}

    def put(self, report: Report, *, digest: str = "") -> None:
        """Add or replace a report at the next checkpoint."""
        self._changes[report.id] = Put(report, digest)

    def delete(self, report_id: str) -> None:
        """Remove a report at the next checkpoint."""
        self._changes[report_id] = Delete(report_id)

    def checkpoint(self) -> None:
        """Make the changes and show them."""
        if not self._changes:
            return
        changes = list(self._changes.values())
        self._require_our_index()
        self._loader.load(self._alias, (each for each in changes if not _finishes_a_file(each)))
        self._loader.load(self._alias, (each for each in changes if _finishes_a_file(each)))
        self._require_our_index()
        self._catalog.commit(self._name)
        self._changes.clear()

    def _require_our_index(self) -> None:
        """Raise IndexLocked where another process's rebuild moved the alias: what we wrote would be in a lost index."""
        if self._catalog.behind(self._alias) != self._name:
            raise IndexLocked(self._alias)


def _finishes_a_file(change: Change) -> bool:
    return isinstance(change, Put) and change.digest != ""
