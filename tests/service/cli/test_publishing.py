"""Publishing, correcting, withdrawing and restoring in the terminal, as a person would do it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.service.cli.conftest import NOTICE, Ran, Run

DRAFT = NOTICE.replace("00012", "00077").replace("城区停水", "桥梁养护").replace("停水", "封闭")


def published(desk: Run, tmp_path: Path, *options: str) -> str:
    """Publish the draft, and return its id."""
    draft = tmp_path / "养护.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    done = desk("publish", str(draft), "--by", "张三", "--json", *options)
    assert done.code == 0, done.err
    return str(json.loads(done.out)["id"])


def number_of_hits(desk: Run, query: str) -> int:
    """Return how many reports a search finds."""
    return int(json.loads(desk("search", query, "--filter", "step=typed", "--json").out)["total"])


def id_of(desk: Run, query: str) -> str:
    """Return the id of the first hit."""
    return str(json.loads(desk("search", query, "--json").out)["hits"][0]["id"])


def test_what_is_published_is_found_until_it_is_withdrawn(desk: Run, tmp_path: Path) -> None:
    """Publish, find, correct, withdraw, restore: each is in the index at once and in the history for good."""
    report_id = published(desk, tmp_path)
    assert number_of_hits(desk, "桥梁养护") == 1
    assert desk("correct", report_id, "--set", "标题=关于东桥养护的通告", "--reason", "标题不全").code == 0
    assert number_of_hits(desk, "东桥养护") == 1
    assert desk("withdraw", report_id, "--reason", "发错了").code == 0
    assert number_of_hits(desk, "东桥养护") == 0
    assert desk("show", report_id).code == 1
    assert desk("restore", report_id).code == 0
    assert number_of_hits(desk, "东桥养护") == 1
    shown = desk("history", report_id).out
    assert "张三" in shown
    assert "发错了" in shown
    assert "青禾市水务局关于桥梁养护的通知 → 关于东桥养护的通告" in shown
    acts = [each["act"] for each in json.loads(desk("history", report_id, "--json").out)["entries"]]
    assert acts == ["publish", "correct", "withdraw", "restore"]


@pytest.mark.parametrize("rebuild", [[], ["--rebuild"]], ids=["update", "rebuild"])
def test_the_index_keeps_what_the_ledger_says(desk: Run, tmp_path: Path, rebuild: list[str]) -> None:
    """However the index is brought in step, published reports stay, and withdrawn ones of files stay away, edited or moved."""
    published(desk, tmp_path)
    assert desk("withdraw", id_of(desk, "城区停水"), "--reason", "已过期").code == 0
    file = tmp_path / "archive" / "停水.txt"
    for _ in range(2):
        assert desk("index", *rebuild).code == 0
        assert (number_of_hits(desk, "桥梁养护"), number_of_hits(desk, "城区停水")) == (1, 0)
        file.write_text(
            NOTICE.replace("请提前储水", "请及早储水").replace("城区停水的", "城区停水事项的"), encoding="utf-8"
        )
    file.rename(tmp_path / "archive" / "改名.txt")
    (tmp_path / "archive" / "改名.txt").write_text(NOTICE, encoding="utf-8")
    assert desk("index", *rebuild).code == 0
    assert (number_of_hits(desk, "桥梁养护"), number_of_hits(desk, "城区停水")) == (1, 0)


def test_a_lost_index_is_made_anew_with_the_same_answers(desk: Run, tmp_path: Path) -> None:
    """From the files and the ledger alone: what was published, corrected, withdrawn, restored, and set for a time."""
    report_id, later = published(desk, tmp_path), tmp_path / "改期.txt"
    desk("correct", report_id, "--set", "标题=关于东桥养护的通告")
    desk("withdraw", id_of(desk, "城区停水"), "--reason", "已过期")
    later.write_text(DRAFT.replace("00077", "00078").replace("桥梁", "隧道"), encoding="utf-8")
    desk("publish", str(later), "--at", "2999-01-01T09:00")
    asked = [("search", each, "--json") for each in ("养护", "水务局", "停水", "015530417", "")]
    asked += [("show", report_id, "--json"), ("numbers", "--json"), ("export",)]

    def answers() -> list[str]:
        return [re.sub(r'"took_ms": [0-9.]+', "", desk(*each).out) for each in asked]

    before = answers()
    shutil.rmtree(tmp_path / "index")
    assert desk("index").code == 0
    assert answers() == before
    assert [name in "".join(before) for name in ("东桥养护", "预算公开", "城区停水", "隧道")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_corrected_report_of_a_file_stays_corrected(desk: Run, tmp_path: Path) -> None:
    """The ledger answers for it from then on, under the same id; its first version is in the history."""
    report_id = id_of(desk, "城区停水")
    assert desk("correct", report_id, "--set", "正文=改期停水，另行通知。").code == 0
    (tmp_path / "archive" / "停水.txt").touch()
    assert desk("index", "--rebuild").code == 0
    assert "改期停水" in desk("show", report_id).out
    assert json.loads(desk("history", report_id, "--json").out)["entries"][0]["act"] == "adopt"


def test_a_correction_can_come_from_a_file(desk: Run, tmp_path: Path) -> None:
    """The id stays, whatever the file says; what can't be done leaves no file behind."""
    report_id = published(desk, tmp_path)
    other = tmp_path / "新稿.txt"
    other.write_text(DRAFT.replace("桥梁养护", "隧道养护"), encoding="utf-8")
    assert desk("correct", report_id, "--file", str(other)).code == 0
    assert "隧道养护" in desk("show", report_id).out
    assert desk("withdraw", report_id, "--reason", "发错了").code == 0
    other.write_text(DRAFT.replace("桥梁养护", "路灯养护"), encoding="utf-8")
    assert desk("correct", report_id, "--file", str(other)).code == 2
    assert len(list((tmp_path / "ledger.sqlite-originals").glob("??/*"))) == 2


