"""The reader of OFD files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Attachment, Report
from corpus.values.partial_date import PartialDate
from tests.corpus.readers.layout.write_ofd import NAMESPACE, Text, document, ofd, packed

LETTER = (
    Text("青禾市水务局文件", 50, 30, 12, red=True),
    Text("青水发〔2024〕3号", 80, 55),
    Text("关于开展节水宣传周活动的通知", 55, 75, 7.8),
    Text("各区水务局：", 28, 95),
    Text("为增强全社会节水意识，定于五月第二周开展节水宣传周", 39, 105),
    Text("活动，请结合实际认真组织实施。", 28, 115),
    Text("青禾市水务局", 120, 135),
    Text("2024年4月20日", 118, 145),
)


def read(data: bytes, folder: Path, name: str = "通知.ofd") -> list[Report | Problem]:
    """Return what is read of an OFD file."""
    path = folder / name
    path.write_bytes(data)
    return list(read_file(path, source=name))


def report_of(data: bytes, folder: Path) -> Report:
    """Return the report that an OFD file is."""
    (report,) = read(data, folder)
    assert isinstance(report, Report)
    return report


def test_an_official_letter_is_read(tmp_path: Path) -> None:
    """Text in the order of reading, metadata from the layout."""
    report = report_of(ofd([LETTER]), tmp_path)
    assert report.title == "关于开展节水宣传周活动的通知"
    assert (report.issuer, report.written) == ("青禾市水务局", PartialDate(2024, 4, 20))
    assert report.document_number is not None
    assert report.document_number.raw == "青水发〔2024〕3号"
    assert "定于五月第二周开展节水宣传周活动，请结合实际认真组织实施。" in report.body


def test_places_come_from_deltas(tmp_path: Path) -> None:
    """Repeated distances, a gap that is a cell's border, letters whose width only the font knows."""
    texts = [
        Text("站点水位", 20, 30, 5, deltas="5 60 5"),
        Text("THE MINING LICENSE", 20, 50, 5, deltas="g 17 3.1"),
    ]
    assert report_of(ofd([texts]), tmp_path).body == "站点\t水位\nTHE MINING LICENSE"


def test_a_matrix_moves_and_scales(tmp_path: Path) -> None:
    """Text that is scaled up is as large as it looks; what stands aslant is a watermark."""
    texts = [
        Text("节水宣传周活动方案", 30, 30, 1, matrix="8 0 0 8 0 0"),
        Text("各区要认真组织实施，及时报送总结。", 28, 60),
        Text("内部资料", 60, 60, 12, matrix="0.7 -0.7 0.7 0.7 0 0"),
    ]
    report = report_of(ofd([texts]), tmp_path)
    assert report.title == "节水宣传周活动方案"
    assert "内部资料" not in report.body


def test_a_template_is_part_of_each_page(tmp_path: Path) -> None:
    """Forms are drawn by a template, what is filled in by the page."""
    form = [Text("姓名：", 30, 40), Text("事项：", 30, 50)]
    filled = [Text("高晓禾", 50, 40), Text("取水许可", 50, 50)]
    body = report_of(ofd([filled], template=form), tmp_path).body
    assert all(text in body for text in ("姓名：", "高晓禾", "取水许可"))


def test_several_documents_are_one_report(tmp_path: Path) -> None:
    """A file may hold more than one document; nothing of it is lost."""
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"
        for root in ("Doc_0/Document.xml", "Doc_1/Document.xml")
    )
    other = ofd([[Text("附件二取水许可申请表", 30, 40)]])
    with zipfile.ZipFile(io.BytesIO(other)) as archive:
        members = {name.replace("Doc_0", "Doc_1"): archive.read(name).decode() for name in archive.namelist()}
    members["OFD.xml"] = f'<ofd:OFD xmlns:ofd="{NAMESPACE}">{bodies}</ofd:OFD>'
    body = report_of(ofd([LETTER], others=members), tmp_path).body
    assert body.index("节水宣传周") < body.index("取水许可申请表")


