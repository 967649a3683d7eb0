"""The program, run on a small archive as a person would run it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli.main import main

NOTICE = """索引号
015530417/2023-00012
信息分类
通知公告
主题分类
城乡建设
发布机构
青禾市水务局
文号
青水发〔2023〕8号
发布日期
2023-03-29
信息名称
青禾市水务局关于城区停水的通知
  因主管道检修，城区部分路段停水。
  请提前储水。

青禾市水务局
2023年3月28日
"""
BUDGET = NOTICE.replace("00012", "00013").replace("关于城区停水的通知", "2023年预算公开").replace("停水", "节水")


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs `suoyin` on an archive of two reports and a file that is none."""
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "停水.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "archive" / "预算.txt").write_text(BUDGET, encoding="gb18030")
    (tmp_path / "archive" / "空.txt").write_text("", encoding="utf-8")
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]', encoding="utf-8")

    def command(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["suoyin", "--config", str(config), *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = 0
        try:
            main()
        except SystemExit as exc:
            code = exc.code if isinstance(exc.code, int) else 1
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Run:
    """Return what runs a command on an archive that is indexed and has a ledger."""
    config = tmp_path / "config.toml"
    config.write_text('[archive]\npaths = ["archive"]\n[ledger]\npath = "ledger.sqlite"', encoding="utf-8")
    assert run("index").code == 0
    return run
