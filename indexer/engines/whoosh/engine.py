"""The engine port over a Whoosh index in one folder."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from corpus.errors import reason_of
from corpus.problem import Problem
from corpus.report import Report
from indexer.engine import Damage, EngineStatus, Matches, SourceFileState, Writer
from indexer.engines.remembered_problems import from_plain
from indexer.engines.source_digests import source_states
from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.read.damage import damage
from indexer.engines.whoosh.read.frequent_words import frequent_words
from indexer.engines.whoosh.read.mapped_pages import MappedPages
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.vocabulary import vocabulary
from indexer.engines.whoosh.search.collector import collect
from indexer.engines.whoosh.store.file_state import FILE_MODE, FOLDER_MODE
from indexer.engines.whoosh.store.files import (
    LOCK,
    REBUILD_FOLDER,
    Contents,
    adopt,
    contents_path,
    is_latest,
    latest_generation,
    missing_segments,
    read_contents,
    remove_leftovers,
    size_in_bytes,
)
from indexer.engines.whoosh.store.ordinals import text_ordinals
from indexer.engines.whoosh.store.ownership import check_owner
from indexer.engines.whoosh.store.stamp import stamp_path
from indexer.engines.whoosh.write.writer import WhooshWriter
from indexer.errors import INDEX_COMMAND, IndexDamaged, IndexLocked, IndexMissing, IndexUnwritable
from indexer.query import Plan, TermKind

OPEN_ATTEMPTS = 20
"""How often a generation may vanish under us because a writer commits, before we call it an error."""


class WhooshEngine:
    """Searches and writes the index in `folder`. Nothing is opened before it is needed.

    A search sees the newest commit, also one made by another process. An index of another user is refused, unless
    `allow_foreign_owner`.
    """

    folds = True

    def __init__(self, folder: Path, *, allow_foreign_owner: bool = False) -> None:
        self._folder = folder
        self._allow_foreign_owner = allow_foreign_owner
        self._current: Snapshot | None = None
        self._mapped = MappedPages()
        self._lock = threading.Lock()

    def search(self, plan: Plan) -> Matches:
        """Return the answer to a plan."""
        snapshot = self._snapshot()
        matches = collect(snapshot, plan)
        self._release_pages(snapshot)
        return matches

    def get(self, ids: Iterable[str]) -> dict[str, Report]:
        """Return the reports with these ids; unknown ids are absent."""
        documents = self._snapshot().documents
        found = ((each, documents.get(each)) for each in ids)
        return {report_id: report for report_id, report in found if report is not None}

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the ids of the reports that have each exact value."""
        documents = self._snapshot().documents
        found = ((value, tuple(documents.holders(field, value))) for value in values)
        return {value: ids for value, ids in found if ids}

    def vocabulary(self, field: str, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Return a keyword field's values that begin with `prefix`, in code point order, with counts."""
        return vocabulary(self._snapshot(), field, prefix)

    def document_frequencies(self, terms: Iterable[str], kind: TermKind, fields: tuple[str, ...]) -> dict[str, int]:
        """Return how many reports have each term in any of the text fields; terms that none has are absent."""
        count = self._snapshot().terms.document_frequency
        found = {term: count(kind.value, term, text_ordinals(fields)) for term in terms}
        return {term: frequency for term, frequency in found.items() if frequency}

    def frequent_words(self, most: int) -> Sequence[tuple[str, int]]:
        """Return up to `most` words, those that most reports have first."""
        snapshot = self._snapshot()
        words = frequent_words(snapshot, most)
        self._release_pages(snapshot)
        return words

    def files(self) -> Mapping[str, SourceFileState]:
        """Return what is indexed of each source file; an index that isn't there yet has none.

        Reports of segments whose files are gone are not indexed: the next session of writing gives these segments up.
        """
        if latest_generation(self._folder) < 0:
            return {}
        return source_states(self._snapshot(without_missing=True).documents.sources())

    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return the problems that are remembered, by source; an index that isn't there yet has none."""
        if latest_generation(self._folder) < 0:
            return {}
        return from_plain(self._snapshot(without_missing=True).contents.problems)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Yield a writer for changes to the index, which is made if it isn't there."""
        with self._writing():
            generation = latest_generation(self._folder)
            if generation >= 0:
                self._check_owner(generation)
                remove_leftovers(self._folder)
            with closing(WhooshWriter(self._folder)) as writer:
                yield writer
                writer.finish()

    @contextmanager
    def rebuild(self) -> Iterator[Writer]:
        """Yield a writer for a new index beside the old one, which it replaces when done."""
        with self._writing():
            built = self._folder / REBUILD_FOLDER
            shutil.rmtree(built, ignore_errors=True)
            built.mkdir(FOLDER_MODE)
            try:
                with closing(WhooshWriter(built)) as writer:
                    yield writer
                    writer.finish()
                adopt(self._folder, built)
            finally:
                shutil.rmtree(built, ignore_errors=True)

    def generation(self) -> str:
        """Return the name of the newest commit."""
        return self._snapshot().contents.name

    def status(self) -> EngineStatus:
        """Return what the index holds."""
        snapshot = self._snapshot()
        return EngineStatus(
            engine="whoosh",
            reports=snapshot.count,
            generation=snapshot.contents.name,
            size=size_in_bytes(self._folder),
            segments=len(snapshot.segments),
        )

    def check(self) -> Iterator[Damage]:
        """Return all damage, also of files that no search has read."""
        generation = latest_generation(self._folder)
        if generation < 0:
            raise IndexMissing(self._folder)
        self._check_owner(generation)
        return damage(self._folder, generation, is_being_written=not self._lock_is_free())

    def close(self) -> None:
        """Release the index's files."""
        with self._lock:
            self._current = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self._folder.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
            lock = self._lock_file()
            if not lock.acquire():
                raise IndexLocked(self._folder)
            try:
                yield
            finally:
                lock.release()
        except OSError as exc:
            if not _concerns(exc, self._folder):
                raise
            raise IndexUnwritable(self._folder, reason_of(exc)) from exc

    def _lock_file(self) -> Any:
        """Return the lock that writers hold; its file is made by us, because Whoosh would make it executable for all."""
        path = self._folder / LOCK
        path.touch(FILE_MODE)
        with suppress(PermissionError):  # somebody else's, who may let us write all the same
            path.chmod(path.stat().st_mode & FILE_MODE)
        return FileStorage(str(self._folder)).lock(LOCK)

    def _lock_is_free(self) -> bool:
        """Return whether nobody is writing, as far as we may know."""
        try:
            lock = self._lock_file()
            if not lock.acquire():
                return False
            lock.release()
        except OSError:
            return True
        return True

    def _check_owner(self, generation: int) -> None:
        if not self._allow_foreign_owner:
            check_owner([self._folder, stamp_path(self._folder, generation), contents_path(self._folder, generation)])

    def _snapshot(self, *, without_missing: bool = False) -> Snapshot:
        """Return the newest committed generation, opening it when it isn't the one already open.

        With `without_missing` segments whose files are gone are left out.
        """
        with self._lock:
            if self._current is not None and is_latest(self._folder, self._current.contents):
                return self._current
            for _ in range(OPEN_ATTEMPTS):
                generation = latest_generation(self._folder)
                if generation < 0:
                    raise IndexMissing(self._folder)
                try:
                    self._check_owner(generation)
                    contents = read_contents(self._folder, generation)
                    missing = missing_segments(self._folder, contents.segments)
                    if missing and is_latest(self._folder, contents):
                        if without_missing:
                            return self._open(contents, [each for each in contents.segments if each not in missing])
                        raise self._incomplete(missing)
                    self._current = self._open(contents, contents.segments)
                except FileNotFoundError:
                    continue  # a writer has committed meanwhile and removed the files of this generation
                return self._current
            raise IndexMissing(self._folder)

    def _open(self, contents: Contents, segments: Sequence[ColumnarSegment]) -> Snapshot:
        """Return a generation; segments that the current one has too stay open, with all that is derived from them."""
        opened = {segment.name: segment for segment in self._current.segments} if self._current else {}
        if not self._allow_foreign_owner:
            check_owner(self._folder / segment.file_name for segment in segments)
        return Snapshot([segment.open(self._folder, opened) for segment in segments], contents, self._current)

    def _release_pages(self, snapshot: Snapshot) -> None:
        self._mapped.release([segment.file for segment in snapshot.segments])

    def _incomplete(self, missing: Sequence[ColumnarSegment]) -> IndexDamaged:
        names = "、".join(segment.file_name for segment in missing)
        return IndexDamaged(self._folder, f"缺少文件 {names}", INDEX_COMMAND)


def _concerns(error: OSError, folder: Path) -> bool:
    """Return whether a system error is about the index: it names a file there, or none at all (a full disk)."""
    return error.filename is None or Path(str(error.filename)).is_relative_to(folder)
