"""The archive as the rest of the service uses it."""

from __future__ import annotations

import io
from pathlib import Path

from service.archive import Archive
from service.indexing import IndexRequest
from service.search.request import SearchRequest
from service.settings import ArchiveSettings, SearchSettings, Settings
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


def test_national_reports_come_first_where_the_configuration_says_so(tmp_path: Path) -> None:
    """In pages, in exports, and in why a report stands where it does."""
    for name, title in (("a", "中华人民共和国养犬法"), ("b", "青禾市养犬条例")):
        (tmp_path / f"{name}.txt").write_text(f"标题：{title}\n\n养犬登记。", encoding="utf-8")
    request = SearchRequest("养犬登记")
    for national_first, first in ((False, "b.txt"), (True, "a.txt")):
        search = SearchSettings(national_first=national_first)
        settings = Settings(tmp_path, archive=ArchiveSettings(paths=(tmp_path,)), search=search)
        archive = Archive(MemoryEngine(), settings)
        archive.index()
        hits = archive.search(request).hits
        assert [hits[0].report.source, next(archive.export(request)).source] == [first, first]
        national = next(hit.report.id for hit in hits if hit.report.source == "a.txt")
        explained = archive.explain_report(request, national)
        assert explained
        assert ("全国性文件" in {part.label for part in explained.parts}) is national_first
