"""Numbers that word processors count."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.readers.office.write_docx import docx, paragraph, part
from tests.corpus.readers.read_one import read_report


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
    data = docx(*blocks, parts={"word/numbering.xml": part("numbering", numbering)})
    assert read_report(tmp_path, "a.docx", data).body.split("\n") == [
        *("第一章总则", "第一条目的", "第二章罚则", "第二条罚款"),
        *("一、材料", "三、时限", "（一）附表"),
    ]
