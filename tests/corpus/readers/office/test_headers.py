"""Headers and footers of DOCX files."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.readers.office.write_docx import RELATIONS, paragraph, part, related
from tests.corpus.readers.read_one import read_report

CENTRED = '<w:jc w:val="center"/>'
LARGE = '<w:sz w:val="44"/>'


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
    assert read_report(tmp_path, "a.docx", data).body == "关于库区禁渔的通告\n库区全年禁止捕捞。\n青禾渔政简报"


def test_a_red_head_in_the_header_of_the_first_page_is_read_first(tmp_path: Path) -> None:
    """Templates of offices put it there, and the issuer is read from it."""
    head = paragraph("青禾市渔业局文件", look='<w:color w:val="FF0000"/><w:sz w:val="72"/>', properties=CENTRED)
    report = read_report(
        tmp_path,
        "a.docx",
        related(
            paragraph("青渔发〔2025〕4号", properties=CENTRED),
            paragraph("关于库区禁渔的通告", look=LARGE, properties=CENTRED),
            paragraph("库区全年禁止捕捞。"),
            section(("header", "first", "h.xml"), rest="<w:titlePg/>"),
            members={"h.xml": part("hdr", head)},
            kinds={"h.xml": "header"},
        ),
    )
    assert report.body.startswith("青禾市渔业局文件\n")
    assert (report.issuer, report.title) == ("青禾市渔业局", "关于库区禁渔的通告")
