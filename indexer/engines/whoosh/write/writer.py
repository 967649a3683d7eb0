"""Writes batches of reports as segments, several at a time, and commits them together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from whoosh.index import _DEF_INDEX_NAME as INDEX_NAME

from corpus.problem import Problem
from corpus.process_memory import give_back_freed_memory
from corpus.report import Report
from indexer.engines.remembered_problems import PlainProblems, change
from indexer.engines.source_digests import SourceDigests
from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.store.files import commit, latest_generation, missing_segments, read_contents
from indexer.engines.whoosh.store.postings import MAX_REPORTS
from indexer.engines.whoosh.store.records import encode_record
from indexer.engines.whoosh.write.inversion import write_segment
from indexer.engines.whoosh.write.merge_policy import plan_merges
from indexer.engines.whoosh.write.processes import end_pool, invert, merge, start_pool

BATCH_CHARACTERS = 4_000_000
"""Text inverted at once, a longer report by itself: about 1,500 reports and 130 MB of working memory for each process. In batches three times
as large the arrays are too large for the C library to keep, and a third of the time goes into zeroing pages."""

INLINE_CHARACTERS = 1_000_000
"""Less text than this is inverted before another process has started."""

INLINE_REPORTS = 4_096
"""Fewer reports than this are merged before another process has started."""

MANY_SEGMENTS = 64
"""Segments above which a checkpoint merges: searches look into every one of them."""

REPORT_CHARACTERS = 500
"""What a report counts for beside its body, which is what it takes where it is inverted: so a batch of reports without bodies stays small too."""


class WhooshWriter:
    """The writing end of one session; whoever makes it holds the index's lock, and closes it."""

    def __init__(self, folder: Path, processes: int | None = None) -> None:
        """Continue the index in `folder`, or start one. `processes` invert at a time; None for one a core."""
        self._folder = folder
        self._processes = processes or os.cpu_count() or 1
        self._generation = latest_generation(folder)
        if self._generation < 0:
            self._generation = 0
            self._segments: list[ColumnarSegment] = []
            missing: list[ColumnarSegment] = []
            self._problems: PlainProblems = {}
            commit(folder, 0, [], {})
        else:
            committed = read_contents(folder, self._generation)
            missing = missing_segments(folder, committed.segments)
            self._segments = [segment for segment in committed.segments if segment not in missing]
            self._problems = dict(committed.problems)
        self._digests = SourceDigests()
        self._pool: ProcessPoolExecutor | None = None
        self._batch: dict[str, tuple[bytes, str]] = {}
        self._batch_characters = 0
        self._written: list[_Written] = []
        self._newest_in: dict[str, _Written] = {}
        self._removed: set[str] = set()
        self._unmerged = bool(missing)  # `finish` commits what is left of the index, also when nothing is put
        self._problems_differ = False

    def put(self, report: Report) -> None:
        """Add or replace a report at the next checkpoint."""
        self._put(report, self._digests.put(report))

    def delete(self, report_id: str) -> None:
        """Remove a report at the next checkpoint."""
        self._digests.delete(report_id)
        self._remove(report_id)

    def end_source(self, source: str, digest: str) -> None:
        """Record that all reports of a source have been put, from the next checkpoint on."""
        for report, stored_digest in self._digests.end(source, digest):
            if report.id in self._batch:
                record, _ = self._batch[report.id]
                self._batch[report.id] = (record, stored_digest)
            else:
                self._put(report, stored_digest)

    def remember(self, source: str, problems: Sequence[Problem]) -> None:
        """Keep the problems with a source from the next checkpoint on."""
        self._problems_differ |= change(self._problems, source, problems)

    def checkpoint(self) -> None:
        """Commit what was put and deleted.

        Merging waits for `finish`, so that the processes of a large build have no idle time, unless segments are many.
        """
        self._commit(merge_from=MANY_SEGMENTS)

    def finish(self) -> None:
        """Commit the last of the session, and merge what is small."""
        self._commit(merge_from=0)

    def _commit(self, *, merge_from: int) -> None:
        changed = self._batch or self._written or self._removed or self._problems_differ
        if not changed and (merge_from or not self._unmerged):
            return
        if self._written or self._batch_characters > INLINE_CHARACTERS:
            self._start_batch()
        elif self._batch:
            segment = ColumnarSegment(INDEX_NAME)
            positions = write_segment(self._folder / segment.file_name, list(self._batch.values()))
            self._written.append(_Written(segment, list(self._batch), positions))
        segments = [*self._without_removed(), *(each.finished() for each in self._written)]
        segments = [segment for segment in segments if segment.doc_count()]
        self._segments = self._merged(segments) if len(segments) > merge_from else segments
        self._unmerged = merge_from > 0
        self._generation += 1
        commit(self._folder, self._generation, self._segments, self._problems)
        self._problems_differ = False
        self._batch, self._batch_characters = {}, 0
        self._written, self._newest_in, self._removed = [], {}, set()

    def close(self) -> None:
        """End the processes; what is not committed is dropped."""
        if self._pool is not None:
            end_pool(self._pool)
            self._pool = None

    def _put(self, report: Report, digest: str) -> None:
        self._remove(report.id)
        characters = len(report.body) + REPORT_CHARACTERS
        if self._batch_characters + characters > BATCH_CHARACTERS:
            self._start_batch()  # a very long report is inverted by itself
        self._batch[report.id] = (encode_record(report), digest)
        self._batch_characters += characters
        if self._batch_characters > INLINE_CHARACTERS:
            self._processes_pool()  # it loads meanwhile
        if self._batch_characters >= BATCH_CHARACTERS or len(self._batch) == MAX_REPORTS:
            self._start_batch()

    def _remove(self, report_id: str) -> None:
        """Drop what was put under an id, and note what is committed under it for deletion."""
        self._batch.pop(report_id, None)
        written = self._newest_in.pop(report_id, None)
        if written is not None:
            written.superseded.add(report_id)
        if self._segments:
            self._removed.add(report_id)

    def _start_batch(self) -> None:
        """Let another process invert the batch; wait first while enough text is under way."""
        if not self._batch:
            return
        room = (self._processes + 1) * BATCH_CHARACTERS - self._batch_characters
        under_way = {each.positions: each.characters for each in self._written if isinstance(each.positions, Future)}
        unfinished = [each for each in under_way if not each.done()]
        while unfinished and sum(under_way[each] for each in unfinished) > room:
            unfinished = list(wait(unfinished, return_when=FIRST_COMPLETED).not_done)
        segment = ColumnarSegment(INDEX_NAME)
        batch = list(self._batch.values())
        positions = self._processes_pool().submit(invert, self._folder / segment.file_name, batch)
        written = _Written(segment, list(self._batch), positions, self._batch_characters)
        self._written.append(written)
        self._newest_in.update(dict.fromkeys(self._batch, written))
        self._batch, self._batch_characters = {}, 0
        give_back_freed_memory()  # what a batch took here is not needed for long

    def _without_removed(self) -> Iterable[ColumnarSegment]:
        """Yield the committed segments without the reports that were deleted or replaced."""
        for segment in self._segments:
            if not self._removed:
                yield segment
                continue
            opened = segment.open(self._folder)
            docs = (opened.doc_of(each) for each in self._removed)
            gone = [doc for doc in docs if doc is not None]
            yield segment.without(gone) if gone else segment

    def _merged(self, segments: list[ColumnarSegment]) -> list[ColumnarSegment]:
        groups = plan_merges(segments)
        merged = [ColumnarSegment(INDEX_NAME) for _ in groups]
        work = [
            (self._folder / output.file_name, self._folder, group) for output, group in zip(merged, groups, strict=True)
        ]
        if sum(segment.doc_count() for group in groups for segment in group) <= INLINE_REPORTS:
            positions = [merge(*each) for each in work]
        else:
            positions = list(self._processes_pool().map(merge, *zip(*work, strict=True)))
        for output, group, size in zip(merged, groups, positions, strict=True):
            output.reports, output.positions = sum(segment.doc_count() for segment in group), size
        gone = {segment.segid for group in groups for segment in group}
        return [*(segment for segment in segments if segment.segid not in gone), *merged]

    def _processes_pool(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = start_pool(self._processes)
        return self._pool


@dataclass(eq=False, slots=True)
class _Written:
    """A batch that is a segment file, or becomes one: its reports' ids by document number, and those replaced since."""

    segment: ColumnarSegment
    ids: list[str]
    positions: Future[int] | int
    characters: int = 0
    superseded: set[str] = field(default_factory=set)

    def finished(self) -> ColumnarSegment:
        """Return the segment of the file, after waiting for it."""
        self.segment.positions = self.positions.result() if isinstance(self.positions, Future) else self.positions
        self.segment.reports = len(self.ids)
        gone = [doc for doc, report_id in enumerate(self.ids) if report_id in self.superseded]
        return self.segment.without(gone) if gone else self.segment
