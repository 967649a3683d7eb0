"""Labels lead to fields, with all their noise and in both kinds of characters."""

import pytest

from corpus.labels import ALIASES, OTHER_LABELS, field_for, is_label, label_rank, plain_label, split_labels
from tests.processor_time import MUCH, processor_seconds


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *(("索 引 号：", "index_number"), ("信息索引号", "index_number"), ("文　　号:", "document_number")),
        *(("文\xa0\xa0号：", "document_number"), ("發文字號", "document_number"), ("發布機構", "issuer")),
        *(("发文机关", "issuer"), ("公开机构", "issuer"), ("来源", "issuer"), ("组配分类", "category")),
        *(("体裁分类", "category"), ("主题导航", "topic"), ("印发日期", "written"), ("生成日期", "written")),
        *(
            ("公开日期", "published"),
            ("名称", "title"),
            ("標題", "title"),
            ("效力状况", "status"),
            ("有效性", "status"),
        ),
        *(("关键词", "keywords"), ("正文", "body"), ("附件", "attachments"), ("【标题】", "title")),
        *(("index_no", "index_number"), ("doc_no", "document_number"), ("agency", "issuer"), ("kind", "category")),
        *(("date_published", "published"), ("Date-Written", "written"), ("text", "body"), ("content", "body")),
        *(("政府信息索引号", "index_number"), ("信息制作机关", "issuer"), ("行政处罚决定书文号", "document_number")),
        *(("首次公开日期", "published"), ("制作日期", "written"), ("文件时效", "status"), ("主题目录", "topic")),
        *(("天气", None), ("", None), ("源", None), ("source", None), ("x" * 500, None)),
    ],
)
def test_field_for(label: str, field: str | None) -> None:
    """Spaces, colons, brackets, case and separators are noise; unknown labels name nothing."""
    assert field_for(label) == field


def test_no_name_stands_twice() -> None:
    """The table is unambiguous, whatever spelling of a name is looked up."""
    names = [plain_label(name) for names in (*ALIASES.values(), OTHER_LABELS) for name in names]
    assert len(set(names)) == len(names)


def test_agencies_outrank_sources() -> None:
    """发布机构 is believed before 来源."""
    assert label_rank("issuer", "发布机构：") < label_rank("issuer", "来源")


@pytest.mark.parametrize(
    ("line", "before", "found"),
    [
        ("索 引 号：01/2023-1　分类：通知", "", [("索引号", "01/2023-1"), ("分类", "通知")]),
        ("发布日期：2023-01-05  浏览次数：12", "", [("发布日期", "2023-01-05"), ("浏览次数", "12")]),
        ("【发布日期】：2023-01-05", "", [("发布日期", "2023-01-05")]),
        ("各县（市、区）人民政府：", "各县（市、区）人民政府：", []),
        ("宣传主题：节水", "宣传主题：节水", []),
        ("见 附件：表", "见", [("附件", "表")]),
        (
            "索引号：QH20/2024-7发布机构：柳川县农业局文号：柳农〔2024〕7号发布日期：2024-04-02",
            "",
            [
                ("索引号", "QH20/2024-7"),
                ("发布机构", "柳川县农业局"),
                ("文号", "柳农〔2024〕7号"),
                ("发布日期", "2024-04-02"),
            ],
        ),
        ("请向柳川县农业局索引号：一栏填写", "请向柳川县农业局索引号：一栏填写", []),
        ("\u200b文号：\u200b柳农\u200d〔2024〕7号\ufeff", "", [("文号", "柳农\u200d〔2024〕7号")]),
        ("文号︰柳农〔2024〕7号", "", [("文号", "柳农〔2024〕7号")]),
        (
            "索\u200b引\xad号：QH20/2024-7　发\u2060布机\u200d构：柳川县农业局",
            "",
            [("索引号", "QH20/2024-7"), ("发布机构", "柳川县农业局")],
        ),
        ("⽂号：柳农〔2024〕7号　发布⽇期：2024-04-02", "", [("文号", "柳农〔2024〕7号"), ("发布日期", "2024-04-02")]),
        (
            "信息名称：春耕办法的通知（文号：柳农〔2024〕7号）及解读　索引号：QH20/2024-7",
            "",
            [
                ("信息名称", "春耕办法的通知（文号：柳农〔2024〕7号）及解读"),
                ("文号", "柳农〔2024〕7号"),
                ("索引号", "QH20/2024-7"),
            ],
        ),
        ("来源：柳川县农业局（发布日期：2024-04-02）", "", [("来源", "柳川县农业局"), ("发布日期", "2024-04-02")]),
        ("（来源：柳川日报（网络版））", "（", [("来源", "柳川日报（网络版）")]),
    ],
)
def test_split_labels(line: str, before: str, found: list[tuple[str, str]]) -> None:
    """Running labels are recognised where they start a line or stand after a gap, not inside words."""
    text, labels = split_labels(line)
    assert text == before
    assert [(each.label, each.value) for each in labels] == found


@pytest.mark.parametrize(
    "piece", ["局文号", "号发布日期：", "（标题：", "标题：（文号：", "文" + " " * 40, "（" * 40 + "来源："]
)
def test_long_lines_are_split_in_bounded_time(piece: str) -> None:
    """A line of a hundred thousand characters costs little, however its labels stand."""
    line = (piece * 100_000)[:100_000]
    assert processor_seconds(lambda: split_labels(line)) < MUCH


def test_is_label_wants_chinese_and_nothing_else() -> None:
    """A label is a whole text in Chinese."""
    assert is_label("索 引 号：")
    assert is_label("浏览次数")
    assert not is_label("title")
    assert not is_label("标题党")
