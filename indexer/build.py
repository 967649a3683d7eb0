"""Builds: bring an index in step with source files, reading only what is new or has changed."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass, field

from corpus.isolation import IsolatedReader, ReadingLimits
from corpus.problem import Problem
from corpus.readers import Item, PassedOver, SourceFile
from corpus.readers.regular_file import open_regular
from corpus.report import Report
from indexer.build_report import BuildReport, Tally
from indexer.engine import Engine, SourceFileState, Writer
from indexer.errors import IndexerError
from indexer.remembered import Remembered
from indexer.removals import RemovalLimit, Removals

CHECKPOINT_CHARACTERS = 96_000_000
"""Text put between two commits: about 40,000 reports, or a minute of work that an interruption can cost."""

Progress = Callable[[int, int, int], None]
"""Called with files done, files in all and reports put so far: after every file and, within long ones, now and then."""

REPORTS_BETWEEN_PROGRESS = 100

FILES_AHEAD = 4
"""Files that the reading process may have before it beside the one that is indexed."""

Items = Iterable[Item]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build goes about it.

    With `rebuild` a new index is made, which replaces the old one at the end. `removals` None allows any number.
    """

    rebuild: bool = False
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    removals: RemovalLimit | None = None
    checkpoint_characters: int = CHECKPOINT_CHARACTERS


