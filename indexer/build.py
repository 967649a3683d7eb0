"""Builds: bring an index in step with source files, reading only what is new or has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report
from indexer.engine import Engine, SourceFileState, Writer

CHECKPOINT_CHARACTERS = 96_000_000
"""Text put between two commits: about 40,000 reports, or a minute of work that an interruption can cost."""

Progress = Callable[[int, int, int], None]
"""Called with files done, files in all and reports put so far: after every file and, within long ones, now and then."""

REPORTS_BETWEEN_PROGRESS = 100


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to index: its `source` (the name its reports keep for good) and where it is now."""

    source: str
    path: Path


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, counted in reports, and every problem it met.

    `reports` is how many the index holds afterwards, `files` how many were read (unchanged ones are not).
    """

    reports: int
    added: int
    changed: int
    unchanged: int
    removed: int
    files: int
    problems: tuple[Problem, ...]

    @property
    def skipped(self) -> int:
        """The number of files and lines that gave no report."""
        return sum(problem.skipped for problem in self.problems)

    def with_problems(self, problems: Iterable[Problem]) -> BuildReport:
        """Return the same report with further problems before its own."""
        return replace(self, problems=(*problems, *self.problems))


@dataclass(slots=True)
class _Tally:
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)


def build(
    engine: Engine,
    files: Iterable[SourceFile],
    *,
    in_scope: Callable[[str], bool],
    rebuild: bool = False,
    streams: Iterable[tuple[str, Iterable[Report | Problem]]] = (),
    progress: Progress | None = None,
    checkpoint_characters: int = CHECKPOINT_CHARACTERS,
) -> BuildReport:
    """Index `files`, forget indexed sources in scope that are not among them any more, and return what was done.

    `streams` are reports that come from no file, by source; they are always put. With `rebuild` a new index is made,
    which replaces the old one at the end. What was committed before an interruption stays, and the next build goes on.
    """
    listed = sorted(files, key=lambda each: each.source)
    known = {} if rebuild else dict(engine.files())
    session = engine.rebuild() if rebuild else engine.write()
    report_progress = progress or (lambda *_: None)
    return _Build(engine, known, session, checkpoint_characters, report_progress).run(listed, in_scope, streams)


class _Build:
    """One run: owns the writing session's bookkeeping."""

    def __init__(
        self,
        engine: Engine,
        known: dict[str, SourceFileState],
        session: AbstractContextManager[Writer],
        checkpoint_characters: int,
        progress: Progress,
    ) -> None:
        self._engine = engine
        self._known = known
        self._session = session
        self._limit = checkpoint_characters
        self._progress = progress
        self._files_done = self._files_all = 0
        self._waiting = 0
        self._tally = _Tally()
        self._owner = {report_id: source for source, state in known.items() for report_id in state.ids}

    def run(
        self,
        files: list[SourceFile],
        in_scope: Callable[[str], bool],
        streams: Iterable[tuple[str, Iterable[Report | Problem]]],
    ) -> BuildReport:
        self._files_all = len(files)
        with self._session as writer:
            self._forget(writer, files, in_scope)
            for file in files:
                self._index_file(writer, file)
                self._files_done += 1
                self._report_progress()
            for source, items in streams:
                self._put_all(writer, source, items)
        tally = self._tally
        return BuildReport(
            reports=self._engine.status().reports,
            added=tally.added,
            changed=tally.changed,
            unchanged=tally.unchanged,
            removed=tally.removed,
            files=tally.files,
            problems=tuple(tally.problems),
        )

    def _report_progress(self) -> None:
        self._progress(self._files_done, self._files_all, self._tally.added + self._tally.changed)

    def _forget(self, writer: Writer, files: list[SourceFile], in_scope: Callable[[str], bool]) -> None:
        present = {file.source for file in files}
        for source, state in self._known.items():
            if source not in present and in_scope(source):
                self._delete(writer, source, state.ids)

    def _index_file(self, writer: Writer, file: SourceFile) -> None:
        state = self._known.get(file.source)
        try:
            digest = _digest(file.path)
        except OSError as exc:
            self._tally.problems.append(Problem(file.source, f"无法读取：{exc.strerror}。请检查文件权限。"))
            return
        if state is not None and state.digest == _whole(digest, state.ids):
            self._tally.unchanged += len(state.ids)
            return
        self._tally.files += 1
        ids = self._put_all(writer, file.source, read_file(file.path, source=file.source))
        if state is not None:
            self._delete(writer, file.source, state.ids - ids)
        writer.end_source(file.source, _whole(digest, ids))

    def _put_all(self, writer: Writer, source: str, items: Iterable[Report | Problem]) -> frozenset[str]:
        ids: set[str] = set()
        for report in self._reports(items):
            owner = self._owner.setdefault(report.id, source)
            if owner != source:
                reason = f"编号 {report.id} 已被 {owner} 使用。请改用不同的 id，或去掉 id 由程序生成。"
                self._tally.problems.append(Problem(source, reason))
                continue
            if report.id in self._known_ids(source):
                self._tally.changed += 1
            else:
                self._tally.added += 1
            ids.add(report.id)
            if self._waiting >= self._limit:
                writer.checkpoint()
                self._waiting = 0
            writer.put(report)
            self._waiting += len(report.body)
            if (self._tally.added + self._tally.changed) % REPORTS_BETWEEN_PROGRESS == 0:
                self._report_progress()
        return frozenset(ids)

    def _reports(self, items: Iterable[Report | Problem]) -> Iterator[Report]:
        for item in items:
            if isinstance(item, Problem):
                self._tally.problems.append(item)
            else:
                yield item

    def _delete(self, writer: Writer, source: str, ids: Iterable[str]) -> None:
        for report_id in ids:
            if self._owner.get(report_id) == source:
                del self._owner[report_id]
                writer.delete(report_id)
                self._tally.removed += 1

    def _known_ids(self, source: str) -> frozenset[str]:
        state = self._known.get(source)
        return state.ids if state else frozenset()


def _whole(digest: str, ids: Set[str]) -> str:
    """Return what is recorded of a file that is indexed whole: its digest, and how many reports it gave.

    A file of which an index has lost some reports is read again.
    """
    return f"{digest}-{len(ids)}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
