"""The audit in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

from tests.service.cli.conftest import NOTICE, Run


def test_an_audit_says_what_is_wrong_and_can_be_dismissed(run: Run, tmp_path: Path) -> None:
    """Findings end it with 1; once all are dismissed, it ends with 0 and still has them."""
    config = tmp_path / "config.toml"
    config.write_text(config.read_text("utf-8") + '\n[audit]\ndismissed = "dismissed.txt"\n', encoding="utf-8")
    (tmp_path / "archive" / "预算.txt").write_text(
        NOTICE.replace("00012", "00015").replace("2023-03-29", "2023-06-29"), "utf-8"
    )
    run("index")
    ran = run("audit", "--json", "--kind", "late")
    assert ran.code == 1
    (finding,) = json.loads(ran.out)["findings"]
    assert "超过20个工作日公开" in run("audit").out
    assert finding["id"] in run("audit", "--csv", "--kind", "late").out
    assert run("audit", "--dismiss", finding["id"], "--reason", "已说明原因").code == 0
    again = run("audit", "--json", "--kind", "late")
    assert again.code == 0
    assert json.loads(again.out)["findings"][0]["dismissed"] == "已说明原因"


def test_mistakes_are_explained(run: Run) -> None:
    """Unknown kinds, a dismissal without a reason or without a list."""
    run("index")
    assert "没有类别 x" in run("audit", "--kind", "x").err
    assert "须同时写明" in run("audit", "--dismiss", "x").err
    assert "audit.dismissed" in run("audit", "--dismiss", "x", "--reason", "y").err
