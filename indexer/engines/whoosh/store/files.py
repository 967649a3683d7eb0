"""The files of an index folder: Whoosh's own, and beside each table of contents a stamp that says what made it.

The stamp is read before the table of contents, because that is a pickle of classes which other code may not have.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME as INDEX_NAME
from whoosh.index import TOC, clean_files

from indexer.engines.remembered_problems import PlainProblems
from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.compat.schema import whoosh_schema
from indexer.engines.whoosh.store.arrays import sync_folder
from indexer.errors import IndexDamaged, IndexMismatch, IndexMissing
from indexer.fingerprint import described, fingerprint

REBUILD_FOLDER = "rebuild"
_STAMP = re.compile(r"suoyin-(\d+)\.json")


def latest_generation(folder: Path) -> int:
    """Return the number of the newest commit, or -1 where there is no index."""
    if not folder.is_dir():
        return -1
    return int(TOC._latest_generation(FileStorage(str(folder)), INDEX_NAME))


def is_latest(folder: Path, generation: int) -> bool:
    """Return whether a generation that was the newest still is: its table of contents is there and the next one is not.

    Looking at two names takes a tenth of listing the folder, which every request would do several times. Generations
    have no gaps, and a commit removes the old table of contents only when the new one exists.
    """
    # Path objects would take longer than the two looks.
    base = f"{folder}{os.sep}"
    return not os.access(base + TOC._filename(INDEX_NAME, generation + 1), os.F_OK) and os.access(
        base + TOC._filename(INDEX_NAME, generation), os.F_OK
    )


def read_contents(folder: Path, generation: int) -> TOC:
    """Return a generation's table of contents; one that other code made is refused.

    Raises FileNotFoundError when a writer has removed that generation meanwhile.
    """
    check_stamp(folder, generation)
    try:
        return TOC.read(FileStorage(str(folder)), INDEX_NAME, gen=generation)
    except FileNotFoundError:
        raise
    except Exception as exc:  # a damaged pickle can raise anything
        raise IndexDamaged(folder, f"目录文件读不出来：{exc}") from exc


def check_stamp(folder: Path, generation: int) -> None:
    """Refuse a generation that was not made by this code, before anything of it is unpickled."""
    if generation < 0:
        raise IndexMissing(folder)
    try:
        stamp = json.loads(_stamp(folder, generation).read_text(encoding="utf-8"))
        made_by = stamp["fingerprint"]
    except FileNotFoundError:
        if latest_generation(folder) != generation:
            raise
        raise IndexMismatch(folder, "没有版本标记，不是由本程序建立的") from None
    except (ValueError, KeyError, TypeError) as exc:
        raise IndexDamaged(folder, f"版本标记读不出来：{exc}") from exc
    if made_by != fingerprint():
        raise IndexMismatch(folder, f"索引版本 {made_by}，程序版本 {fingerprint()}")


def read_problems(folder: Path, generation: int) -> PlainProblems:
    """Return the problems that a generation remembers. Raises FileNotFoundError when a writer has removed it meanwhile."""
    stamp = json.loads(_stamp(folder, generation).read_text(encoding="utf-8"))
    found: PlainProblems = stamp.get("problems", {})
    return found


def write_stamp(folder: Path, generation: int, problems: PlainProblems) -> None:
    """Write the stamp of a generation that is about to be committed, durably."""
    with _stamp(folder, generation).open("w", encoding="utf-8") as file:
        json.dump({"fingerprint": fingerprint(), "described": described(), "problems": problems}, file)
        file.flush()
        os.fsync(file.fileno())


def commit(folder: Path, generation: int, segments: Sequence[ColumnarSegment], problems: PlainProblems) -> None:
    """Make `segments`, whose files are durable already, the index of a new generation, which remembers `problems`.

    The rename of the new table of contents is the commit: a crash before it leaves the old index and some stray files,
    which the next commit removes.
    """
    write_stamp(folder, generation, problems)
    storage = _DurableStorage(str(folder))
    TOC(whoosh_schema(), list(segments), generation).write(storage, INDEX_NAME)
    clean_files(storage, INDEX_NAME, generation, segments)
    _remove_old_stamps(folder, generation)


def adopt(folder: Path, built: Path) -> None:
    """Replace the index in `folder` by the finished one in folder `built`.

    Segment files have names of their own, so they move in beside the old ones, and a commit makes them the index.
    """
    generation = latest_generation(built)
    contents = read_contents(built, generation)
    for segment in contents.segments:
        (built / segment.file_name).replace(folder / segment.file_name)
    commit(folder, latest_generation(folder) + 1, contents.segments, read_problems(built, generation))


class _DurableStorage(FileStorage):  # type: ignore[misc]
    """Files in a folder, where a rename is durable and comes after everything before it."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file whose content is on disk, as is every file that it names."""
        with (Path(self.folder) / oldname).open("rb") as file:
            os.fsync(file.fileno())
        sync_folder(Path(self.folder))
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))


def size_in_bytes(folder: Path) -> int:
    """Return the sum of the sizes of the index's files."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def _remove_old_stamps(folder: Path, generation: int) -> None:
    for path in folder.iterdir():
        if (match := _STAMP.fullmatch(path.name)) and int(match.group(1)) < generation:
            path.unlink(missing_ok=True)


def _stamp(folder: Path, generation: int) -> Path:
    return folder / f"suoyin-{generation}.json"