@pytest.mark.parametrize(
    ("root", "page_path"),
    [
        ("/Doc_0/Document.xml", "/Doc_0/Pages/Page_{number}/Content.xml"),
        ("./Doc_0\\Document.xml", "Pages\\Page_{number}\\Content.xml"),
        ("doc_0/document.XML", "./pages/Page_{number}/../Page_{number}/content.xml"),
        ("Doc_0/Document.xml", "Doc_0/Pages/Page_{number}/Content.xml"),
    ],
)
def test_odd_paths_lead_to_their_files(root: str, page_path: str, tmp_path: Path) -> None:
    """Absolute paths, those of Windows, other letters, those that start at the top."""
    assert "节水宣传周" in report_of(ofd([LETTER], root=root, page_path=page_path), tmp_path).body


def test_attachments_are_named(tmp_path: Path) -> None:
    """What is attached is part of the report's metadata."""
    assert report_of(ofd([LETTER], attachments=["报名表.xlsx"]), tmp_path).attachments == (
        Attachment("报名表.xlsx", ""),
    )


def test_text_of_annotations_is_read(tmp_path: Path) -> None:
    """A stamp says something, a watermark nothing."""
    annotations = "".join(
        f'<ofd:Annot Type="{kind}"><ofd:Appearance Boundary="10 200 80 20"><ofd:TextObject Boundary="0 0 80 20" Size="5">'
        f'<ofd:TextCode X="0" Y="5">{text}</ofd:TextCode></ofd:TextObject></ofd:Appearance></ofd:Annot>'
        for kind, text in (("Stamp", "已归档"), ("Watermark", "内部资料"))
    )
    others = {
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{NAMESPACE}"><ofd:CommonData/><ofd:Pages><ofd:Page ID="10" '
        'BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations></ofd:Document>',
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations xmlns:ofd="{NAMESPACE}"><ofd:Page PageID="10">'
        "<ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        "Doc_0/Annots/Page_0.xml": f'<ofd:PageAnnot xmlns:ofd="{NAMESPACE}">{annotations}</ofd:PageAnnot>',
    }
    body = report_of(ofd([LETTER], others=others), tmp_path).body
    assert "已归档" in body
    assert "内部资料" not in body


def test_other_namespaces_and_none_are_read(tmp_path: Path) -> None:
    """Some programs write a namespace of their own."""
    data = ofd([LETTER])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode().replace(NAMESPACE, "urn:other") for name in archive.namelist()}
    assert "节水宣传周" in report_of(packed(members), tmp_path).body


def test_a_file_without_text_has_a_title(tmp_path: Path) -> None:
    """It is found by its properties or its name."""
    report = report_of(ofd([[]], title="节水宣传周活动方案"), tmp_path)
    assert (report.title, report.body) == ("节水宣传周活动方案", "")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """The other pages are kept."""
    report, note = read(ofd([LETTER, LETTER], others={"Doc_0/Pages/Page_1/Content.xml": "?"}), tmp_path)
    assert isinstance(report, Report)
    assert isinstance(note, Problem)
    assert "1 页缺失" in note.reason
    assert not note.skipped


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"OFD.xml": "?"}), "主入口"),
        (packed({"OFD.xml": f'<ofd:OFD xmlns:ofd="{NAMESPACE}"/>'}), "没有能读的页面"),
        (ofd([LETTER])[:600], "已损坏"),
        (ofd([LETTER], others={"Encryptions.xml": "<x/>"}), "已加密"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(data: bytes, reason: str, tmp_path: Path) -> None:
    """It says what is wrong and what to do."""
    (problem,) = read(data, tmp_path)
    assert isinstance(problem, Problem)
    assert problem.skipped
    assert reason in problem.reason


def test_lines_go_on_like_those_of_other_layouts(tmp_path: Path) -> None:
    """A document of plain lines is read as such."""
    lines = ["节水宣传周活动方案", "", "一、活动主题", "节水优先，共建幸福河湖。"]
    assert report_of(document(lines), tmp_path).body.split("\n") == [line for line in lines if line]
