"""Looking through a whole index for damage: every block, every stored report, and files that are missing or left over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.engine import Damage
from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.store.files import leftovers, read_contents
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.errors import INDEX_COMMAND, REBUILD_COMMAND, IndexDamaged, IndexMismatch, ReportDamaged

UNKNOWN = -1


def damage(folder: Path, generation: int, *, is_being_written: bool) -> Iterator[Damage]:
    """Yield all damage of a generation; what is left over is not told from what is just being written."""
    try:
        contents = read_contents(folder, generation)
    except (IndexDamaged, IndexMismatch) as exc:
        yield Damage(str(folder), exc.reason, REBUILD_COMMAND, count=UNKNOWN)
        return
    for segment in contents.segments:
        yield from _damage_of(folder, segment)
    if not is_being_written:
        for path in leftovers(folder):
            yield Damage(path.name, "中断的写入留下的，已无用处", INDEX_COMMAND)


def _damage_of(folder: Path, segment: ColumnarSegment) -> Iterator[Damage]:
    try:
        opened = segment.open(folder)
    except FileNotFoundError:
        yield Damage(segment.file_name, "文件不见了", INDEX_COMMAND, count=segment.doc_count())
    except IndexDamaged as exc:
        yield Damage(segment.file_name, exc.reason, REBUILD_COMMAND, count=segment.doc_count())
    else:
        arrays = list(_damaged_arrays(opened))
        for reason in arrays:
            yield Damage(segment.file_name, reason, REBUILD_COMMAND, _ids(opened), segment.doc_count())
        if not arrays:
            yield from _damaged_reports(opened)


def _damaged_arrays(segment: OpenSegment) -> Iterator[str]:
    for name in segment.file.names(""):
        try:
            segment.file.check(name)
        except IndexDamaged:
            yield f"{name} 的校验和不符"


def _damaged_reports(segment: OpenSegment) -> Iterator[Damage]:
    for doc in segment.live.nonzero()[0].tolist():
        try:
            segment.record(doc)
        except ReportDamaged as exc:
            yield Damage(segment.name, "存档的校验和不符", REBUILD_COMMAND, (exc.report_id,), 1)


def _ids(segment: OpenSegment) -> tuple[str, ...]:
    """Return the ids of a segment's reports, none where these are damaged themselves."""
    try:
        ids = segment.ids()
    except IndexDamaged:
        return ()
    return tuple(ids[doc] for doc in segment.live.nonzero()[0].tolist())
