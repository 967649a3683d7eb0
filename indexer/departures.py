"""Reports that leave their sources in a build: put off to its end, where some are removed and others go on as new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from pathlib import PurePosixPath

from corpus.identity import derived_id, with_former_ids
from corpus.report import Report
from indexer.engine import Writer
from indexer.former_ids import former_ids_of
from indexer.ids import Ids
from indexer.known import Known
from indexer.removals import Removals
from indexer.succession import Succession


class Departures:
    """What sources hold no more, as `removals`, and the new reports that may go on as these; sources end when what they lost is gone."""

    def __init__(self, known: Known, ids: Ids) -> None:
        self.removals = Removals()
        self._known = known
        self._ids = ids
        self._succession = Succession()
        self._former: dict[str, tuple[str, ...]] = {}
        self._gone: dict[PurePosixPath, str] = {}
        self._recorded: dict[str, str] = {}
        self._ended: list[str] = []

    def leave(self, source: str, ids: Iterable[str]) -> None:
        """Let other sources have the reports of one that is gone."""
        self._lose(source, ids)
        self._gone[_without_suffix(source)] = source

    def absorb(self, source: str, page: str) -> None:
        """Let other sources have the reports of one that is read along with a page: what they say is still there."""
        self._lose(source, self._known.ids(source), moved=True)
        self._succession.absorb(source, page)

    def _lose(self, source: str, ids: Iterable[str], *, moved: bool = False) -> None:
        self.removals.add(source, ids, moved=moved)
        self._former |= former_ids_of(self._known.engine, ids)
        self._ids.release(source, self._known.held_before(source))

    def begin(self, source: str) -> None:
        """Know by which ids the reports of a source were known."""
        self._former |= former_ids_of(self._known.engine, self._known.held_before(source))

    def arrive(self, report: Report, *, brings_id: bool) -> Report:
        """Return a report under its id, known by those it had, and note it where it may go on as one that left."""
        if source := self._former_source(report):
            if not brings_id:
                self.removals.gain(source)
            self._succession.add(report, former_source=source, has_moved=self._ids.was_held(derived_id(report)))
        return with_former_ids(report, self._former.pop(report.id, ()))

    def _former_source(self, report: Report) -> str | None:
        """Return the source of before in which a report is new: its own, or one that is gone and was its file in another format."""
        if self._known.is_new_in_its_source(report):
            return report.source
        if not self._gone or report.source in self._known.before:
            return None
        return self._gone.get(_without_suffix(report.source))

    def read_anew(self, source: str) -> None:
        """Count a source as not whole till it has ended."""
        self._recorded[source] = ""

    def compare(self, source: str, ids: Set[str]) -> bool:
        """Let other sources have what a source holds no more beside `ids`; return whether it lost any report."""
        self._ids.release(source, self._known.held_before(source) - ids)
        lost = self._known.ids(source) - ids
        self.removals.add(source, lost)
        return bool(lost)

    def end(self, writer: Writer, source: str, recorded: str, *, has_lost: bool) -> None:
        """Record a source as whole, one that lost reports once they are removed."""
        self._recorded[source] = recorded
        if has_lost:
            self._ended.append(source)
        else:
            writer.end_source(source, recorded)

    def miss(self, claimed: Mapping[str, int]) -> None:
        """Let go what an index held that is built anew and holds no more; of sources that are `claimed` by pages it is still there."""
        for source, state in self._known.before.items():
            self.removals.add(source, state.ids - self._ids.held(), moved=claimed.get(source, 0) > 0)
            self.removals.taken.update(each for each in state.ids if self._ids.owner(each) not in (None, source))

    def keep_traces(self) -> None:
        """Keep what is worth knowing of what left, while an index still has it."""
        self._succession.lose(self._known.engine, self.removals, self.removals.taken)

    def remove(self, writer: Writer) -> None:
        """Remove what no source holds any more, known by others that go on as it, and end the sources that lost it."""
        if self.removals or self.removals.taken:
            writer.checkpoint()
            self._hand_on(writer)
        for report_id in self.removals:
            writer.delete(report_id)
        for source in self._ended:
            writer.end_source(source, self._recorded[source])

    def hand_on(self) -> None:
        """Let reports of an index that was built anew take over the ids of those that are missing in it."""
        with self._known.engine.write() as writer:
            self._hand_on(writer)

    def _hand_on(self, writer: Writer) -> None:
        self._succession.hand_on(self._known.engine, writer, self._digest_of)

    def _digest_of(self, source: str) -> str:
        state = self._known.states.get(source)
        return self._recorded.get(source, state.digest if state else "")


def _without_suffix(source: str) -> PurePosixPath:
    return PurePosixPath(source).with_suffix("")
