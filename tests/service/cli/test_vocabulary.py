"""The commands for lists of words that mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli.commands import suoyin
from service.cli.exit_codes import NOTHING_FOUND, OK, USELESS_LINES
from service.search.request import SearchRequest
from service.search_log.database import append, opened
from service.search_log.entries import PAGE, LoggedSearch

NOTICE = "信息名称：关于数据共享的通知{0}\n\n由青禾市大数据管理中心（以下简称“数据中心”）负责。\n\n青禾市财政局\n2024年5月{0}日\n"


def run(folder: Path, *arguments: str, vocabulary: Path | None = None, more: str = "") -> Result:
    """Return what the command printed about an archive of two notices, and its exit code as what it returned."""
    (folder / "a").mkdir()
    for day in (6, 7):
        (folder / "a" / f"{day}.txt").write_text(NOTICE.format(day), encoding="utf-8")
    config = folder / "config.toml"
    config.write_text('[archive]\npaths = ["a"]\n[engine.whoosh]\npath = "index"\n' + more, encoding="utf-8")
    if vocabulary:
        with config.open("a", encoding="utf-8") as file:
            file.write(f'[search]\nvocabulary = "{vocabulary}"\n')
    options = ["--config", str(config)]
    CliRunner().invoke(suoyin, [*options, "index"], standalone_mode=False)
    return CliRunner().invoke(suoyin, [*options, "vocabulary", *arguments], standalone_mode=False)


@pytest.mark.parametrize(("meaning", "code"), [("管理中心", OK), ("天书", USELESS_LINES)])
def test_a_list_is_checked_against_the_archive(tmp_path: Path, meaning: str, code: int) -> None:
    """A useless line is named with its file and number."""
    path = tmp_path / "words.txt"
    path.write_text(f"# 词\n老大楼 → {meaning}\n", encoding="utf-8")
    shown = run(tmp_path, "check", str(path))
    assert shown.return_value == code
    assert (f"words.txt:2：没有信息含有“{meaning}”" in shown.output) == (code == USELESS_LINES)


def test_pairs_that_reports_name_are_proposed(tmp_path: Path) -> None:
    """They come as lines of a list, with a comment that says what speaks for them."""
    shown = run(tmp_path, "propose")
    assert shown.return_value == OK
    assert "数据中心 = 数据管理中心" in shown.stdout.splitlines()


def test_what_the_lists_know_is_not_proposed_again(tmp_path: Path) -> None:
    """The exit code says that nothing is left."""
    own = tmp_path / "own.txt"
    own.write_text("数据中心 = 数据管理中心\n", encoding="utf-8")
    shown = run(tmp_path, "propose", vocabulary=own)
    assert (shown.return_value, shown.stdout) == (NOTHING_FOUND, "")


def test_what_people_search_for_in_vain_is_listed(tmp_path: Path) -> None:
    """As comments below what the archive proposes, the most frequent first."""
    searches = [
        LoggedSearch(4e9, SearchRequest(query), 0, 1.0, "typed", "", PAGE) for query in ("狗证", "老房加梯", "老房加梯")
    ]
    append(opened(tmp_path / "log", create=True), searches)
    shown = run(tmp_path, "propose", more='[log]\nsearches = "log"\n')
    assert shown.return_value == OK
    assert shown.stdout.splitlines()[-2:] == ["# 查过 2 次，没有结果：老房加梯", "# 查过 1 次，没有结果：狗证"]
