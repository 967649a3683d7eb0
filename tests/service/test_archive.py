"""The archive as the rest of the service uses it."""

from __future__ import annotations

import io
from pathlib import Path

from service.archive import Archive
from service.indexing import IndexRequest
from service.settings import ArchiveSettings, Settings
from tests.oracle import MemoryEngine


def _archive(base: Path) -> Archive:
    (base / "a.txt").write_text("标题：甲\n\n正文。", encoding="utf-8")
    return Archive(MemoryEngine(), Settings(base, archive=ArchiveSettings(paths=(base,))))


def test_a_stream_is_read_instead_of_the_configured_paths(tmp_path: Path) -> None:
    """Reports of a stream come from the source it is given with."""
    archive = _archive(tmp_path)
    stream = io.BytesIO('{"id": "1", "title": "乙", "body": "正文。"}\n'.encode())
    assert archive.index(IndexRequest(streams=[("stdin", stream)])).added == 1
    assert [(report.id, report.source) for report in archive.export()] == [("1", "stdin")]


def test_paths_and_streams_are_read_together(tmp_path: Path) -> None:
    """A file that is found below two paths is read once."""
    archive = _archive(tmp_path)
    stream = io.BytesIO('{"id": "1", "title": "乙", "body": "正文。"}\n'.encode())
    assert archive.index(IndexRequest([tmp_path, tmp_path / "a.txt"], [("stdin", stream)])).reports == 2


def test_without_either_the_configured_paths_are_read(tmp_path: Path) -> None:
    """Sources are relative to the folder of the configuration."""
    archive = _archive(tmp_path)
    archive.index()
    assert [report.source for report in archive.export()] == ["a.txt"]
