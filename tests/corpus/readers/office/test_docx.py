"""The reader of DOCX files."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers import read_file
from corpus.report import Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.office.write_docx import NAMESPACE, docx, paragraph, part, run, table

CENTRED = '<w:jc w:val="center"/>'
LARGE = '<w:sz w:val="44"/>'


def report_of(data: bytes, folder: Path) -> Report:
    """Return the report that a DOCX file is."""
    path = folder / "通知.docx"
    path.write_bytes(data)
    (report,) = read_file(path, source="通知.docx")
    assert isinstance(report, Report)
    return report


def body_of(*blocks: str, folder: Path, **parts: str) -> str:
    """Return the text of a DOCX file with these blocks, and parts by the names of their members."""
    return report_of(
        docx(*blocks, parts={f"word/{name}.xml": part(name, inner) for name, inner in parts.items()}), folder
    ).body


def test_an_official_document_is_read(tmp_path: Path) -> None:
    """Head, number, title over two paragraphs and signature are found."""
    data = docx(
        paragraph("青禾市人民政府办公室文件", look='<w:color w:val="FF0000"/><w:sz w:val="72"/>', properties=CENTRED),
        paragraph("青政办发〔2024〕12号", look='<w:sz w:val="32"/>', properties=CENTRED),
        paragraph("青禾市人民政府办公室", look=LARGE, properties=CENTRED),
        paragraph("关于加强电动自行车停放管理的通知", look=LARGE, properties=CENTRED),
        paragraph("各街道办事处：", look='<w:sz w:val="32"/>'),
        paragraph("为消除火灾隐患，现就有关事项通知如下。", look='<w:sz w:val="32"/>'),
        paragraph("青禾市人民政府办公室", look='<w:sz w:val="32"/>'),
        paragraph("2024年7月1日", look='<w:sz w:val="32"/>'),
    )
    report = report_of(data, tmp_path)
    assert report.title == "青禾市人民政府办公室关于加强电动自行车停放管理的通知"
    assert report.issuer == "青禾市人民政府办公室"
    assert report.document_number is not None
    assert report.document_number.raw == "青政办发〔2024〕12号"
    assert report.written == PartialDate(2024, 7, 1)


def test_numbers_of_paragraphs_are_shown(tmp_path: Path) -> None:
    """What the word processor counts stands before the text, by level, started anew below each higher one."""

    def item(text: str, level: int, number: int = 1) -> str:
        return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    levels = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (kind, text) in enumerate(levels)
        )
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    blocks = [
        item("总体要求", 0),
        item("主要任务", 0),
        item("消防设施", 1),
        item("充电桩", 1),
        item("每处不少于四个", 2),
        item("保障措施", 0),
        item("组织领导", 1),
        item("附则", 0, number=2),
    ]
    assert body_of(*blocks, folder=tmp_path, numbering=numbering).split("\n") == [
        "一、总体要求",
        "二、主要任务",
        "（一）消防设施",
        "（二）充电桩",
        "1.每处不少于四个",
        "三、保障措施",
        "（一）组织领导",
        "一、附则",
    ]


def test_numbers_come_from_styles_too(tmp_path: Path) -> None:
    """A heading is numbered by its style, also by one that it is based on."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    blocks = [
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in (("目的", "a"), ("范围", "b"), ("其他", "loop"))
    ]
    assert body_of(*blocks, folder=tmp_path, styles=styles, numbering=numbering).split("\n") == [
        "第一条目的",
        "第二条范围",
        "其他",
    ]


def test_rows_are_lines_and_merged_cells_are_shown_once(tmp_path: Path) -> None:
    """Cells are separated by tabs; a table that holds whole texts is read text by text."""
    going_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    begun = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph("城东")}</w:tc>'
    rows = f"<w:tbl><w:tr>{begun}<w:tc>{paragraph('甲')}</w:tc></w:tr><w:tr>{going_on}<w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    layout = f"<w:tbl><w:tr><w:tc>{''.join(map(paragraph, ('一', '二', '三', '四')))}</w:tc><w:tc>{paragraph('旁')}</w:tc></w:tr></w:tbl>"
    body = body_of(table(("街道", "车棚"), ("城南", "12")), rows, layout, folder=tmp_path)
    assert body.split("\n") == ["街道\t车棚", "城南\t12", "城东\t甲", "乙", "一", "二", "三", "四", "旁"]


@pytest.mark.parametrize("why", ["hidden", "del"])
def test_rows_that_are_hidden_or_deleted_are_not_read(why: str, tmp_path: Path) -> None:
    """Nobody sees them on the page."""
    rows = table(("城东", "甲"), ("城西", "乙")).replace("<w:tr>", f"<w:tr><w:trPr><w:{why}/></w:trPr>", 1)
    assert body_of(rows, folder=tmp_path) == "城西\t乙"


def test_text_boxes_are_shown_once(tmp_path: Path) -> None:
    """A drawing stands in the file twice, for old and new programs."""
    box = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    old = f"<w:pict><v:shape>{box.replace('框内', '旧框')}</v:shape></w:pict>"
    body = body_of(f"<w:p><w:r>{both}</w:r>{run('正文文字')}</w:p><w:p><w:r>{old}</w:r></w:p>", folder=tmp_path)
    assert body.split("\n") == ["正文文字", "框内文字", "旧框文字"]


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (f"<w:del>{run('删去').replace('w:t', 'w:delText')}</w:del>", ""),
        (f"<w:ins>{run('加入')}</w:ins>", "加入"),
        (run("隐藏", "<w:vanish/>"), ""),
        (run("不隐藏", '<w:vanish w:val="0"/>'), "不隐藏"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>', ""),
        (f"<w:hyperlink>{run('链接')}</w:hyperlink>", "链接"),
        (f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:tab/><w:t>表位</w:t></w:r>", "\t表位"),
        ("<w:r><w:noBreakHyphen/></w:r>", "-"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "√"),
        (f"<w:r><w:ruby><w:rt>{run('yīn')}</w:rt><w:rubyBase>{run('音')}</w:rubyBase></w:ruby></w:r>", "音"),
        ("<w:commentReference/>", ""),
    ],
)
def test_what_is_shown_is_read(inline: str, shown: str, tmp_path: Path) -> None:
    """Neither what was deleted, nor what is hidden, nor the code of a field is text."""
    assert body_of(f"<w:p>{run('甲')}{inline}{run('乙')}</w:p>", folder=tmp_path) == f"甲{shown}乙"


def test_notes_follow_the_text(tmp_path: Path) -> None:
    """Footnotes are part of what was published; the lines that separate them are not."""
    notes = f'<w:footnote w:type="separator">{paragraph("——")}</w:footnote><w:footnote w:id="1">{paragraph("见统计公报。")}</w:footnote>'
    assert body_of(paragraph("全市生产总值增长"), folder=tmp_path, footnotes=notes) == "全市生产总值增长\n见统计公报。"


def test_the_strict_form_is_read(tmp_path: Path) -> None:
    """The newer namespace means the same."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = part("document", f"<w:body>{paragraph('各县要做好防汛工作。')}</w:body>").replace(NAMESPACE, strict)
    assert report_of(docx(parts={"word/document.xml": document}), tmp_path).body == "各县要做好防汛工作。"


def test_deep_nesting_ends(tmp_path: Path) -> None:
    """Tables within tables cost a bounded amount, whatever their number."""
    block = paragraph("最里面")
    for _ in range(70):
        block = f"<w:tbl><w:tr><w:tc>{block}</w:tc></w:tr></w:tbl>"
    assert report_of(docx(paragraph("关于防汛的通知"), block), tmp_path).title == "关于防汛的通知"
