"""ODT files are read as they are shown."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.corpus.readers.office.write_odt import KIND, odt, paragraph, table
from tests.corpus.readers.read_one import read_as, read_report

_TITLE_STYLE = (
    '<style:style style:name="T" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
    '<style:text-properties fo:font-size="22pt" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="U" style:family="paragraph" style:parent-style-name="T"/>'
)


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (paragraph("各镇：<text:line-break/>请照<text:span>办</text:span>。"), "各镇：\n请照办。"),
        (paragraph("甲<text:s text:c='2'/>乙<text:tab/>丙"), "甲  乙\t丙"),
        (table(("街道", "车棚"), ("城南", "十二处")), "街道\t车棚\n城南\t十二处"),
        (f"<text:list><text:list-item>{paragraph('落实责任')}</text:list-item></text:list>", "落实责任"),
        (f"<text:section>{paragraph('附则')}</text:section>", "附则"),
        (paragraph(f"正文<draw:frame><draw:text-box>{paragraph('框内')}</draw:text-box></draw:frame>"), "正文\n框内"),
        (
            paragraph(
                f"人均水量<text:note><text:note-citation>1</text:note-citation><text:note-body>{paragraph('见公报')}</text:note-body></text:note>不足。"
            ),
            "人均水量不足。\n见公报",
        ),
        (paragraph("保留<office:annotation><text:p>批注</text:p></office:annotation>"), "保留"),
        (
            f"<text:tracked-changes><text:changed-region>{paragraph('删去')}</text:changed-region></text:tracked-changes>"
            + paragraph("现文"),
            "现文",
        ),
    ],
)
def test_what_is_shown_is_read(tmp_path: Path, block: str, shown: str) -> None:
    """Breaks, spaces, tables, lists, sections, frames and notes are text; comments and deletions are not."""
    report = read_report(tmp_path, "a.odt", odt(paragraph("关于防汛的通知"), block))
    assert report.body == f"关于防汛的通知\n{shown}"


def test_the_title_is_told_by_its_looks(tmp_path: Path) -> None:
    """A large centred line is the title, by its own style or the one that its style is based on."""
    lines = (paragraph("青禾市水务局文件"), paragraph("青水发〔2025〕3号"), paragraph("关于防汛的通知", style="U"))
    report = read_report(tmp_path, "a.odt", odt(*lines, paragraph("各镇：请照办。"), styles=_TITLE_STYLE))
    assert (report.title, str(report.document_number)) == ("关于防汛的通知", "青水发〔2025〕3号")


def test_an_odt_file_of_another_name(tmp_path: Path) -> None:
    """What a file is, its first member tells."""
    report = read_report(tmp_path, "a.docx", odt(paragraph("关于防汛的通知"), paragraph("各镇：请照办。")))
    assert report.body.endswith("各镇：请照办。")


def test_encrypted_and_damaged_files_are_named(tmp_path: Path) -> None:
    """Bytes where the markup should be, or nothing at all, are a problem that says what to do."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", b"\x00\x9f" * 99)
    report, (problem,) = read_as(tmp_path, "a.odt", written.getvalue())
    assert report is None
    assert "加密或损坏" in problem.reason


def test_slides_are_not_read(tmp_path: Path) -> None:
    """Slides and drawings are named as unknown, and not unpacked as archives."""
    content = odt(paragraph("关于防汛的通知")).replace(b"opendocument.text", b"opendocument.draw")
    report, (problem,) = read_as(tmp_path, "a.odp", content)
    assert report is None
    assert problem.reason.startswith("不认识的文件类型")


def test_looks_are_those_of_the_text(tmp_path: Path) -> None:
    """Office programs put sizes and colours into spans, and those of Chinese text beside those of Latin letters."""
    looks = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties fo:font-size="12pt" style:font-size-asian="{size}pt"/></style:style>'
        for name, size in (("big", 22), ("usual", 16))
    )
    spans = (
        ("usual", "内部资料"),
        ("big", "关于防汛值守安排的通知"),
        ("usual", "各单位：现将值守安排印发给你们，请按要求做好值守工作。"),
    )
    blocks = (paragraph(f'<text:span text:style-name="{look}">{text}</text:span>') for look, text in spans)
    assert read_report(tmp_path, "a.odt", odt(*blocks, styles=looks)).title == "关于防汛值守安排的通知"


_HIDING = '<style:style style:name="藏" style:family="text"><style:text-properties text:display="none"/></style:style>'
_INDEX = "<text:{0}><text:index-body><text:index-title>{1}</text:index-title></text:index-body></text:{0}>"


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (paragraph('公开<text:span text:style-name="藏">不公开</text:span>事项'), "公开事项"),
        (paragraph('公开<text:hidden-text text:is-hidden="true">不公开</text:hidden-text>事项'), "公开事项"),
        (paragraph('<text:hidden-paragraph text:is-hidden="true"/>不公开') + paragraph("公开"), "公开"),
        (f'<text:section text:display="none">{paragraph("不公开")}</text:section>' + paragraph("公开"), "公开"),
        (_INDEX.format("table-of-content", paragraph("目次")), "目次"),
        (_INDEX.format("alphabetical-index", paragraph("渡口")), "渡口"),
        (f"<draw:rect>{paragraph('方框')}</draw:rect>", "方框"),
        (paragraph(f"前<draw:ellipse>{paragraph('圆框')}</draw:ellipse>后"), "前后\n圆框"),
    ],
)
def test_what_is_hidden_is_not_read_and_what_is_drawn_is(tmp_path: Path, block: str, shown: str) -> None:
    """Conditions and styles hide text; indexes and shapes of all kinds hold some."""
    report = read_report(tmp_path, "a.odt", odt(paragraph("关于防汛的通知"), block, styles=_HIDING))
    assert report.body == f"关于防汛的通知\n{shown}"


def test_headers_are_said_once_behind_the_text(tmp_path: Path) -> None:
    """Those of page styles that are used, if they are switched on, without page numbers."""
    pages = (
        f'<style:master-page style:name="Standard"><style:header>{paragraph("青禾渔政简报")}</style:header>'
        f'<style:header-left style:display="false">{paragraph("没有打开")}</style:header-left>'
        f"<style:footer>{paragraph('— 3 —')}</style:footer></style:master-page>"
        f'<style:master-page style:name="另页"><style:footer>{paragraph("没有使用")}</style:footer></style:master-page>'
    )
    with_pages = odt(paragraph("关于库区禁渔的通告"), paragraph("全年禁止捕捞。"), pages=pages)
    assert read_report(tmp_path, "a.odt", with_pages).body == "关于库区禁渔的通告\n全年禁止捕捞。\n青禾渔政简报"


def test_a_red_head_in_the_header_of_the_first_page_is_read_first(tmp_path: Path) -> None:
    """The issuer is read from it."""
    red = '<style:style style:name="红" style:family="paragraph"><style:text-properties fo:color="#ff0000"/></style:style>'
    header = f"<style:header-first>{paragraph('青禾市渔业局文件', style='红')}</style:header-first>"
    pages = f'<style:master-page style:name="Standard">{header}</style:master-page>'
    blocks = (paragraph("青渔发〔2025〕4号"), paragraph("关于库区禁渔的通告"), paragraph("全年禁止捕捞。"))
    report = read_report(tmp_path, "a.odt", odt(*blocks, styles=red, pages=pages))
    assert report.body.startswith("青禾市渔业局文件\n")
    assert report.issuer == "青禾市渔业局"
