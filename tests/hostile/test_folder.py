"""A folder of hostile files beside good ones: all good ones are indexed, each bad one is named, and none costs much."""

from __future__ import annotations

from pathlib import Path

from tests.hostile import files
from tests.hostile.folder import GOOD, index_archive, write_archive

MOST_MEMORY = 600_000_000
"""Bytes of the largest of the processes."""


def test_good_files_are_indexed_and_bad_ones_named(tmp_path: Path) -> None:
    """Whatever stands in the folder is a report, a problem or a file passed over; the service's processes stay small."""
    folder = tmp_path.resolve()
    write_archive(folder, files.KINDS.values())
    indexed = index_archive(folder)
    assert indexed.code == 0
    assert indexed.memory < MOST_MEMORY
    assert indexed.good == GOOD
    assert indexed.unnamed == []
    assert not {source for source in indexed.sources if source.startswith("archive/link-")}
    assert "不属于档案的文件".encode() not in indexed.exported
