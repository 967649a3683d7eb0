"""Builds: bring an index in step with source files, reading only what is new or has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field

from corpus.errors import reason_of
from corpus.isolation import ReaderPool, ReadingLimits
from corpus.problem import Problem
from corpus.readers import Item, PassedOver, SourceFile, is_page, name_of_format
from corpus.report import Report
from indexer.beside import FilesBeside, digest_of_file, digest_with_beside
from indexer.build_report import BuildReport, Tally
from indexer.departures import Departures
from indexer.endings import settle_endings
from indexer.engine import Engine, Writer
from indexer.ids import Ids
from indexer.known import Known
from indexer.publications import NoPublications, Publications, Withheld, follow, put_all, state_of
from indexer.read_files import FileReading, ReadFile
from indexer.recorded import FileOutcome, Outcome, Recorded, outcome_of
from indexer.removals import RemovalLimit

CHECKPOINT_CHARACTERS = 96_000_000
"""Text put between two commits: about 40,000 reports, or a minute of work that an interruption can cost."""

Progress = Callable[[int, int, int], None]
"""Called with files done, files in all and reports put so far: after every file and, within long ones, now and then."""

REPORTS_BETWEEN_PROGRESS = 100
PAGES_LOOKED_UP = 100
"""Stored reports of pages that are fetched at once to see what lies beside the pages."""

Items = Iterable[Item]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build goes about it.

    With `rebuild` a new index is made, which replaces the old one at the end. `removals` None allows any number.
    `readers` processes read at a time. `publications` are what a ledger holds beside the files.
    """

    rebuild: bool = False
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    removals: RemovalLimit | None = None
    checkpoint_characters: int = CHECKPOINT_CHARACTERS
    readers: int = 1
    publications: Publications = field(default_factory=NoPublications)


def build(
    engine: Engine,
    files: Iterable[SourceFile],
    *,
    in_scope: Callable[[str], bool],
    options: BuildOptions = BuildOptions(),
    streams: Iterable[tuple[str, Items]] = (),
    beside: Iterable[SourceFile] = (),
    progress: Progress | None = None,
) -> BuildReport:
    """Index `files`, forget indexed sources in scope that are not among them any more, and return what was done.

    Files that pages name as attachments are read along with these and are no reports of their own; so may be those in `beside`,
    which are not indexed otherwise. `streams` are reports that come from no file, by source; they are always put. What was committed before an interruption stays, and the next build goes on. Publications come first, and what they answer for is not taken from files. Raises `TooManyRemovals` before anything is removed.
    """
    listed = sorted(files, key=lambda each: each.source)
    if not options.rebuild:
        follow(engine, options.publications)
    known = Known.of(engine, in_scope, rebuild=options.rebuild)
    known.check_gone({file.source for file in listed}, options.removals)
    session = engine.rebuild() if options.rebuild else engine.write()
    with closing(ReaderPool(options.limits, options.readers)) as pool:
        build = _Build(known, pool, FilesBeside([*listed, *beside]), options, progress or (lambda *_: None))
        tally = build.run(session, listed, streams)
    if options.rebuild:
        build.departures.hand_on()
    follow(engine, options.publications)  # with what was published meanwhile
    settle_endings(engine)
    return tally.report(engine.status().reports)


