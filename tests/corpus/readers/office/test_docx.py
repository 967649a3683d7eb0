"""The reader of DOCX files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.readers import read_file
from corpus.report import Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.layout.write_ofd import packed
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


def test_parts_are_found_by_their_relations(tmp_path: Path) -> None:
    """Programs on the web call the document and its parts otherwise, and some write paths with backslashes."""
    styles = part("styles", f'<w:style w:type="paragraph" w:styleId="标题"><w:rPr>{LARGE}</w:rPr></w:style>')
    notes = part("footnotes", f'<w:footnote w:id="1">{paragraph("见附表。")}</w:footnote>')
    data = docx(
        paragraph("关于渡口停航的通告", properties='<w:pStyle w:val="标题"/>'),
        paragraph("石坝渡口自明日起停航。"),
        parts={"word/styles2.xml": styles, "word/footnotes2.xml": notes},
    )
    kinds = {"styles2.xml": "styles", "footnotes2.xml": "footnotes"}
    for renamed in ("/word/document2.xml", "word\\document2.xml"):
        report = report_of(_moved(data, renamed, kinds), tmp_path)
        assert report.title == "关于渡口停航的通告"
        assert report.body.endswith("石坝渡口自明日起停航。\n见附表。")


def _moved(data: bytes, document: str, kinds: dict[str, str]) -> bytes:
    """Return a DOCX file whose document is at another path, and whose parts are of these kinds of relations."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["_rels/.rels"] = members["_rels/.rels"].replace("word/document.xml", document)
    relations = members.pop("word/_rels/document.xml.rels")
    for name, kind in kinds.items():
        relations = relations.replace(f'relationships/{name.removesuffix(".xml")}"', f'relationships/{kind}"')
    members[document.lstrip("/")] = members.pop("word/document.xml")
    members[document.lstrip("/").replace("document2", "_rels/document2").replace("\\_rels/", "\\_rels\\") + ".rels"] = (
        relations
    )
    return packed(members)


def test_numbers_are_redefined_linked_and_counted_on(tmp_path: Path) -> None:
    """A list may have levels of its own, lean on the list of a style, or count articles through all chapters; empty items count."""

    def item(text: str, level: int, number: int) -> str:
        return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    def level(number: int, kind: str, text: str, rest: str = "") -> str:
        return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{rest}<w:lvlText w:val="{text}"/></w:lvl>'

    chapters = level(0, "chineseCounting", "第%1章") + level(
        1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{chapters}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="样式"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="样式"/>{level(0, "chineseCounting", "（%1）")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "%1、")}</w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    )
    hidden = '<w:rPr><w:vanish/></w:rPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    blocks = [
        *(item("总则", 0, 1), item("目的", 1, 1), item("罚则", 0, 1), item("罚款", 1, 1)),
        *(item("材料", 0, 2), item("", 0, 2), paragraph("", properties=hidden), item("时限", 0, 2)),
        item("附表", 0, 3),
    ]
    assert body_of(*blocks, folder=tmp_path, numbering=numbering).split("\n") == [
        *("第一章总则", "第一条目的", "第二章罚则", "第二条罚款"),
        *("一、材料", "三、时限", "（一）附表"),
    ]