def test_a_report_can_be_published_later(desk: Run, tmp_path: Path) -> None:
    """Before its time it is nowhere; withdrawn before, it never comes."""
    report_id = published(desk, tmp_path, "--at", "2999-01-01T09:00")
    assert number_of_hits(desk, "桥梁养护") == 0
    assert "2999-01-01" in desk("history", report_id).out
    assert desk("withdraw", report_id, "--reason", "不发了").code == 0


REFUSED = {
    "twice": (["publish", "{draft}"], "档案里已有这条信息"),
    "nothing changed": (["correct", "{id}", "--set", "title=青禾市水务局关于桥梁养护的通知"], "没有改动"),
    "no such field": (["correct", "{id}", "--set", "作者=甲"], "没有“作者”这一项"),
    "no title": (["correct", "{id}", "--set", "title="], "标题不能为空"),
    "no date": (["correct", "{id}", "--set", "发布日期=昨天"], "发布日期“昨天”写得不对"),
    "no value": (["correct", "{id}", "--set", "标题"], "应写成 项目=内容"),
    "no reason": (["withdraw", "{id}", "--reason", " "], "请写明撤回的理由"),
    "not withdrawn": (["restore", "{id}"], "没有撤回"),
    "no such report": (["withdraw", "nobody", "--reason", "甲"], "没有编号为“nobody”的信息"),
    "no time": (["publish", "{draft}", "--at", "明天"], "不是有效的时间"),
    "no file": (["publish", "{draft}x"], "请检查路径"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_says_why(desk: Run, tmp_path: Path, case: str) -> None:
    """Nothing is written then."""
    report_id = published(desk, tmp_path)
    arguments, told = REFUSED[case]
    done = desk(*(each.format(draft=tmp_path / "养护.txt", id=report_id) for each in arguments))
    assert (done.code, told in done.err) == (2, True), done
    assert len(json.loads(desk("history", report_id, "--json").out)["entries"]) == 1


def test_without_a_ledger_nothing_is_published(run: Run, tmp_path: Path) -> None:
    """An archive of files alone works as it did, and says what to configure."""
    assert run("index").code == 0
    done: Ran = run("publish", str(tmp_path / "archive" / "停水.txt"))
    assert (done.code, "ledger.path" in done.err) == (2, True)
