"""Locating one number, and a list of them, in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.service.cli.conftest import Run

LIST = "015530417/2023-00012\n015530417/2023-00021\n015530417/1999-00001\n"


def test_a_list_is_found_line_by_line(run: Run, tmp_path: Path) -> None:
    """Each number with what became of it and its reports; exit code 1 says that not all were found."""
    run("index")
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    ran = run("locate", "--file", str(tmp_path / "list.txt"))
    assert ran.code == 1
    assert "第 1 行  015530417/2023-00012  已找到" in ran.out
    assert "青禾市水务局关于城区停水的通知" in ran.out
    assert "已找到 1，有多份 0，相近 1，没有 1" in ran.err


def test_a_list_comes_from_a_stream_and_goes_to_programs(run: Run) -> None:
    """Standard input is read where FILE is -, and the outcome is JSON or CSV."""
    run("index")
    found = run("locate", "--file", "-", "--json", stdin=LIST[:21].encode())
    assert found.code == 0
    assert json.loads(found.out)["numbers"][0]["outcome"] == "found"
    table = run("locate", "--file", "-", "--csv", stdin=LIST.encode())
    assert table.out.count("/reports/") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "缺少 NUMBER"),
        (("1", "--file", "-"), "只能写一个"),
        (("1", "--csv"), "只与 --file 同用"),
        (("--file", "none.txt"), "none.txt"),
    ],
)
def test_mistakes_are_explained(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Which arguments go together is said, and which file is missing."""
    ran = run("locate", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_file_of_another_kind_is_refused(run: Run) -> None:
    """With what to do."""
    ran = run("locate", "--file", "-", stdin=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert ran.code == 2
    assert "另存为 XLSX 或 CSV" in ran.err
