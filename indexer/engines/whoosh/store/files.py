"""The files of an index folder: Whoosh's own, and beside each table of contents the stamp of its generation."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME as INDEX_NAME
from whoosh.index import TOC, clean_files

from indexer.engines.remembered_problems import PlainProblems
from indexer.engines.whoosh.compat.codec import EXTENSION, ColumnarSegment
from indexer.engines.whoosh.compat.schema import whoosh_schema
from indexer.engines.whoosh.store.arrays import sync_folder
from indexer.engines.whoosh.store.file_state import FILE_MODE, FileState, is_file
from indexer.engines.whoosh.store.stamp import STAMP, checksum_of, read_stamp, stamp_path, write_stamp
from indexer.errors import IndexDamaged, IndexMismatch, IndexMissing

REBUILD_FOLDER = "rebuild"
LOCK = f"{INDEX_NAME}_WRITELOCK"


@dataclass(frozen=True, slots=True)
class Contents:
    """A committed generation: its number and identity, its segments, which file its table of contents is, and the problems of
    its sources.
    """

    generation: int
    identity: str
    segments: tuple[ColumnarSegment, ...]
    file: FileState
    problems: PlainProblems

    @property
    def name(self) -> str:
        """The name of the generation, which no other state of any index has."""
        return f"{self.generation}-{self.identity}"


def latest_generation(folder: Path) -> int:
    """Return the number of the newest commit, or -1 where there is no index."""
    if not folder.is_dir():
        return -1
    return int(TOC._latest_generation(FileStorage(str(folder)), INDEX_NAME))


def is_latest(folder: Path, contents: Contents) -> bool:
    """Return whether a generation that was the newest still is: its table of contents is the same file and the next one is not.

    Looking at two names takes a tenth of listing the folder, which every request would do several times. Generations
    have no gaps, and a commit removes the old table of contents only when the new one exists. An index that was made anew,
    swapped in or restored has other files, also where their names are the same.
    """
    # Path objects would take longer than the two looks.
    base = f"{folder}{os.sep}"
    return not os.access(base + TOC._filename(INDEX_NAME, contents.generation + 1), os.F_OK) and is_file(
        base + TOC._filename(INDEX_NAME, contents.generation), contents.file
    )


def contents_path(folder: Path, generation: int) -> Path:
    """Return the path of a generation's table of contents."""
    return folder / str(TOC._filename(INDEX_NAME, generation))


def read_contents(folder: Path, generation: int) -> Contents:
    """Return a generation; one that other code made, and a damaged one, is refused before it is unpickled.

    Raises FileNotFoundError when a writer has removed that generation meanwhile.
    """
    if generation < 0:
        raise IndexMissing(folder)
    try:
        stamp = read_stamp(folder, generation)
    except FileNotFoundError:
        if latest_generation(folder) != generation:
            raise
        raise IndexMismatch(folder, "没有版本标记，不是由本程序建立的") from None
    path = contents_path(folder, generation)
    with path.open("rb") as file:
        state, content = FileState.of(os.fstat(file.fileno())), file.read()
    if checksum_of(content) != stamp.contents:
        raise IndexDamaged(folder, f"目录文件 {path.name} 的校验和不符")
    contents = TOC.read(FileStorage(str(folder)), INDEX_NAME, gen=generation)
    return Contents(generation, stamp.identity, tuple(contents.segments), state, stamp.problems)


def commit(folder: Path, generation: int, segments: Sequence[ColumnarSegment], problems: PlainProblems) -> None:
    """Make `segments`, whose files are durable already, the index of a new generation, which remembers `problems`.

    The rename of the new table of contents is the commit: a crash before it leaves the old index and some stray files,
    which the next commit removes.
    """
    storage = _DurableStorage(folder, generation, problems)
    TOC(whoosh_schema(), list(segments), generation).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, generation, segments)
    _remove_old_stamps(folder, generation)


def adopt(folder: Path, built: Path) -> None:
    """Replace the index in `folder` by the finished one in folder `built`.

    Segment files have names of their own, so they move in beside the old ones, and a commit makes them the index.
    """
    contents = read_contents(built, latest_generation(built))
    for segment in contents.segments:
        (built / segment.file_name).replace(folder / segment.file_name)
    commit(folder, latest_generation(folder) + 1, contents.segments, contents.problems)


class _DurableStorage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """Files in a folder, where a rename is durable, comes after everything before it, and is that of a stamped generation."""

    def __init__(self, folder: Path, generation: int, problems: PlainProblems) -> None:
        super().__init__(str(folder))
        self._generation = generation
        self._problems = problems

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a table of contents whose stamp is on disk before, as is every file that it names."""
        folder = Path(self.folder)
        with (folder / oldname).open("rb") as file:
            os.fchmod(file.fileno(), os.fstat(file.fileno()).st_mode & FILE_MODE)
            content = file.read()
            os.fsync(file.fileno())
        write_stamp(folder, self._generation, content, self._problems)
        sync_folder(folder)
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(folder)


def size_in_bytes(folder: Path) -> int:
    """Return the sum of the sizes of the index's files, of which a writer may remove some meanwhile."""
    return sum(map(_size, folder.iterdir()))


def _size(path: Path) -> int:
    try:
        status = path.stat()
    except FileNotFoundError:
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def missing_segments(folder: Path, segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
    """Return the segments whose files are gone."""
    return [segment for segment in segments if not (folder / segment.file_name).exists()]


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield what a killed writer left: of use to nobody, as long as the index's lock is held or free."""
    generation = latest_generation(folder)
    if generation < 0:
        return
    try:
        segments = read_contents(folder, generation).segments
    except (IndexDamaged, IndexMismatch):
        return  # what belongs to it can't be told
    belonging = {stamp_path(folder, generation), contents_path(folder, generation)}
    belonging |= {folder / segment.file_name for segment in segments}
    for path in sorted(folder.iterdir()):
        ours = path.name == REBUILD_FOLDER or STAMP.fullmatch(path.name) or path.name.endswith(EXTENSION)
        if path not in belonging and (ours or path.name.startswith(f"_{INDEX_NAME}_")):
            yield path


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed writer left; whoever calls it holds the index's lock."""
    for path in list(leftovers(folder)):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _remove_old_stamps(folder: Path, generation: int) -> None:
    for path in folder.iterdir():
        if (match := STAMP.fullmatch(path.name)) and int(match.group(1)) < generation:
            path.unlink(missing_ok=True)
