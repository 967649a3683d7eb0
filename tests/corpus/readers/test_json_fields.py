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


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        *(({"index": "QH20/2024-7"}, "index_number", "QH20/2024-7"), ({"index": 7}, "index_number", "None")),
        *(({"index": "7"}, "index_number", "None"), ({"_index": "gov-2024-04"}, "index_number", "None")),
        *(({"publish": "2024-04-02 00:00:00"}, "published", "2024年4月2日"), ({"publish": True}, "published", "None")),
        *(({"publish": 1}, "published", "None"), ({"office": "柳川县农业局"}, "issuer", "柳川县农业局")),
        *(({"office": "三楼301"}, "issuer", ""), ({"sxx": "有效"}, "status", "有效"), ({"sxx": 3}, "status", "")),
    ],
)
def test_keys_that_mean_other_things_elsewhere(tmp_path: Path, line: dict[str, object], field: str, value: str) -> None:
    """They are read where their value is one of the field, and are unknown keys else."""
    report, notes = read_as(tmp_path, "a.jsonl", json.dumps({"title": "春耕简报", **line}))
    assert str(getattr(report, field)) == value
    assert len(notes) == (value in ("", "None"))


LINES = [
    {"wjbt": "春耕简报", "zw": "正文", "fwh": "柳农〔2024〕7号", "fbdw": "柳川县农业局", "cwsj": "2024-04-02"},
    {
        "biaoti": "春耕简报",
        "neirong": "正文",
        "wjwh": "柳农〔2024〕7号",
        "fbjgmc": "柳川县农业局",
        "qfrq": "2024-04-02",
    },
    {
        "title": "春耕简报",
        "bodyText": "正文",
        "wjh": "柳农〔2024〕7号",
        "issueDept": "柳川县农业局",
        "fwsj": "2024-04-02",
    },
    {
        "title": "春耕简报",
        "infocontent": "正文",
        "wh": "柳农〔2024〕7号",
        "zdjgName": "柳川县农业局",
        "cwrq": "2024-04-02",
    },
    {
        "xxbt": "春耕简报",
        "DOCHTMLCON": "<p>正文</p>",
        "metadata": {
            "id": "7",
            "文号": "柳农〔2024〕7号",
            "unitName": "柳川县农业局",
            "成文日期": {"$date": 1711987200000},
        },
    },
    {
        "text": "正文",
        "meta": {"标题": "春耕简报", "文号": "柳农〔2024〕7号", "fbbm": "柳川县农业局", "cwrq": "2024-04-02"},
    },
]


@pytest.mark.parametrize("line", LINES)
def test_keys_of_other_systems(tmp_path: Path, line: dict[str, object]) -> None:
    """Initials, pinyin, English and keys nested apart from the text lead to the fields."""
    report = read_report(tmp_path, "a.jsonl", json.dumps(line))
    assert (report.id, report.title, report.body, report.issuer) == ("", "春耕简报", "正文", "柳川县农业局")
    assert (str(report.document_number), report.written) == ("柳农〔2024〕7号", PartialDate(2024, 4, 2))


def test_a_label_alone_is_no_title(tmp_path: Path) -> None:
    """A body that is only called one does not name its report."""
    report, (problem,) = read_as(tmp_path, "a.jsonl", '{"zw": "正文"}')
    assert report is None
    assert "标题" in problem.reason


@pytest.mark.parametrize("key", ["info", "基本信息", "元数据", "attributes", "metadata"])
@pytest.mark.parametrize("as_list", [False, True])
def test_what_is_known_of_a_text_may_be_nested(tmp_path: Path, key: str, as_list: bool) -> None:
    """As an object, or as a list of names with their values."""
    known = {"索引号": "QH20/2024-7", "发文机关": "柳川县农业局", "发布日期": "2024年4月2日"}
    nest = [{"name": name, "value": value} for name, value in known.items()] if as_list else known
    report = read_report(tmp_path, "a.jsonl", json.dumps({"标题": "春耕简报", key: nest}))
    assert (str(report.index_number), report.issuer) == ("QH20/2024-7", "柳川县农业局")
    assert report.published == PartialDate(2024, 4, 2)


def test_a_list_of_other_things_is_no_nest(tmp_path: Path) -> None:
    """Its key is named as unknown, and nothing of it is taken."""
    line = {"标题": "春耕简报", "info": [{"name": "索引号"}, 7], "meta": []}
    report, problems = read_as(tmp_path, "a.jsonl", json.dumps(line))
    assert report is not None
    assert (report.index_number, ["info" in each.reason for each in problems]) == (None, [True])


