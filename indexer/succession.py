"""Which reports go on as those that a build removes: links to these lead to them from then on (see decision 24)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import attrgetter

from corpus.identity import derived_id, with_former_ids
from corpus.report import Report
from indexer.edits import Trace, edited
from indexer.engine import Engine, Writer
from indexer.former_ids import stored_reports

Heir = tuple[str, Trace]
"""The id of a report, and a lost one as which it goes on."""


class Succession:
    """What of a build tells who goes on as whom: its new reports, and those that it removes."""

    def __init__(self) -> None:
        self._new: defaultdict[str, list[str]] = defaultdict(list)
        self._moved: set[str] = set()
        self._absorbed: dict[str, str] = {}
        self._lost: list[Trace] = []
        self._removed: set[str] = set()

    def add(self, report: Report, *, former_source: str, has_moved: bool) -> None:
        """Note a report that is new where the index held a source before, and whether another source had it then."""
        self._new[former_source].append(report.id)
        if has_moved:
            self._moved.add(report.id)

    def absorb(self, source: str, page: str) -> None:
        """Note that what a source says is part of a page's report from now on."""
        self._absorbed[source] = page

    def lose(self, engine: Engine, removed: Iterable[str], taken: Iterable[str]) -> None:
        """Keep what is worth knowing of reports that sources lost, while an index still has them.

        `taken` are those whose ids other sources have now. What they were may be left in the first source too, edited.
        """
        self._removed = set(removed)
        traces = map(Trace.of, stored_reports(engine, sorted({*self._removed, *taken})))
        self._lost = sorted(
            (each for each in traces if each.source in self._new or each.ids[0] in self._removed),
            key=attrgetter("source"),
        )

    def hand_on(self, engine: Engine, writer: Writer, digest_of: Callable[[str], str]) -> None:
        """Put reports that are committed once more, known by the ids of those lost.

        `digest_of` returns what is recorded of a source that is indexed whole, "" for another.
        """
        inherited: defaultdict[str, list[str]] = defaultdict(list)
        for heir, lost in self._heirs(engine):
            inherited[heir] += lost.ids
        sources = set()
        for report in stored_reports(engine, inherited):
            writer.put(with_former_ids(report, inherited[report.id]))
            sources.add(report.source)
        for source in sorted(sources):
            if digest := digest_of(source):
                writer.end_source(source, digest)

    def _heirs(self, engine: Engine) -> Iterator[Heir]:
        """Yield one heir of each lost report that has any: itself edited, else the page it is part of, else its equal."""
        settled: set[str] = set()
        for heir, lost in chain(self._edited(engine), self._read_along(engine), self._alike(engine)):
            if lost.ids[0] not in settled and heir not in self._removed:
                settled.add(lost.ids[0])
                yield heir, lost

    def _edited(self, engine: Engine) -> Iterator[Heir]:
        for source, lost in groupby(self._lost, key=attrgetter("source")):
            new = [Trace.of(report) for report in stored_reports(engine, self._new.get(source, ()))]
            yield from ((now.ids[0], old) for old, now in edited(list(lost), new, moved=self._moved))

    def _read_along(self, engine: Engine) -> Iterator[Heir]:
        for lost in self._truly_lost():
            if page := self._absorbed.get(lost.source):
                yield from ((heir, lost) for heir in engine.lookup("source", [page]).get(page, ()))

    def _alike(self, engine: Engine) -> Iterator[Heir]:
        by_identity: defaultdict[str, list[Trace]] = defaultdict(list)
        for lost in self._truly_lost():
            by_identity[lost.identity].append(lost)
        holders = engine.lookup("former_id", by_identity)
        for identity in by_identity:
            known = sorted({identity, *holders.get(identity, ())} - self._removed)
            equal = (report.id for report in stored_reports(engine, known) if derived_id(report) == identity)
            for heir in islice(equal, 1):
                yield from ((heir, lost) for lost in by_identity[identity])

    def _truly_lost(self) -> Iterator[Trace]:
        return (lost for lost in self._lost if lost.ids[0] in self._removed)
