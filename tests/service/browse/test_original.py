"""The file that a report was read from: which report has one of its own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.report import Report
from service.browse.original import original_file
from service.settings import load_settings
from tests.oracle import MemoryEngine


class CountingEngine(MemoryEngine):
    """An engine that may be asked how many reports a file has, and not which: an export of a database has them all."""

    def lookup(self, field: str, values: Iterable[str]) -> dict[str, tuple[str, ...]]:
        raise AssertionError((field, list(values)))


def test_a_file_of_one_report_is_found_without_listing_reports(tmp_path: Path) -> None:
    """A report alone in its file has that file, one of many has none, and neither is told by the ids of all that a file holds."""
    (tmp_path / "archive").mkdir()
    for name in ("alone.txt", "many.jsonl"):
        (tmp_path / "archive" / name).touch()
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]\n', encoding="utf-8")
    settings = load_settings(config, index=None, environ={})
    alone = Report(id="1", title="关于防汛的通知", body="", source="archive/alone.txt")
    many = [Report(id=f"m{each}", title="通知", body="", source="archive/many.jsonl") for each in range(3)]
    engine = CountingEngine()
    with engine.write() as writer:
        for report in (alone, *many):
            writer.put(report)
    found = original_file(engine, settings, alone)
    assert found
    assert found.name == "alone.txt"
    assert original_file(engine, settings, many[0]) is None
