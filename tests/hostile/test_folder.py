"""A folder of hostile files beside good ones: all good ones are indexed, each bad one is named, and none costs much."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.readers.source import source_name
from tests.hostile import files

ROOT = Path(__file__).parents[2]
GOOD = 100
MOST_MEMORY = 600_000_000
"""Bytes of the largest of the processes."""

_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between: a process is counted with the memory of the one that started it, and that of the tests is large."""

FULL_SIZE = "SUOYIN_REQUIRE_FULL_SIZE"
"""Set to 1, this variable makes the files as large as an attacker would."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an archive of good and hostile files, and a configuration beside it."""
    made = tmp_path_factory.mktemp("hostile").resolve()
    archive = made / "archive"
    archive.mkdir()
    for number in range(GOOD):
        text = f"信息名称\n关于第 {number} 号供水管道检修的通知\n供水管道检修期间请提前储水。"
        (archive / f"good-{number:03}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get(FULL_SIZE) == "1":
            patch.setattr(files, "SCALE", 1.0)
        for write in files.KINDS.values():
            write(archive)
    (made / "config.toml").write_text('[archive]\npaths = ["archive"]\n', encoding="utf-8")
    return made


def test_good_files_are_indexed_and_bad_ones_named(folder: Path) -> None:
    """Whatever stands in the folder is a report, a problem or a file passed over; the service's processes stay small."""
    config, report_file = folder / "config.toml", folder / "report.json"
    command = [sys.executable, "-m", "service", "--config", str(config), "index", "--report", str(report_file)]
    measured = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command], cwd=ROOT, check=True, capture_output=True, text=True
    )
    code, kilobytes = map(int, measured.stdout.split())
    assert code == 0
    assert kilobytes * 1024 < MOST_MEMORY
    report = json.loads(report_file.read_text(encoding="utf-8"))
    exported = subprocess.run(
        [sys.executable, "-m", "service", "--config", str(config), "export"], cwd=ROOT, check=True, capture_output=True
    )
    indexed = {json.loads(line)["source"] for line in exported.stdout.splitlines()}
    assert sum(source.startswith("archive/good-") for source in indexed) == GOOD
    assert not {source for source in indexed if source.startswith("archive/link-")}
    assert "不属于档案的文件".encode() not in exported.stdout
    named = {each["source"] for kind in ("problems", "passed_over") for each in report[kind]} | indexed
    for entry in (folder / "archive").iterdir():
        source = source_name("archive", entry.name)
        assert any(each == source or each.startswith(f"{source}/") for each in named), source