def field(code: str, result: str | None) -> str:
    """Return a field with a code in markup, and a result."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def code(text: str) -> str:
    """Return a run of the code of a field."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (field(code(" IF ") + field(code(" MERGEFIELD a "), run("比较")) + code(' = "a" '), run("结果")), "结果"),
        (field(code(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(fén),") + run("汾") + code(")"), None), "汾"),
        (field(code(r"eq \o\ac(○,密)"), None), "密"),
        (field(code("XE 索引"), None), ""),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("不丢"), "不丢"),
    ],
)
def test_of_fields_the_result_is_read(inline: str, shown: str, tmp_path: Path) -> None:
    """Codes within codes are none of the text, characters that an equation draws over each other are."""
    body = body_of(f"<w:p>{run('甲')}{inline}{run('乙')}</w:p>", folder=tmp_path)
    assert body == f"甲{shown}乙"


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(*blocks: str, members: dict[str, str], kinds: dict[str, str]) -> bytes:
    """Return a DOCX file with these members, whose relations are called as their members and have these kinds."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{name}"/>' for name, kind in kinds.items()
    )
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )
    parts = {f"word/{name}": text for name, text in members.items()}
    return docx(*blocks, parts={**parts, "word/_rels/document.xml.rels": relations})


def section(*references: tuple[str, str, str], rest: str = "") -> str:
    """Return the properties of a section with references to headers and footers: their element, their type and their part."""
    listed = "".join(f'<w:{name}Reference w:type="{kind}" r:id="{to}"/>' for name, kind, to in references)
    return f'<w:sectPr xmlns:r="{RELATIONS}">{listed}{rest}</w:sectPr>'


def test_headers_are_said_once_behind_the_text(tmp_path: Path) -> None:
    """Page numbers, watermarks and what is switched off are no text; neither is what the text says itself."""
    watermark = '<w:p><w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r></w:p>'
    data = related(
        paragraph("关于库区禁渔的通告"),
        paragraph("库区全年禁止捕捞。"),
        section(("header", "default", "h.xml"), ("header", "first", "off.xml"), ("footer", "default", "f.xml")),
        members={
            "h.xml": part("hdr", paragraph("青禾渔政简报") + watermark + paragraph("关于库区禁渔的通告")),
            "off.xml": part("hdr", paragraph("没有打开的页眉")),
            "f.xml": part("ftr", paragraph("— 3 —") + paragraph("第 页")),
        },
        kinds={"h.xml": "header", "off.xml": "header", "f.xml": "footer"},
    )
    assert report_of(data, tmp_path).body == "关于库区禁渔的通告\n库区全年禁止捕捞。\n青禾渔政简报"


def test_a_red_head_in_the_header_of_the_first_page_is_read_first(tmp_path: Path) -> None:
    """Templates of offices put it there, and the issuer is read from it."""
    head = paragraph("青禾市渔业局文件", look='<w:color w:val="FF0000"/><w:sz w:val="72"/>', properties=CENTRED)
    report = report_of(
        related(
            paragraph("青渔发〔2025〕4号", properties=CENTRED),
            paragraph("关于库区禁渔的通告", look=LARGE, properties=CENTRED),
            paragraph("库区全年禁止捕捞。"),
            section(("header", "first", "h.xml"), rest="<w:titlePg/>"),
            members={"h.xml": part("hdr", head)},
            kinds={"h.xml": "header"},
        ),
        tmp_path,
    )
    assert report.body.startswith("青禾市渔业局文件\n")
    assert (report.issuer, report.title) == ("青禾市渔业局", "关于库区禁渔的通告")


def test_charts_diagrams_and_lettering_are_read(tmp_path: Path) -> None:
    """Their words stand in parts of their own, each series with all categories; old heads are letters along a path."""

    def drawn(inner: str) -> str:
        return f'<w:p xmlns:r="{RELATIONS}" xmlns:c="urn:c" xmlns:d="urn:d"><w:r><w:drawing>{inner}</w:drawing></w:r></w:p>'

    def texts(*found: str) -> str:
        return f"<c:strCache>{''.join(f'<c:pt><c:v>{each}</c:v></c:pt>' for each in found)}</c:strCache>"

    title = "<a:p><a:r><a:t>收入</a:t></a:r><a:r><a:t>构成图</a:t></a:r></a:p>"
    chart = f'<c:chart xmlns:c="urn:c" xmlns:a="urn:a">{title}{texts("拨款", "其他")}{texts("拨款", "其他")}</c:chart>'
    diagram = '<d:model xmlns:d="urn:d" xmlns:a="urn:a"><a:p><a:r><a:t>指挥部</a:t></a:r></a:p></d:model>'
    letters = '<w:p><w:r><w:pict><v:shape><v:textpath string="青禾市渔业局文件"/></v:shape></w:pict></w:r></w:p>'
    data = related(
        letters,
        drawn('<c:chart r:id="c.xml"/>'),
        drawn('<c:chart r:id="c.xml"/>'),
        drawn('<d:relIds r:dm="d.xml"/>'),
        members={"c.xml": chart, "d.xml": diagram},
        kinds={"c.xml": "chart", "d.xml": "diagramData"},
    )
    assert report_of(data, tmp_path).body.split("\n") == ["青禾市渔业局文件", "收入构成图", "拨款", "其他", "指挥部"]


def test_embedded_pages_are_read_and_other_files_named(tmp_path: Path) -> None:
    """Web systems store a whole document as a page in a frame of Word's."""
    chunk = f'<w:altChunk xmlns:r="{RELATIONS}" r:id="{{}}"/>'
    page = "<html><head><style>p {}</style></head><body><p>周五暂停办理。</p><p>周六恢复。</p></body></html>"
    data = related(
        chunk.format("a.html"),
        chunk.format("b.rtf"),
        members={"a.html": page, "b.rtf": "{\\rtf1 text}"},
        kinds={"a.html": "aFChunk", "b.rtf": "aFChunk"},
    )
    path = tmp_path / "公告.docx"
    path.write_bytes(data)
    report, note = read_file(path, source="公告.docx")
    assert isinstance(report, Report)
    assert report.body == "周五暂停办理。\n周六恢复。"
    assert "嵌入的 1 个文件没有读到" in str(note)
