"""Tests of DOCX files, one trait each."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers import read_file
from corpus.readers.document import Document
from corpus.readers.office.docx import docx_document
from corpus.report import Report
from tests.corpus.readers.office.write_docx import STRICT, paragraph, table, write_docx


def document(folder: Path, body: str, **parts: str) -> Document:
    """Return what is seen of a document with this body."""
    return docx_document(write_docx(folder / "通知.docx", body, **parts))


def lines(folder: Path, body: str, **parts: str) -> list[str]:
    """Return the lines of a document with this body."""
    return document(folder, body, **parts).text.split("\n")


SEEN = {
    "deleted": (
        "<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>",
        "新",
    ),
    "moved": ("<w:moveFrom><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>甲</w:t></w:r></w:moveTo>", "甲"),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>明</w:t></w:r>", "明"),
    "hidden-off": ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>', "明"),
    "field": (
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>5月</w:t></w:r></w:fldSimple>',
        "5月",
    ),
    "link": ("<w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>", "附件"),
    "control": (
        "<w:sdt><w:sdtPr><w:t>X</w:t></w:sdtPr><w:sdtContent><w:r><w:t>内</w:t></w:r></w:sdtContent></w:sdt>",
        "内",
    ),
    "tab-and-hyphen": ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:noBreakHyphen/></w:r>", "甲\t乙-"),
    "break": ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t></w:r>', "☑同意"),
    "ruby": (
        "<w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>银</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "银",
    ),
    "note": ('<w:r><w:t>水位</w:t><w:footnoteReference w:id="1"/><w:t>上涨</w:t></w:r>', "水位上涨"),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_of_a_paragraph(name: str, tmp_path: Path) -> None:
    """Deleted and hidden text and instructions are left out, and everything else is read as it is shown."""
    content, expected = SEEN[name]
    assert document(tmp_path, f"<w:p>{content}</w:p>").text == expected


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    """Of two renderings of a text box the first one that has text is read, behind its paragraph."""
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    both = f"<w:p><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent><w:t>框外</w:t></w:r></w:p>"
    assert lines(tmp_path, both) == ["框外", "框内"]
    only = f"<w:p><w:r><mc:AlternateContent><mc:Choice/>{fallback}</mc:AlternateContent></w:r></w:p>"
    assert lines(tmp_path, only) == ["框内"]


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    """Cells are set apart by tabs; merged ones come once, tables within tables in their cell, and frames as paragraphs."""
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("甲") + "</w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("甲") + "</w:tc>"
    plain = "<w:tc>{}</w:tc>"
    rows = f"<w:tr>{first}{plain.format(paragraph('乙'))}</w:tr><w:tr>{merged}{plain.format(paragraph('丙'))}</w:tr>"
    inner = plain.format(paragraph("外")) + plain.format(table(("内一", "内二")))
    frame = plain.format(paragraph("第一段") + paragraph("第二段"))
    body = f"<w:tbl>{rows}<w:tr>{inner}</w:tr><w:tr>{frame}</w:tr></w:tbl>"
    assert lines(tmp_path, body) == ["甲\t乙", "丙", "外\t内一 内二", "第一段", "第二段"]


def test_labels_in_a_table_are_read(tmp_path: Path) -> None:
    """A table of labels and values above the text gives metadata."""
    body = table(
        ("索引号", "QH001-2024-00001", "发布日期", "2024年5月6日"),
        ("标题", "关于防汛的通知", "文号", "青水〔2024〕3号"),
    )
    (report,) = read_file(write_docx(tmp_path / "a.docx", body + paragraph("做好防汛工作。")), source="a.docx")
    assert isinstance(report, Report)
    assert (report.title, str(report.published), report.body) == ("关于防汛的通知", "2024年5月6日", "做好防汛工作。")


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:pStyle w:val="Article"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Article"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
)


def item(text: str, number: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_lists_are_numbered_as_shown(tmp_path: Path) -> None:
    """Levels count on, start anew below a higher one and where the list says so; bullets and number 0 show nothing."""
    body = "".join(
        (
            item("甲", 1),
            item("乙", 1, 1),
            item("丙", 1, 1),
            item("丁", 1),
            item("戊", 1, 1),
            item("己", 4),
            item("庚", 3),
        )
    )
    found = lines(tmp_path, body + item("辛", 0), numbering=NUMBERING)
    assert found == ["一、甲", "1.1 乙", "1.2 丙", "二、丁", "2.1 戊", "一、己", "庚", "辛"]


def test_styles_number_paragraphs(tmp_path: Path) -> None:
    """A style, or one it is based on, may number its paragraphs; a style based on itself ends."""
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in (("甲", "Article"), ("乙", "Child"), ("丙", "Loop"))
    )
    assert lines(tmp_path, body, numbering=NUMBERING, styles=STYLES) == ["第九条 甲", "第十条 乙", "丙"]


def test_looks_are_told(tmp_path: Path) -> None:
    """Size, colour, weight and alignment come from the run, else from styles."""
    style = '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    body = paragraph("青禾市水利局文件", '<w:pStyle w:val="T"/>', '<w:color w:val="FF0000"/>')
    (line,) = document(tmp_path, body, styles=style).lines
    assert (line.size, line.centred, line.red, line.bold) == (22.0, True, True, True)


def test_a_red_head_in_the_header_is_read(tmp_path: Path) -> None:
    """The header of the first page is read when it is a red head; headers that repeat a title are not."""
    section = '<w:sectPr><w:headerReference w:type="first" r:id="rheader"/><w:titlePg/></w:sectPr>'
    red = paragraph("青禾市水利局文件", run='<w:color w:val="FF0000"/>')
    assert lines(tmp_path, paragraph("正文") + section, header=red) == ["青禾市水利局文件", "正文"]
    assert lines(tmp_path, paragraph("正文") + section, header=paragraph("年度报告")) == ["正文"]


def test_notes_stand_behind_the_text(tmp_path: Path) -> None:
    """Footnotes follow the text; the lines that separate them are no notes."""
    notes = f'<w:footnote w:type="separator">{paragraph("线")}</w:footnote><w:footnote w:id="1">{paragraph("据测站")}</w:footnote>'
    assert lines(tmp_path, paragraph("水位上涨。") + paragraph("完"), footnotes=notes) == ["水位上涨。", "完", "据测站"]


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    """Documents in the strict form of the standard have another namespace."""
    assert document(tmp_path, paragraph("严格"), namespace=STRICT, title="题").text == "严格"


def test_damage_is_named(tmp_path: Path) -> None:
    """A truncated document, one without its text, and one that declares entities are problems that say what to do."""
    path = write_docx(tmp_path / "a.docx", paragraph("甲" * 5000))
    path.write_bytes(path.read_bytes()[:-40])
    (problem,) = read_file(path, source="a.docx")
    assert "损坏" in str(problem)
    (problem,) = read_file(write_docx(tmp_path / "b.docx", "<w:p>", namespace='x"><!DOCTYPE a>"'), source="b.docx")
    assert "实体" in str(problem)
