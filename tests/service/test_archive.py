"""The archive as the rest of the service uses it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from corpus.report import Report
from indexer.engines.whoosh import WhooshEngine
from indexer.sources import ROOT
from service.archive import Archive
from service.indexing import IndexRequest
from service.search.request import MAX_DEPTH, SearchRequest
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


def test_an_export_has_more_than_can_be_paged_through(tmp_path: Path) -> None:
    """All hits, each once, also those beyond the last page."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.rebuild() as writer:
        for number in range(MAX_DEPTH + 2):
            writer.put(Report(id=f"{number}", source="a.jsonl", title="停水" if number else "供热"))
    archive = Archive(engine, Settings(tmp_path))
    ids = [report.id for report in archive.export(SearchRequest("停水"))]
    archive.close()
    assert (len(ids), len(set(ids))) == (MAX_DEPTH + 1, MAX_DEPTH + 1)


def test_a_search_has_one_day(tmp_path: Path) -> None:
    """By which it is read, its reports are in force, and its answer is cached, however long before it was asked for."""
    archive = _archive(tmp_path)
    archive.index()
    before_midnight = SearchRequest("正文", today=date(2020, 12, 31))
    assert archive.search(before_midnight).request.today == date.today()
    assert archive.search_on(before_midnight, date(2021, 1, 1)).request.today == date(2021, 1, 1)


_FIRST_SEARCHES = """
import json, sys, tempfile
from pathlib import Path
from numba.core.dispatcher import Dispatcher
from service.archive import open_archive
from service.indexing import IndexRequest
from service.search.parameters import parse_search
from service.settings import load_settings, shipped_config

def prepared():
    modules = [each for name, each in sys.modules.items() if name.startswith("indexer.engines.whoosh.search.")]
    loops = [each for module in modules for each in vars(module).values() if isinstance(each, Dispatcher)]
    return {loop.py_func.__qualname__ for loop in loops if loop.signatures}

with tempfile.TemporaryDirectory() as base:
    settings = load_settings(shipped_config(), index=Path(base, "index"), environ={})
    with_reports = open_archive(settings)
    with_reports.index(IndexRequest())
    with_reports.close()
    archive = open_archive(settings).warmed()
    before = prepared()
    for query in ("2022年公租房", "dn60", "2023-0006", "去年的预算", "垃圾 OR 污水", '"停水通知"', "水"):
        archive.search(parse_search([("q", query)]))
    print(json.dumps([sorted(before), sorted(prepared() - before)]))
    archive.close()
"""
"""A program that warms an archive, and tells which loops were there, and which came with the first searches of some kinds."""


def test_no_kind_of_search_waits_for_a_loop() -> None:
    """A year before a word, the beginning of a run, a number, a phrase: what ranks and matches them is there."""
    ran = subprocess.run([sys.executable, "-c", _FIRST_SEARCHES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    before, at_first_searches = json.loads(ran.stdout)
    assert "phrase_starts" in before
    assert at_first_searches == []
