"""The archive of files in all formats."""

from __future__ import annotations

from pathlib import Path

from benchmarks.mixed import table, write_archive


def test_there_are_as_many_files_of_each_format(tmp_path: Path) -> None:
    """The formats of the sample archive come in turn, and each file has a name of its own."""
    counts = write_archive(tmp_path, 24)
    assert {"PDF", "OFD", "DOCX", "网页", "文本", "ZIP"} <= set(counts)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert sum(counts.values()) == len(list(tmp_path.rglob("*.*"))) == 24


def test_the_table_says_where_the_time_goes() -> None:
    """The dearest format stands first."""
    read = {"PDF": {"files": 2, "seconds": 0.1}, "OFD": {"files": 1, "seconds": 0.5}}
    shown = table({"files": 3, "seconds": 1.5, "processor_seconds": 2.0, "start_seconds": 0.5, "read": read})
    assert "2 a second" in shown
    assert shown.index("| OFD | 1 | 0.50 | 500.0 |") < shown.index("| PDF | 2 | 0.10 | 50.0 |")
