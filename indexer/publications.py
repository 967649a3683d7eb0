"""Reports that are published outside the archive's files: a ledger holds them, and the index follows from it.

Each version has a source of its own, so that an index says itself which version it holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Protocol

from corpus.identity import derived_id, id_by_content
from corpus.report import Report
from indexer.edits import Trace, edited
from indexer.endings import put_endings
from indexer.engine import Engine, SourceFileState, Writer
from indexer.errors import IndexMissing
from indexer.known import Known
from indexer.publication_sources import ALL_PUBLICATIONS, is_publication


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A report of the archive's files that a ledger answers for since, as its file had it; `is_alone`: the file held no other."""

    report: Report
    is_alone: bool


class Publications(Protocol):
    """What a ledger says at a time."""

    def ids(self) -> Set[str]:
        """Return the ids of all reports that it answers for, public or not."""

    def sources(self, ids: Collection[str] | None = None) -> Mapping[str, str]:
        """Return the source of the current version of each public report by id, of all or of some."""

    def version(self, source: str) -> Report:
        """Return the version of a report that a source stands for, with that source."""

    def taken_over(self) -> Iterable[TakenOver]:
        """Return the reports of files that it answers for."""


class NoPublications:
    """The publications of an archive of files alone."""

    def ids(self) -> Set[str]:
        return frozenset()

    def sources(self, ids: Collection[str] | None = None) -> Mapping[str, str]:
        return {}

    def version(self, source: str) -> Report:
        raise KeyError(source)

    def taken_over(self) -> Iterable[TakenOver]:
        return ()


def state_of(publications: Publications) -> dict[str, SourceFileState]:
    """Return the ids of all that a ledger answers for as those of one source, so that no report of a file gets one."""
    return {ALL_PUBLICATIONS: SourceFileState(frozenset(publications.ids()), "")}


def follow(engine: Engine, publications: Publications) -> None:
    """Bring all publications in an index in step with the ledger."""
    managed = publications.ids()
    held = {
        report_id: source
        for source, state in engine.files().items()
        for report_id in state.ids
        if is_publication(source) or report_id in managed
    }
    wanted = publications.sources()
    if wanted == held:
        return
    different = {each for each in (*held, *wanted) if held.get(each) != wanted.get(each)}
    with engine.write() as writer:
        _change(writer, publications, held, wanted)
        _settle(engine, writer, different)


def follow_some(engine: Engine, publications: Publications, ids: Collection[str]) -> None:
    """Bring some reports in an index in step with the ledger."""
    with engine.write() as writer:
        try:
            held = {report.id: report.source for report in engine.get(ids).values()}
        except IndexMissing:
            held = {}
        if _change(writer, publications, held, publications.sources(ids)):
            _settle(engine, writer, ids)


def put_all(writer: Writer, publications: Publications) -> None:
    """Put all public reports into an index that is built anew."""
    _change(writer, publications, {}, publications.sources())


def _change(writer: Writer, publications: Publications, held: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Put and delete reports; return whether there was anything to do."""
    changed = [source for report_id, source in wanted.items() if held.get(report_id) != source]
    gone = [report_id for report_id in held if report_id not in wanted]
    for source in changed:
        writer.put(publications.version(source))
    for report_id in gone:
        writer.delete(report_id)
    return bool(changed or gone)


def _settle(engine: Engine, writer: Writer, changed: Collection[str]) -> None:
    """Commit, and have the reports known as ended that are so by now."""
    writer.checkpoint()
    put_endings(engine, writer, changed)


class Withheld:
    """Tells which reports of files are among those that a ledger answers for, wherever their files have gone.

    `listed` are to be the sources of a build's files.
    """

    def __init__(self, publications: Publications, known: Known) -> None:
        self._ids = publications.ids()
        self._known = known
        self.listed: Set[str] = frozenset()
        self._by_identity: defaultdict[str, list[Report]] = defaultdict(list)
        self._alone: defaultdict[str, list[Trace]] = defaultdict(list)
        for each in publications.taken_over():
            self._by_identity[derived_id(each.report)].append(each.report)
            if each.is_alone:
                self._alone[each.report.source].append(Trace.of(each.report))
        self.count = 0

    def holds(self, report: Report) -> bool:
        """Return whether a report as read from a file is one that the ledger answers for, and count it if so."""
        is_held = bool(self._ids) and self._is_answered_for(report)
        self.count += is_held
        return is_held

    def _is_answered_for(self, report: Report) -> bool:
        if report.id in self._ids:
            return True
        if any(self._is_same(each, report) for each in self._by_identity.get(derived_id(report), ())):
            return True
        alone = self._alone.get(report.source)
        return bool(alone) and any(edited(alone or (), [Trace.of(report)]))

    def _is_same(self, adopted: Report, report: Report) -> bool:
        """Return whether a report that is identified as the adopted one was is that one, rather than another of the same number.

        In the same file, one that says something else is another where the index has it as such; in another file, a copy is
        another while the adopted one's file is still there.
        """
        if adopted.source != report.source:
            return adopted.source not in self.listed
        by_content = id_by_content(report)
        return by_content == id_by_content(adopted) or by_content not in self._known.held_before(report.source)
