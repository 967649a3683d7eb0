"""What pages draw: blocks, drawings used again, templates, columns, pages that lie on their side, and what is beyond bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.readers.layout.ofd import MAX_LISTED
from corpus.report import Attachment, Report
from tests.corpus.readers.layout.write_ofd import NAMESPACE, Text, ofd

LETTER = (Text("关于开展节水宣传周活动的通知", 55, 75, 7.8), Text("各区要认真组织实施。", 28, 95))
_PAGE = "Doc_0/Pages/Page_0/Content.xml"
_ENTRY = '<ofd:Page ID="10" BaseLoc="Pages/Page_0/Content.xml"/>'


def root(name: str, inner: str) -> str:
    """Return a part with this root."""
    return f'<ofd:{name} xmlns:ofd="{NAMESPACE}">{inner}</ofd:{name}>'


def page(inner: str) -> str:
    """Return a page with one layer."""
    return root("Page", f"<ofd:Content><ofd:Layer>{inner}</ofd:Layer></ofd:Content>")


def text(content: str, *, at: str = "20 30", attributes: str = "") -> str:
    """Return a text object."""
    return (
        f'<ofd:TextObject Boundary="{at} 90 9" Size="5" {attributes}><ofd:TextCode X="0" Y="5">{content}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def document(pages: str = _ENTRY, common: str = "", after: str = "") -> str:
    """Return a Document part."""
    return root("Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{after}")


def read(folder: Path, members: dict[str, str]) -> tuple[Report, list[str]]:
    """Return the report that an OFD file with these members is, and the notes about it."""
    path = folder / "通知.ofd"
    path.write_bytes(ofd([LETTER], others=members))
    report, *notes = read_file(path, source=path.name)
    assert isinstance(report, Report)
    return report, [note.reason for note in notes if isinstance(note, Problem)]


def body(folder: Path, content: str, **members: str) -> str:
    """Return the body of a file whose page draws `content`."""
    return read(folder, {_PAGE: page(content), **members})[0].body


def test_blocks_in_blocks_are_read(tmp_path: Path) -> None:
    """Groups are read like what is in them; what is not to be seen isn't."""
    inner = f"<ofd:PageBlock><ofd:PageBlock>{text('内层')}</ofd:PageBlock></ofd:PageBlock>"
    hidden = text("隐藏", attributes='Visible="false"')
    assert body(tmp_path, inner + hidden) == "内层"


def test_what_is_clipped_away_is_not_read(tmp_path: Path) -> None:
    """Forms hide numbers for machines behind an empty clip."""
    clip = '<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 {} 9"/></ofd:Area></ofd:Clip></ofd:Clips>'
    hidden, shown = (
        text(content).replace("<ofd:TextCode", clip.format(width) + "<ofd:TextCode")
        for content, width in (("1.2.156", 0), ("正文", 9))
    )
    assert body(tmp_path, hidden + shown) == "正文"


def test_drawings_are_used_again(tmp_path: Path) -> None:
    """A drawing of the resources stands wherever an object names it, and may be part of another one."""
    unit = '<ofd:CompositeGraphicUnit ID="{}"><ofd:Content>{}</ofd:Content></ofd:CompositeGraphicUnit>'
    use = '<ofd:CompositeObject ResourceID="{}" Boundary="0 {} 9 9"/>'
    members = {
        "Doc_0/Document.xml": document(common="<ofd:PublicRes>Res.xml</ofd:PublicRes>"),
        "Doc_0/Res.xml": root("Res", unit.format(7, text("印发")) + unit.format(8, use.format(7, 100) + text("主送"))),
    }
    report, _ = read(tmp_path, {_PAGE: page(use.format(7, 0) + use.format(8, 50)), **members})
    assert report.body.split("\n") == ["印发", "主送", "印发"]


@pytest.mark.parametrize("order", ["Foreground", "Background"])
def test_templates_are_drawn_above_or_below(order: str, tmp_path: Path) -> None:
    """The page says where, or the list of templates does; one that is named twice is drawn once."""
    listed = f'<ofd:TemplatePage ID="5" BaseLoc="T.xml" ZOrder="{order}"/>'
    members = {"Doc_0/Document.xml": document(common=listed), "Doc_0/T.xml": page(text("表头", at="20 90"))}
    used = '<ofd:Template TemplateID="5"/><ofd:Template TemplateID="5"/><ofd:Template TemplateID="6"/>'
    content = page(text("内容", at="20 120")).replace("<ofd:Content>", used + "<ofd:Content>", 1)
    lines = read(tmp_path, {_PAGE: content, **members})[0].body.split("\n")
    assert sorted(lines) == ["内容", "表头"]


def test_a_column_stands_beside_the_text(tmp_path: Path) -> None:
    """The head of a block of a form is written from the top down."""
    column = text("购买方", at="6 30").replace('Y="5"', 'Y="5" DeltaY="6 6"')
    assert body(tmp_path, column + text("名称：青禾市水务局", at="20 30")) == "购买方\t名称：青禾市水务局"


