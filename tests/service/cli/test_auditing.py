"""The audit in the terminal."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from service.audit.last_audit import acts_on
from service.ledger.ledger import Ledger
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


def test_with_a_ledger_a_dismissal_is_an_act_of_it(run: Run, tmp_path: Path) -> None:
    """By whoever it says, in one place with those of the desk; the list, which is read still, stays as it was."""
    config = tmp_path / "config.toml"
    added = '\n[audit]\ndismissed = "dismissed.txt"\n[ledger]\npath = "ledger"\n'
    config.write_text(config.read_text("utf-8") + added, encoding="utf-8")
    (tmp_path / "archive" / "预算.txt").write_text(NOTICE.replace("2023-03-29", "2023-06-29"), "utf-8")
    run("index")
    ran = run("audit", "--json", "--kind", "late")
    (finding,) = json.loads(ran.out)["findings"]
    assert "没有编号为 0000 的发现" in run("audit", "--dismiss", "0000", "--reason", "甲").err
    assert run("audit", "--dismiss", finding["id"], "--reason", "已说明原因", "--by", "李四").code == 0
    assert not (tmp_path / "dismissed.txt").exists()
    with closing(Ledger(tmp_path / "ledger")) as ledger:
        (act,) = acts_on(ledger, finding["id"])
    assert (act.act, act.by, act.reason) == ("dismiss", "李四", "已说明原因")
    assert run("audit", "--json", "--kind", "late").code == 0


def test_mistakes_are_explained(run: Run) -> None:
    """Unknown kinds, a dismissal without a reason or without a list."""
    run("index")
    assert "没有类别 x" in run("audit", "--kind", "x").err
    assert "须同时写明" in run("audit", "--dismiss", "x").err
    assert "ledger.path" in run("audit", "--dismiss", "x", "--reason", "y").err