@pytest.mark.parametrize("envelope", ["_source", "data", "result", "record"])
def test_records_in_envelopes(tmp_path: Path, envelope: str) -> None:
    """What interfaces wrap around a record is taken off."""
    line = {"code": 200, envelope: {"title": "春耕简报", "fwzh": "柳农〔2024〕7号"}}
    report, _ = read_as(tmp_path, "a.jsonl", json.dumps(line))
    assert report is not None
    assert str(report.document_number) == "柳农〔2024〕7号"


@pytest.mark.parametrize(
    ("value", "number"), [("柳农〔2024〕7号", "柳农〔2024〕7号"), ("7", ""), (7, ""), ("a3f0-77", "")]
)
@pytest.mark.parametrize("key", ["number", "fileCode", "file_code"])
def test_keys_that_mean_a_number_elsewhere(tmp_path: Path, key: str, value: object, number: str) -> None:
    """They give a document number where their value is one."""
    report, _ = read_as(tmp_path, "a.jsonl", json.dumps({"title": "春耕简报", key: value}))
    assert report is not None
    assert str(report.document_number or "") == number


def test_whole_numbers_of_tables(tmp_path: Path) -> None:
    """A column with gaps makes floats of whole numbers, which are shown as they were."""
    report = read_report(tmp_path, "a.jsonl", '{"title": "春耕简报", "索引号": 530400202404.0}')
    assert str(report.index_number) == "530400202404"


def test_files_linked_in_a_body(tmp_path: Path) -> None:
    """They are attachments where no key names any; links to pages are none."""
    body = "<p>见<a href='https://a.cn/'>网站</a>。</p><p>附件：<a href='/u/1.docx'>春耕台账.docx</a></p>"
    report = read_report(tmp_path, "a.jsonl", json.dumps({"title": "春耕简报", "content": body}))
    assert report.attachments == (Attachment("春耕台账.docx", "/u/1.docx"),)
    assert report.body == "见网站。\n附件：春耕台账.docx"
    named = {"title": "春耕简报", "content": body, "附件": "台账.xlsx"}
    assert read_report(tmp_path, "a.jsonl", json.dumps(named)).attachments == (Attachment("台账.xlsx", ""),)


def test_what_is_known_may_be_json_in_a_text(tmp_path: Path) -> None:
    """Tables keep an object in a cell; other texts under such a key are none."""
    known = json.dumps({"索引号": "QH20/2024-7"}, ensure_ascii=False)
    assert str(read_report(tmp_path, "a.jsonl", json.dumps({"标题": "春耕简报", "metadata": known})).index_number) == (
        "QH20/2024-7"
    )
    for other in ("{", "{" * 5_000, "{1}", "简报"):
        report, problems = read_as(tmp_path, "b.jsonl", json.dumps({"标题": "春耕简报", "metadata": other}))
        assert report is not None
        assert len(problems) == 1


@pytest.mark.parametrize(("key", "field"), [("status", "status"), ("type", "category"), ("childtype", "topic")])
def test_numbers_of_kinds_and_states_say_nothing(tmp_path: Path, key: str, field: str) -> None:
    """A code of the system is nothing that people could read."""
    for code in (1, "1", 1.0):
        assert getattr(read_report(tmp_path, "a.jsonl", json.dumps({"标题": "春耕简报", key: code})), field) == ""


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("台账.xlsx,亩数.pdf", ["台账.xlsx", "亩数.pdf"]),
        ("台账.xlsx、亩数.pdf", ["台账.xlsx", "亩数.pdf"]),
        ("台账，亩数.pdf", ["台账，亩数.pdf"]),
        ("<p><a href='/1.xlsx'>台账.xlsx</a></p><p><a href='/2.pdf'>亩数.pdf</a></p>", ["台账.xlsx", "亩数.pdf"]),
        ([{"attachName": "台账.xlsx", "attachUrl": "/1.xlsx"}], ["台账.xlsx"]),
    ],
)
def test_attachments_of_other_forms(tmp_path: Path, value: object, names: list[str]) -> None:
    """Names with commas between them, links, and keys of other systems."""
    report = read_report(tmp_path, "a.jsonl", json.dumps({"标题": "春耕简报", "附件": value}))
    assert [each.name for each in report.attachments] == names


def test_a_comma_behind_a_record(tmp_path: Path) -> None:
    """It stands there where a list was taken apart into lines."""
    assert read_report(tmp_path, "a.jsonl", '{"标题": "春耕简报"},\n').title == "春耕简报"
