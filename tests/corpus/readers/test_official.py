"""Tests of the report that an office document is."""

from __future__ import annotations

from corpus.readers.document import Document, DocumentLine
from corpus.readers.official import read_document
from corpus.report import Origin, Report


def read(*lines: str, title: str = "", source: str = "通知.pdf") -> Report:
    """Return the report of a document with these lines."""
    (report,) = read_document(Document(tuple(map(DocumentLine, lines)), title), source=source)
    assert isinstance(report, Report)
    return report


def test_labels_and_signature_are_read() -> None:
    """Label lines and the signature say as much as in a text file, and each value says where it was found."""
    report = read(
        "索引号：QH001-2024-00001", "信息名称：关于防汛的通知", "做好防汛工作。", "青禾市水利局", "2024年5月6日"
    )
    assert (report.title, report.issuer) == ("关于防汛的通知", "青禾市水利局")
    assert Origin("index_number", "标签“索引号”") in report.origins
    assert Origin("written", "落款") in report.origins


def test_a_title_is_found_in_any_document() -> None:
    """The first line is asked before the properties of a file, which are often another's, and its name last."""
    assert read("关于防汛的通知", "各县：", title="模板").title == "关于防汛的通知"
    assert read(title="关于防汛的通知").title == "关于防汛的通知"
    assert read(source="2024/关于防汛的通知.pdf").title == "关于防汛的通知"


def test_the_number_of_an_attachment_is_no_title() -> None:
    """What stands below it is, or what the file is called."""
    assert read("附件1", "岗位表", "护士三名。").title == "岗位表"
    assert read("大纲2：", "公共科目笔试大纲", "考试时间为两小时。").title == "公共科目笔试大纲"
    assert read("附件 2", "护士三名，医生两名。", title="附件", source="岗位表.docx").title == "岗位表"