class _Build:
    """One run: owns the writing session's bookkeeping."""

    def __init__(
        self, known: Known, pool: ReaderPool, beside: FilesBeside, options: BuildOptions, progress: Progress
    ) -> None:
        self._known = known
        self._beside = beside
        self._pool = pool
        self._reading = FileReading(pool, beside)
        self._options = options
        self._progress = progress
        self._files_done = self._files_all = 0
        self._waiting = 0
        self._tally = Tally()
        self._contested: set[str] = set()
        self._withheld = Withheld(options.publications, known)
        self._ids = Ids(known.states | state_of(options.publications), claimed=known.before if options.rebuild else {})
        self.departures = Departures(known, self._ids)
        self._claimed: Counter[str] = Counter()

    def run(
        self, session: AbstractContextManager[Writer], files: list[SourceFile], streams: Iterable[tuple[str, Items]]
    ) -> Tally:
        self._files_all = len(files)
        with session as writer:
            present = {file.source for file in files}
            self._withheld.listed = present
            if self._options.rebuild:
                put_all(writer, self._options.publications)
            self._release(writer, present)
            # A page says which other files are no reports of their own.
            self._index(writer, [file for file in files if is_page(file.source)])
            others = [file for file in files if not is_page(file.source)]
            unclaimed = [file for file in others if not self._claimed[file.source]]
            self._files_done += len(others) - len(unclaimed)
            self._index(writer, unclaimed)
            self._pool.close()  # the memory of its processes is for those that write
            for source, items in streams:
                self._put_all(writer, source, items)
            self._remove(writer)
        return self._tally

    def _report_progress(self) -> None:
        self._progress(self._files_done, self._files_all, self._tally.put)

    def _release(self, writer: Writer, present: set[str]) -> None:
        """Let other sources have the reports of those that are gone; what is taken over by none is removed in the end."""
        for source, state in self._known.gone(present).items():
            self.departures.leave(source, state.ids)
            self._tally.forgotten.append(source)
        for source in self._known.problems.sources():
            if source not in present and self._known.in_scope(source):
                self._remember(writer, source, [])

    def _index(self, writer: Writer, files: Sequence[SourceFile]) -> None:
        """Index what is new or has changed of `files`, each asked for some time before it is needed."""
        for start in range(0, len(files), PAGES_LOOKED_UP):
            some = files[start : start + PAGES_LOOKED_UP]
            stored = self._known.pages(file.source for file in some)
            for file in some:
                self._look_at(writer, file, stored.get(file.source))
                for read in self._reading.taken(all_of_them=False):
                    self._index_file(writer, read)
        for read in self._reading.taken(all_of_them=True):
            self._index_file(writer, read)

    def _look_at(self, writer: Writer, file: SourceFile, stored: Report | None) -> None:
        """Have a file read unless it is unchanged. `stored` is the report of a page that named files."""
        beside = self._beside.of(file, stored) if stored else []
        try:
            own = digest_of_file(file)
        except OSError as exc:
            reason = f"读不了文件：{reason_of(exc)}，请检查权限和磁盘"
            self._tally.problems.append(Problem(file.source, reason, cut_short=True))
            self._tally.outcomes[FileOutcome(name_of_format(file.source), Outcome.FAILED)] += 1
            self._claim(writer, file.source, (each.file.source for each in beside))  # what it held before stays
            self._finish_file()
            return
        recorded = self._known.whole(file.source)
        known = stored is not None or (recorded is not None and not recorded.names_files)
        if recorded is None or not known or recorded.content != digest_with_beside(own, beside):
            self._reading.ask(file, own)
            return
        self._claim(writer, file.source, (each.file.source for each in beside))
        self._tally.unchanged += recorded.reports
        self._tally.problems += self._known.problems.of(file.source)
        self._tally.outcomes.update(recorded.files)
        if any(each.outcome is Outcome.PASSED_OVER for each in recorded.files):
            self._tally.passed_over.append(PassedOver(file.source, "list_page"))
        self._finish_file()

    def _claim(self, writer: Writer, page: str, sources: Iterable[str]) -> None:
        """Let files that are read along with a page be no reports of their own any more."""
        for source in sources:
            self._claimed[source] += 1
            if self._claimed[source] == 1:
                self.departures.absorb(source, page)
                self._remember(writer, source, [])

    def _finish_file(self) -> None:
        self._files_done += 1
        self._report_progress()

    def _index_file(self, writer: Writer, read: ReadFile) -> None:
        source = read.file.source
        self.departures.read_anew(source)
        self._claim(writer, source, (each.file.source for each in read.along))
        self._tally.files += 1 + len(read.along)
        first, passed_over, withheld = len(self._tally.problems), len(self._tally.passed_over), self._withheld.count
        put, has_text = self._put_all(writer, source, read.items)
        is_passed_over = len(self._tally.passed_over) > passed_over
        holds_any = bool(put) or self._withheld.count > withheld
        if not holds_any and len(self._tally.problems) == first and not is_passed_over:
            self._tally.problems.append(Problem(source, "文件里没有任何信息，请检查导出是否完整，或删除"))
        if not holds_any:
            self._claimed.subtract(each.file.source for each in read.along)
        problems = self._tally.problems[first:]
        outcome = outcome_of(texts=["…" if has_text else ""] if holds_any else [], failed=False)
        if is_passed_over and not put:
            outcome = Outcome.PASSED_OVER
        outcomes = (FileOutcome(read.format, outcome), *read.outcomes)
        self._tally.outcomes.update(outcomes)
        recorded = Recorded(read.digest, len(put), read.names_files, outcomes)
        self._end_file(writer, source, put, problems, recorded=recorded.as_text())
        self._finish_file()

    def _end_file(self, writer: Writer, source: str, ids: Set[str], problems: list[Problem], *, recorded: str) -> None:
        """Remove what a source holds no more, and record it as whole where nothing of it is missing."""
        if any(problem.cut_short for problem in problems):
            return  # what it held before stays, and it is read again next time
        has_lost = self.departures.compare(source, ids)
        if not self._remember(writer, source, problems if ids else []) or source in self._contested:
            return  # read again next time
        self.departures.end(writer, source, recorded, has_lost=has_lost)

    def _put_all(self, writer: Writer, source: str, items: Items) -> tuple[Set[str], bool]:
        """Put the reports of a source; return their ids, and whether any has text."""
        self.departures.begin(source)
        ids: set[str] = set()
        has_text = False
        for item in items:
            if isinstance(item, Problem):
                self._tally.problems.append(item)
            elif isinstance(item, PassedOver):
                self._tally.passed_over.append(item)
            elif self._withheld.holds(item):
                has_text = True
            elif report := self._with_id(item, ids):
                ids.add(report.id)
                has_text |= bool(report.body)
                self._put(writer, report)
        return ids, has_text

    def _with_id(self, report: Report, put: Set[str]) -> Report | None:
        """Return a report under the id that it gets, known by those it had; None, and a problem, where another source has its id.

        `put` are the ids of its source that were put before.
        """
        settled = self._ids.settle(report, put)
        if settled is None:
            owner = self._ids.owner(report.id)
            reason = f"编号重复：{report.id} 已被 {owner} 使用，请改用不同的 id，或去掉 id 由程序生成"
            self._tally.problems.append(Problem(report.source, reason))
            self._contested.add(report.source)
            return None
        return self.departures.arrive(settled, brings_id=bool(report.id))

    def _put(self, writer: Writer, report: Report) -> None:
        if report.id in self.departures.removals or report.id in self._known.ids(report.source):
            self._tally.changed += 1
        else:
            self._tally.added += 1
        self.departures.removals.spare(report.id)
        if self._waiting >= self._options.checkpoint_characters:
            writer.checkpoint()
            self._waiting = 0
        writer.put(report)
        self._waiting += len(report.body)
        if self._tally.put % REPORTS_BETWEEN_PROGRESS == 0:
            self._report_progress()

    def _remember(self, writer: Writer, source: str, problems: list[Problem]) -> bool:
        """Remember the problems of a source; return whether all that counts of them is."""
        before = self._known.problems.of(source)
        whole = self._known.problems.keep(source, problems)
        if self._known.problems.of(source) != before:
            writer.remember(source, self._known.problems.of(source))
        return whole

    def _remove(self, writer: Writer) -> None:
        """Remove what no source holds any more, unless that is too much."""
        if self._options.rebuild:
            self.departures.miss(self._claimed)
        removals = self.departures.removals
        edited = removals.replace()
        if limit := self._options.removals:
            limit.check(removals.lost, self._known.reports, removals.by_source())
        self._tally.problems += removals.notes(self._tally.problems)
        self._tally.removed = len(removals) - edited
        self.departures.keep_traces()
        if self._options.rebuild:
            return  # of an index that isn't there yet nothing can be asked or removed
        self._tally.added -= edited
        self._tally.changed += edited
        self.departures.remove(writer)
