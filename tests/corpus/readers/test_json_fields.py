"""Of several keys for a field the best one that says something is believed, and placeholders say nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.report import Attachment
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.read_one import read_as, read_report

NOTHING = ["无", "nan", "NULL", "-", " ", "&nbsp;", "<p>&nbsp;</p>", "暂无", None, ["无"]]
BETTER_AND_OTHER = [
    ("索引号", "syh", "index_number", "QH20/2024-7"),
    ("发布机构", "来源", "issuer", "柳川县农业局"),
    ("主题分类", "theme", "topic", "农业"),
    ("正文", "content", "body", "春耕已经开始。"),
    ("信息名称", "title", "title", "春耕简报"),
    ("文号", "pcode", "document_number", "柳农〔2024〕7号"),
    ("发布日期", "date", "published", "2024-04-02"),
]


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize("keys", BETTER_AND_OTHER)
def test_a_placeholder_hides_no_value(tmp_path: Path, nothing: object, keys: tuple[str, str, str, str]) -> None:
    """The value under another key is taken, and nothing needs to be said."""
    better, other, field, value = keys
    line = {"标题": "春耕简报", better: nothing, other: value}
    assert str(getattr(read_report(tmp_path, "a.jsonl", json.dumps(line)), field)) in (value, "2024年4月2日")


@pytest.mark.parametrize(
    "nothing", ["0000-00-00", "0000-00-00 00:00:00", 0, "待定", "Invalid date", "0001-01-01T00:00:00Z"]
)
def test_days_for_none_hide_no_day(tmp_path: Path, nothing: object) -> None:
    """What databases keep for no date is no date."""
    line = {"标题": "春耕简报", "发布日期": nothing, "ptime": "2024-04-02"}
    assert read_report(tmp_path, "a.jsonl", json.dumps(line)).published == PartialDate(2024, 4, 2)


def test_a_value_that_is_refused_hides_no_other(tmp_path: Path) -> None:
    """The other one is taken, and the refused one noted."""
    line = {
        "标题": "春耕简报",
        "发布日期": "另行通知",
        "date": "2024-04-02",
        "文号": {"甲": 1},
        "wh": "柳农〔2024〕7号",
    }
    report, notes = read_as(tmp_path, "a.jsonl", json.dumps(line))
    assert report is not None
    assert (report.published, str(report.document_number)) == (PartialDate(2024, 4, 2), "柳农〔2024〕7号")
    assert ["另行通知" in notes[0].reason, "文号" in notes[1].reason] == [True, True]


@pytest.mark.parametrize("nothing", ["nan", "无", "null", "<p>&nbsp;</p>", " "])
def test_placeholders_become_no_content(tmp_path: Path, nothing: str) -> None:
    """No body, attachment, key word or id is made of them."""
    line = {
        "id": "nan",
        "标题": "春耕简报",
        "正文": nothing,
        "附件": [nothing, {"name": nothing, "url": "null"}, {"name": "nan", "url": "a/1.pdf"}],
        "关键词": [nothing, "春耕"],
        "备注": nothing,
    }
    report = read_report(tmp_path, "a.jsonl", json.dumps(line).replace("<p>&nbsp;</p>", "&nbsp;"))
    assert (report.id, report.body, report.keywords) == ("", "", ("春耕",))
    assert report.attachments == (Attachment("", "a/1.pdf"),)


def test_a_key_that_comes_again_gives_what_it_says(tmp_path: Path) -> None:
    """Of one key several times the first value is taken that is no placeholder."""
    report, _ = read_as(
        tmp_path, "a.jsonl", '{"标题": "春耕简报", "文号": "无", "文号": "柳农〔2024〕7号", "文号": "-"}'
    )
    assert report is not None
    assert str(report.document_number) == "柳农〔2024〕7号"


def test_our_own_exports_are_taken_as_they_are(tmp_path: Path) -> None:
    """A report whose body is a single word comes back equal."""
    line = {
        "id": "1",
        "source": "a.txt",
        "title": "春耕简报",
        "body": "无",
        "keywords": ["无"],
        "attachments": [{"name": "无"}],
    }
    report = read_report(tmp_path, "a.jsonl", json.dumps(line))
    assert (report.body, report.keywords, report.attachments) == ("无", ("无",), (Attachment("无", ""),))