@pytest.mark.parametrize("matrix", ["0 1 -1 0 0 0", "0 -1 1 0 0 0", "-1 0 0 -1 0 0"])
def test_a_page_on_its_side_is_read_as_it_was_written(matrix: str, tmp_path: Path) -> None:
    """Tables are often turned; their lines are still lines, one below the other."""
    a, b, c, d, *_ = map(int, matrix.split())
    pieces = ""
    for index, content in enumerate(("节水宣传周安排表", "序号", "活动")):
        x, y = ((0, 0), (0, 12), (60, 12))[index]  # in the direction of the text
        at = f"{100 + a * x + c * y} {100 + b * x + d * y}"
        pieces += text(content, at=at, attributes=f'CTM="{matrix}"')
    assert body(tmp_path, pieces) == "节水宣传周安排表\n序号\t活动"


def test_the_current_version_is_read(tmp_path: Path) -> None:
    """A signed file keeps its earlier versions."""
    members = {
        "OFD.xml": root(
            "OFD",
            "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Old.xml</ofd:DocRoot><ofd:Versions>"
            '<ofd:Version ID="1" Index="1" BaseLoc="Doc_0/V1.xml"/>'
            '<ofd:Version ID="2" Index="2" Current="true" BaseLoc="Doc_0/V2.xml"/></ofd:Versions></ofd:DocBody>',
        ),
        "Doc_0/V2.xml": root("DocVersion", "<ofd:DocRoot>Document.xml</ofd:DocRoot>"),
        "Doc_0/Old.xml": document('<ofd:Page ID="1" BaseLoc="P.xml"/>'),
        "Doc_0/P.xml": page(text("旧版本")),
    }
    assert "旧版本" not in read(tmp_path, members)[0].body
    del members["Doc_0/V2.xml"]
    assert read(tmp_path, members)[0].body == "旧版本"


@pytest.mark.parametrize("entry", ["?", root("OFD", "<ofd:DocBody/>"), root("OFD", "")])
def test_a_document_without_its_entry_is_found(entry: str, tmp_path: Path) -> None:
    """The pages are all there."""
    assert "节水宣传周" in read(tmp_path, {"OFD.xml": entry})[0].body


def test_names_without_their_namespace_are_read(tmp_path: Path) -> None:
    """A program leaves out what the prefix stands for."""
    assert body(tmp_path, "").strip() == ""
    members = {_PAGE: page(text("节水")).replace(f' xmlns:ofd="{NAMESPACE}"', "")}
    assert read(tmp_path, members)[0].body == "节水"


def test_a_page_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """What was written before the damage is kept."""
    broken = page(text("节水") + text("宣传", at="20 90"))
    assert "节水" in read(tmp_path, {_PAGE: broken[:-60]})[0].body


def test_glyphs_without_characters_are_named(tmp_path: Path) -> None:
    """They are seen, and can't be found; a whole document of them has no text."""
    report, notes = read(tmp_path, {_PAGE: page(text("\ue001\ue002\ue003"))})
    assert report.body == ""
    assert len(notes) == 1
    assert "3 个字只有字形" in notes[0]


def test_a_title_may_be_custom_data(tmp_path: Path) -> None:
    """It is believed where the text has none."""
    data = '<ofd:CustomDatas><ofd:CustomData Name="标题">节水宣传周活动方案</ofd:CustomData></ofd:CustomDatas>'
    entry = root(
        "OFD",
        f"<ofd:DocBody><ofd:DocInfo>{data}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
    )
    assert read(tmp_path, {"OFD.xml": entry, _PAGE: page("")})[0].title == "节水宣传周活动方案"


def test_attachments_without_a_name_are_called_as_their_files(tmp_path: Path) -> None:
    """Those that are not to be seen, such as the data of an invoice, are none."""
    listed = (
        "<ofd:Attachment><ofd:FileLoc>Attachs/报名表.xlsx</ofd:FileLoc></ofd:Attachment>"
        '<ofd:Attachment Name="data.xml" Visible="false"/>'
    )
    members = {
        "Doc_0/Document.xml": document(after="<ofd:Attachments>A.xml</ofd:Attachments>"),
        "Doc_0/A.xml": root("Attachments", listed),
    }
    assert read(tmp_path, members)[0].attachments == (Attachment("报名表.xlsx", ""),)


def test_what_repeats_itself_without_end_is_cut_short(tmp_path: Path) -> None:
    """The start is kept, and a note says that there is more."""
    report, notes = read(tmp_path, {_PAGE: page(text("节水") * 60_000)})
    assert report.body.startswith("节水")
    assert any("超出限度" in note for note in notes)


def test_rows_of_a_form_are_lines(tmp_path: Path) -> None:
    """Labels below each other are as long as each other, and no paragraph."""
    labels = ("纳税人识别号：", "登记注册地址：", "开户行及账号：")
    column = "".join(text(label, at=f"20 {30 + 6 * index}") for index, label in enumerate(labels))
    assert body(tmp_path, column).split("\n") == list(labels)


def test_a_list_of_pages_behind_a_flood_of_elements_is_named(tmp_path: Path) -> None:
    """What is listed before the flood is read, and that there is more is said."""
    second = '<ofd:Page ID="11" BaseLoc="P.xml"/>'
    flood = "<ofd:Page/>" * MAX_LISTED
    report, notes = read(
        tmp_path, {"Doc_0/Document.xml": document(_ENTRY, after=flood), "Doc_0/P.xml": page(text("第二页"))}
    )
    assert "节水宣传周" in report.body
    assert any("超出限度的部分没有收录" in note for note in notes)
    report, notes = read(
        tmp_path, {"Doc_0/Document.xml": document(_ENTRY + second), "Doc_0/P.xml": page(text("第二页"))}
    )
    assert "第二页" in report.body
    assert not notes
