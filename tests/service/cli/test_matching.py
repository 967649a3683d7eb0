"""Answering an application in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.service.cli.conftest import Run


def test_an_application_is_answered(run: Run, tmp_path: Path) -> None:
    """From a file or a stream, with a line for the reply; exit code 1 says that nothing comes close."""
    run("index")
    (tmp_path / "application.txt").write_text("申请公开城区停水的通知。电话13800138000。\n", encoding="utf-8")
    ran = run("match", str(tmp_path / "application.txt"))
    assert ran.code == 0
    assert "1. 城区停水的通知" in ran.out
    assert "答复：您申请公开的《青禾市水务局关于城区停水的通知》（文号：青水发〔2023〕8号" in ran.out
    assert "13800138000" not in ran.out
    found = json.loads(run("match", "-", "--json", stdin="申请公开城区停水的通知".encode()).out)
    assert found["pieces"][0]["answers"][0]["report"]["title"].endswith("停水的通知")
    assert run("match", "-", stdin="请书面答复。".encode()).code == 1
    assert run("match", str(tmp_path / "none.txt")).code == 2