def build(
    engine: Engine,
    files: Iterable[SourceFile],
    *,
    in_scope: Callable[[str], bool],
    options: BuildOptions = BuildOptions(),
    streams: Iterable[tuple[str, Items]] = (),
    progress: Progress | None = None,
) -> BuildReport:
    """Index `files`, forget indexed sources in scope that are not among them any more, and return what was done.

    `streams` are reports that come from no file, by source; they are always put. What was committed before an
    interruption stays, and the next build goes on. Raises `TooManyRemovals` before anything is removed.
    """
    listed = sorted(files, key=lambda each: each.source)
    known = _Known.of(engine, in_scope, options)
    known.check_gone({file.source for file in listed}, options.removals)
    session = engine.rebuild() if options.rebuild else engine.write()
    with closing(IsolatedReader(options.limits)) as reader:
        build = _Build(known, reader, options, progress or (lambda *_: None))
        tally = build.run(session, listed, streams)
    return tally.report(engine.status().reports)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the index holds before the build: its sources and their problems, and which of them are in the build's hands.

    `states` are those that the build goes on from; a rebuild goes on from nothing, and everything is in its hands.
    """

    before: dict[str, SourceFileState]
    states: dict[str, SourceFileState]
    problems: Remembered
    in_scope: Callable[[str], bool]

    @classmethod
    def of(cls, engine: Engine, in_scope: Callable[[str], bool], options: BuildOptions) -> _Known:
        if not options.rebuild:
            files = dict(engine.files())
            return cls(files, files, Remembered(engine.problems()), in_scope)
        before: dict[str, SourceFileState] = {}
        with suppress(IndexerError):  # a rebuild mends what can't be read
            before = dict(engine.files())
        return cls(before, {}, Remembered({}), lambda source: True)

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
        return sum(len(state.ids) for state in self.before.values())


class _Build:
    """One run: owns the writing session's bookkeeping."""

    def __init__(self, known: _Known, reader: IsolatedReader, options: BuildOptions, progress: Progress) -> None:
        self._known = known
        self._reader = reader
        self._options = options
        self._progress = progress
        self._files_done = self._files_all = 0
        self._waiting = 0
        self._tally = Tally()
        self._removals = Removals()
        self._contested: set[str] = set()
        self._ended: list[tuple[str, str]] = []
        self._owner = {report_id: source for source, state in known.states.items() for report_id in state.ids}

    def run(
        self, session: AbstractContextManager[Writer], files: list[SourceFile], streams: Iterable[tuple[str, Items]]
    ) -> Tally:
        self._files_all = len(files)
        with session as writer:
            self._release(writer, {file.source for file in files})
            for file, digest in self._asked_ahead(files):
                self._index_file(writer, file, digest)
                self._files_done += 1
                self._report_progress()
            for source, items in streams:
                self._put_all(writer, source, items)
            self._remove(writer)
        return self._tally

    def _report_progress(self) -> None:
        self._progress(self._files_done, self._files_all, self._tally.put)

    def _release(self, writer: Writer, present: set[str]) -> None:
        """Let other sources have the reports of those that are gone; what is taken over by none is removed in the end."""
        for source, state in self._known.gone(present).items():
            self._lose(source, state.ids)
            self._tally.forgotten.append(source)
        for source in self._known.problems.sources():
            if source not in present and self._known.in_scope(source):
                self._remember(writer, source, [])

    def _asked_ahead(self, files: list[SourceFile]) -> Iterator[tuple[SourceFile, str]]:
        """Yield each file with the digest of its content ("" where it can't be read), some after the reader was asked for it."""
        waiting: deque[tuple[SourceFile, str]] = deque()
        for file in files:
            digest = self._digest(file)
            if digest and not self._is_unchanged(file, digest):
                self._reader.ask(str(file.path), file.source)
                self._reader.start()
            waiting.append((file, digest))
            if len(waiting) > FILES_AHEAD:
                yield waiting.popleft()
        yield from waiting

    def _digest(self, file: SourceFile) -> str:
        try:
            with open_regular(file.path) as opened:
                return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
        except OSError as exc:
            reason = f"读不了文件：{exc.strerror or exc}，请检查权限和磁盘"
            self._tally.problems.append(Problem(file.source, reason, cut_short=True))
            return ""

    def _is_unchanged(self, file: SourceFile, digest: str) -> bool:
        state = self._known.states.get(file.source)
        return state is not None and state.digest == _whole(digest, state.ids)

    def _index_file(self, writer: Writer, file: SourceFile, digest: str) -> None:
        if not digest:
            return
        if self._is_unchanged(file, digest):
            self._tally.unchanged += len(self._known.states[file.source].ids)
            self._tally.problems += self._known.problems.of(file.source)
            return
        self._tally.files += 1
        first = len(self._tally.problems)
        passed_over = len(self._tally.passed_over)
        ids = self._put_all(writer, file.source, self._reader.read())
        if not ids and len(self._tally.problems) == first and len(self._tally.passed_over) == passed_over:
            self._tally.problems.append(Problem(file.source, "文件里没有任何信息，请检查导出是否完整，或删除"))
        problems = self._tally.problems[first:]
        if any(problem.cut_short for problem in problems):
            return  # what it held before stays, and it is read again next time
        lost = self._known_ids(file.source) - ids
        self._lose(file.source, lost)
        if not self._remember(writer, file.source, problems if ids else []) or file.source in self._contested:
            return  # read again next time
        if lost:
            self._ended.append((file.source, _whole(digest, ids)))
        else:
            writer.end_source(file.source, _whole(digest, ids))

    def _put_all(self, writer: Writer, source: str, items: Items) -> frozenset[str]:
        """Put the reports of a source; return their ids."""
        ids: set[str] = set()
        for item in items:
            if isinstance(item, Problem):
                self._tally.problems.append(item)
            elif isinstance(item, PassedOver):
                self._tally.passed_over.append(item)
            elif self._may_put(item, source):
                ids.add(item.id)
                self._put(writer, item)
        return frozenset(ids)

    def _may_put(self, report: Report, source: str) -> bool:
        owner = self._owner.setdefault(report.id, source)
        if owner != source:
            reason = f"编号重复：{report.id} 已被 {owner} 使用，请改用不同的 id，或去掉 id 由程序生成"
            self._tally.problems.append(Problem(source, reason))
            self._contested.add(source)
        return owner == source

    def _put(self, writer: Writer, report: Report) -> None:
        if report.id in self._removals or report.id in self._known_ids(report.source):
            self._tally.changed += 1
        else:
            self._tally.added += 1
        self._removals.spare(report.id)
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

    def _lose(self, source: str, ids: Iterable[str]) -> None:
        """Put off the removal of reports that a source holds no more, and let other sources have them."""
        self._removals.add(source, ids)
        for report_id in ids:
            if self._owner.get(report_id) == source:
                del self._owner[report_id]

    def _remove(self, writer: Writer) -> None:
        """Remove what no source holds any more, unless that is too much, and end the sources that lost reports."""
        if self._options.rebuild:
            for source, state in self._known.before.items():
                self._removals.add(source, state.ids - self._owner.keys())
        limit = self._options.removals
        if limit is not None:
            limit.check(len(self._removals), self._known.reports, self._removals.sources())
        self._tally.removed = len(self._removals)
        for report_id in () if self._options.rebuild else self._removals:
            writer.delete(report_id)
        for source, digest in self._ended:
            writer.end_source(source, digest)

    def _known_ids(self, source: str) -> frozenset[str]:
        state = self._known.states.get(source)
        return state.ids if state else frozenset()


def _whole(digest: str, ids: Set[str]) -> str:
    """Return what is recorded of a file that is indexed whole: its digest, and how many reports it gave.

    A file of which an index has lost some reports is read again.
    """
    return f"{digest}-{len(ids)}"
