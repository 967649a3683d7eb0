"""Checking a draft in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.service.cli.conftest import Run


def test_a_draft_is_checked(run: Run, tmp_path: Path) -> None:
    """From a file of any format or a stream; exit code 1 says that something is to be looked at."""
    run("index")
    (tmp_path / "draft.txt").write_text(
        "关于答复的函\n依据《关于城区停水的通知》（青水发[2023]8号）办理。\n", encoding="utf-8"
    )
    ran = run("citations", str(tmp_path / "draft.txt"))
    assert ran.code == 1
    assert "建议写作“青水发〔2023〕8号”" in ran.out
    found = run("citations", "-", "--json", stdin="《关于城区停水的通知》".encode())
    assert found.code == 0
    assert json.loads(found.out)["citations"][0]["outcome"] == "found"
    assert run("citations", str(tmp_path / "none.txt")).code == 2
