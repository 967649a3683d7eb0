"""What is refused as a value, and what is kept beside one."""

import pytest

from corpus.readers.page.field_value import field_value


@pytest.mark.parametrize(
    ("name", "label", "text", "expected"),
    [
        ("issuer", "发布机构", "由各级政府办公室负责，并报上一级备案。", ""),
        ("issuer", "发布机构", "（盖章）", ""),
        ("issuer", "来源", "（青禾市水务局）", "（青禾市水务局）"),
        ("title", "名称", "(必填)", ""),
        ("index_number", "索引号", "由六部分组成", ""),
        ("index_number", "索引号", "：QH01/2025-1", "QH01/2025-1"),
        ("index_number", "索引号", "QH01/2025-1　浏览：3 人气：5", "QH01/2025-1"),
        ("index_number", "索引号", "QH01/2025-1复制", "QH01/2025-1"),
        ("document_number", "文号", "青水〔2025〕7号【字体：大 中 小】", "青水〔2025〕7号"),
        ("document_number", "文号", "青水〔2025〕7号 | 阅读：8", "青水〔2025〕7号"),
        ("document_number", "文号", "青水〔2025〕7号 签发人：某某", "青水〔2025〕7号"),
        ("document_number", "文号", "青水〔2025〕7号 打印 关闭", "青水〔2025〕7号"),
        ("document_number", "文号", "青水〔2025〕7号 2025-05-06", "青水〔2025〕7号"),
        ("document_number", "文号", "〔2025〕7号", "〔2025〕7号"),
        ("document_number", "文号", "登录编号：QHGS-1", ""),
        ("status", "有效性", "有效 点击率：33", "有效"),
        ("keywords", "主题词", "节水 打印 关闭", "节水"),
        ("keywords", "主题词", "打印 档案", "打印 档案"),
        ("topic", "主题分类", "水利、水务 / 节水 审批编码：3", "水利、水务 / 节水"),
        ("published", "时间", "2025年5月9日上午9时", ""),
        ("published", "时间", "2025-05-09 09:00", "2025-05-09 09:00"),
        ("published", "日期", "2025-3-9 0:00:00", "2025-3-9 0:00:00"),
    ],
)
def test_values(name: str, label: str, text: str, expected: str) -> None:
    """Explanations, requests to fill in and times of what is announced are no values."""
    assert field_value(name, label, text).text == expected


@pytest.mark.parametrize(("text", "is_whole"), [("2025年5月9日至15日", False), ("2025-05-09 10:20", True)])
def test_of_several_days_the_field_holds_one(text: str, is_whole: bool) -> None:
    """A line with a period says more than the field."""
    assert field_value("published", "公示时间", text).is_whole == is_whole


@pytest.mark.parametrize(
    ("text", "is_whole"), [("青水〔2025〕7号 签发编码：3", False), ("青水〔2025〕7号 浏览人次：3", True)]
)
def test_what_other_labels_say_is_not_lost(text: str, is_whole: bool) -> None:
    """Behind a value, what a label says that no field has stays on the page, but for counters."""
    assert field_value("document_number", "文号", text).is_whole == is_whole


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("issuer", "加载中..."),
        ("published", "正在加载"),
        ("issuer", "${info.source}"),
        ("published", "<%=date%>"),
        ("title", "{{title}}"),
        ("document_number", "〔〕号"),
        ("published", "见附件"),
        ("issuer", "本站"),
        ("issuer", "http://www.qinghe.example"),
    ],
)
def test_what_stands_where_a_value_is_missing(name: str, text: str) -> None:
    """What a script would have replaced and what names no agency or day are no values."""
    assert field_value(name, "", text).text == ""
