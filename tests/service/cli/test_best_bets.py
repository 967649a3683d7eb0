"""The command that checks a list of best bets, and searches with one."""

from __future__ import annotations

from pathlib import Path

from service.cli.exit_codes import ERROR, OK, USELESS_LINES
from tests.service.cli.conftest import Run


def test_a_list_is_checked_against_the_archive(run: Run, tmp_path: Path) -> None:
    """A report that isn't there is named with file and line; a good list prints nothing."""
    run("index")
    path = tmp_path / "best.txt"
    path.write_text("停水 = 015530417/2023-00012\n停水 → 无此报告\n", encoding="utf-8")
    ran = run("best-bets", str(path))
    assert (ran.code, ran.out) == (USELESS_LINES, f"{path}:2：没有编号、索引号或文号是“无此报告”的报告\n")
    path.write_text("停水 = 015530417/2023-00012\n", encoding="utf-8")
    assert run("best-bets", str(path)) == type(ran)(OK, "", "")
    assert "search.best_bets" in run("best-bets").err


def test_a_search_shows_what_is_recommended(run: Run, tmp_path: Path) -> None:
    """Above the hits, also where there are none; a list that can't be read stops every command."""
    run("index")
    path = tmp_path / "best.txt"
    path.write_text("自来水 = 供水服务 https://example.gov.cn/water\n", encoding="utf-8")
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write('\n[search]\nbest_bets = "best.txt"\n')
    assert "推荐：供水服务（https://example.gov.cn/water）" in run("search", "自来水").out
    path.write_text("自来水\n", encoding="utf-8")
    ran = run("search", "自来水")
    assert (ran.code, "best.txt 第 1 行" in ran.err) == (ERROR, True)
    assert run("best-bets").out.startswith(f"{path}:1：")
