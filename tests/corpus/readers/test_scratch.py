"""Tests of temporary folders."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest

from corpus.readers.scratch import scratch_folder


def test_what_a_killed_process_left_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of processes that are gone are removed, those of others are kept, and one's own afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = subprocess.Popen(["true"])
    gone.wait()
    (tmp_path / f"suoyin-read-{gone.pid}-a").mkdir()
    (tmp_path / "suoyin-read-1-b").mkdir()
    with scratch_folder():
        assert len(list(tmp_path.iterdir())) == 2
    assert [each.name for each in tmp_path.iterdir()] == ["suoyin-read-1-b"]
