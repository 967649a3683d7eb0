"""Values of JSON records become the text that people see."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

from corpus.readers.json_values import body_of_value, day_of_value, unwrapped
from corpus.report import Attachment
from corpus.values.partial_date import PartialDate, parse_partial_date
from tests.corpus.readers.read_one import read_report


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"text": "各县："}, "各县："),
        ({"line": "各县：", "length": 3}, "各县：\n3"),
        ([{"p": "一"}, {"p": ["二", "三"]}], "一\n二\n三"),
        (["一", {"正文": "二", "样式": "粗"}], "一\n二"),
        ([[[["深"]]]], "深"),
        (functools.reduce(lambda inner, _: [inner], range(20), "太深"), ""),
        (None, ""),
    ],
)
def test_bodies_of_other_forms(value: object, text: str) -> None:
    """Objects and lists of objects give their paragraphs, in their order."""
    assert body_of_value(value) == text


def test_wrappers_of_databases() -> None:
    """An object of one key with a dollar is what it wraps; any other object is itself."""
    assert unwrapped({"$oid": "ab"}) == "ab"
    assert unwrapped({"a": 1}) == {"a": 1}
    assert unwrapped({"$a": 1, "$b": 2}) == {"$a": 1, "$b": 2}


@pytest.mark.parametrize(
    "value",
    [
        {"$date": 922982400000},
        {"$date": {"$numberLong": "922982400000"}},
        {"$date": "1999-04-01T16:00:00Z"},
        {"$timestamp": {"t": 922982400, "i": 1}},
        {"date": "1999-04-02 00:00:00.000000", "timezone_type": 3, "timezone": "PRC"},
        {"date": "1999-04-01 16:00:00.000000", "timezone_type": 3, "timezone": "UTC"},
        {"year": 1999, "monthValue": 4, "dayOfMonth": 2, "month": "APRIL"},
        {"date": {"year": 1999, "month": 4, "day": 2}, "time": None},
        {"seconds": 922982400, "nanoseconds": 0},
        {"_seconds": 922982400},
        {"epochSecond": 922982400, "nano": 0},
        {"__type": "Date", "iso": "1999-04-01T16:00:00.000Z"},
        {"value": "1999-04-02"},
        [{"value": "1999-04-02"}],
        [1999.0, 4.0, 2.0],
        [1999, 4, 2, 8, 30],
    ],
)
def test_days_of_other_forms(value: object) -> None:
    """Objects and lists in which programs and databases keep a day are that day in Beijing."""
    assert parse_partial_date(str(day_of_value(value))) == PartialDate(1999, 4, 2)


@pytest.mark.parametrize("value", [{}, [], {"year": True}, {"a": 1}, [True, 1], [1.5, 2], [None, 4], {"seconds": None}])
def test_what_is_no_day_stays(value: object) -> None:
    """It is refused by who reads the date, and nothing is guessed."""
    assert day_of_value(value) in (value, None)


def test_a_day_nested_deep_ends() -> None:
    """Objects in objects cost no more than a few steps."""
    nested: object = functools.reduce(lambda inner, _: {"value": [inner]}, range(500), "1999-04-02")
    assert isinstance(day_of_value(nested), (dict, list))


def test_markup_dates_and_keys_of_a_feed(tmp_path: Path) -> None:
    """Keys of feeds and crawlers are known, markup is parsed, moments are days in Beijing, the address of the original is kept."""
    record = {
        "fileName": "关于<em>供水</em>的通知<br/>",
        "全文": "<p>各县：</p><p>现就供水&nbsp;管网<b>改</b>造通知如下。</p>",
        "pcode": "青水〔2025〕3号",
        "puborg": "青禾市水务局",
        "pubtimeStr": {"$date": "2025-05-05T16:00:00Z"},
        "childtype": "水利",
        "有效性": "NaN",
        "url": "https://qinghe.example/a/3.htm",
    }
    report = read_report(tmp_path, "a.jsonl", json.dumps(record, ensure_ascii=False))
    assert (report.title, report.body) == ("关于供水的通知", "各县：\n现就供水 管网改造通知如下。")
    assert (str(report.document_number), report.issuer, str(report.published)) == (
        "青水〔2025〕3号",
        "青禾市水务局",
        "2025年5月6日",
    )
    assert (report.topic, report.status, report.original_url) == ("水利", "", "https://qinghe.example/a/3.htm")


def test_an_export_of_ours_is_plain_text(tmp_path: Path) -> None:
    """What tells of markup comes back as it was written."""
    report = read_report(
        tmp_path,
        "a.jsonl",
        json.dumps({"id": "1", "source": "a", "title": "关于<p>标签的说明", "body": "写作 &nbsp; 的空格"}),
    )
    assert (report.title, report.body) == ("关于<p>标签的说明", "写作 &nbsp; 的空格")


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ({"source": "青禾市水务局", "content": "<p>正文</p>"}, "issuer", "青禾市水务局"),
        ({"source": "青禾市水务局", "content": "<p>正文</p>"}, "body", "正文"),
        ({"SOURCE": "青禾市水务局", "content": "正文"}, "issuer", "青禾市水务局"),
        ({"id": "1", "source": "青禾市水务局"}, "issuer", "青禾市水务局"),
        (
            {"正文": [{"title": "第一章", "content": "甲。"}, {"title": "第二章", "content": "乙。"}]},
            "body",
            "第一章\n甲。\n第二章\n乙。",
        ),
        ({"正文": {"第一条": "甲。", "第二条": "乙。"}}, "body", "第一条\n甲。\n第二条\n乙。"),
        ({"发布日期": 2023.0}, "published", PartialDate(2023)),
        (
            {"page_content": "<p>正文</p>", "颁布单位": "青禾市水务局", "颁布日期": "2023-03-09"},
            "issuer",
            "青禾市水务局",
        ),
        ({"source": "https://www.example.gov.cn/1.html"}, "issuer", ""),
        ({"puborg": {"id": 7, "name": "青禾市水务局"}}, "issuer", "青禾市水务局"),
        ({"fbjg": "青禾市水务局", "fwrq": "2023-03-09"}, "written", PartialDate(2023, 3, 9)),
        ({"正文": "当流量 a<b 且 b>c 时开闸。"}, "body", "当流量 a<b 且 b>c 时开闸。"),
        ({"发布日期": [2023, 3, 9, 10, 30]}, "published", PartialDate(2023, 3, 9)),
        ({"content": "&lt;p&gt;正文&lt;/p&gt;"}, "body", "正文"),
        ({"content": [{"type": "p", "children": [{"text": "正文"}]}]}, "body", "正文"),
        ({"主题分类": "{}", "文号": "<NA>"}, "topic", ""),
        ({"附件": "甲.pdf;乙.docx"}, "attachments", (Attachment("甲.pdf", ""), Attachment("乙.docx", ""))),
        (
            {"附件": [{"fileName": "甲.pdf", "filePath": "/x/甲.pdf"}]},
            "attachments",
            (Attachment("甲.pdf", "/x/甲.pdf"),),
        ),
        ({"附件": {"甲.pdf": "/x/1"}}, "attachments", (Attachment("甲.pdf", "/x/1"),)),
    ],
)
def test_what_crawlers_and_databases_write(tmp_path: Path, line: dict[str, object], field: str, value: object) -> None:
    """Values in the forms that other programs give them are read."""
    report = read_report(tmp_path, "a.jsonl", json.dumps({"title": "关于防汛<br/>的通知", **line}))
    assert (report.title, getattr(report, field)) == ("关于防汛的通知", value)


def test_the_record_in_an_envelope(tmp_path: Path) -> None:
    """Search engines export records under a key of their own."""
    report = read_report(tmp_path, "a.jsonl", json.dumps({"_id": "7", "_source": {"title": "通知", "content": "正文"}}))
    assert (report.title, report.body) == ("通知", "正文")
