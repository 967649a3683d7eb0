"""Numbers of lists in ODT files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.readers.office.write_odt import odt, paragraph
from tests.corpus.readers.read_one import read_report


def _level(level: int, kind: str, *, before: str = "", behind: str = "", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{level}" style:num-format="{kind}" style:num-prefix="{before}"'
        f' style:num-suffix="{behind}" {more}/>'
    )


STYLES = (
    f'<text:list-style style:name="L">{_level(1, "一, 二, 三, ...", behind="、")}{_level(2, "一, 二, 三, ...", before="（", behind="）")}'
    f"{_level(3, '1', behind='.')}</text:list-style>"
    f'<text:list-style style:name="D">{_level(1, "1")}{_level(2, "1", more="text:display-levels=" + chr(34) + "2" + chr(34))}</text:list-style>'
    f'<text:list-style style:name="F">{_level(1, "1", more="style:num-list-format=" + chr(34) + "第%1%章" + chr(34))}'
    f"{_level(2, '1', before='忽略', more='style:num-list-format=' + chr(34) + '%1%-%2%条' + chr(34))}</text:list-style>"
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)


def _list(*items: str, style: str = "", more: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    held = "".join(f"<text:list-item>{each}</text:list-item>" for each in items)
    return f"<text:list {named} {more}>{held}</text:list>"


def _numbered(level: int, text: str, *, more: str = "") -> str:
    return f'<text:numbered-paragraph text:list-id="n" text:level="{level}" text:style-name="L" {more}>{paragraph(text)}</text:numbered-paragraph>'


@pytest.mark.parametrize(
    ("blocks", "shown"),
    [
        (
            _list(paragraph("总则") + _list(paragraph("甲"), paragraph("乙")), paragraph("附则"), style="L"),
            "一、总则\n（一）甲\n（二）乙\n二、附则",
        ),
        (
            _list(paragraph("总则"), style="L")
            + paragraph("各单位：")
            + _list(paragraph("附则"), style="L", more='text:continue-numbering="true"'),
            "一、总则\n各单位：\n二、附则",
        ),
        (_list(paragraph("甲"), style="L") + _list(paragraph("乙"), style="L"), "一、甲\n一、乙"),
        (_list(_list(_list(paragraph("细目"))), style="L"), "1.细目"),
        (_list(paragraph("甲") + paragraph("续甲"), style="L"), "一、甲\n续甲"),
        (_list(paragraph("甲") + _list(paragraph("乙"), paragraph("丙")), style="D"), "1甲\n1.1乙\n1.2丙"),
        (_list(paragraph("甲"), style="B"), "•甲"),
        (
            _list(paragraph("总则"), style="L", more='xml:id="one"')
            + _list(paragraph("另一"), style="D")
            + _list(paragraph("别的"), style="L", more='xml:id="two"')
            + _list(paragraph("附则"), style="L", more='text:continue-list="one"'),
            "一、总则\n1另一\n一、别的\n二、附则",
        ),
        (
            _numbered(1, "总则")
            + _numbered(2, "甲")
            + paragraph("各单位：")
            + _numbered(2, "乙")
            + _numbered(1, "附则"),
            "一、总则\n（一）甲\n各单位：\n（二）乙\n二、附则",
        ),
        (_numbered(1, "甲", more='text:start-value="4"') + _numbered(1, "乙"), "四、甲\n五、乙"),
        (_list(paragraph("总则") + _list(paragraph("甲"), paragraph("乙")), style="F"), "第1章总则\n1-1条甲\n1-2条乙"),
        (_list(paragraph("甲"), style="没有"), "甲"),
    ],
)
def test_lists_are_counted(tmp_path: Path, blocks: str, shown: str) -> None:
    """By the format of their style and level; a list goes on with another where it says so."""
    report = read_report(tmp_path, "a.odt", odt(paragraph("关于防汛的通知"), blocks, styles=STYLES))
    assert report.body.replace(" ", "") == f"关于防汛的通知\n{shown}"


def test_an_item_may_name_its_number(tmp_path: Path) -> None:
    """And those behind it go on from there."""
    blocks = f'<text:list text:style-name="L"><text:list-item text:start-value="5">{paragraph("甲")}</text:list-item><text:list-item>{paragraph("乙")}</text:list-item></text:list>'
    assert read_report(tmp_path, "a.odt", odt(paragraph("通知"), blocks, styles=STYLES)).body.endswith("五、甲\n六、乙")


def test_headings_are_counted_by_the_outline(tmp_path: Path) -> None:
    """Where its levels have a format."""
    outline = f"<text:outline-style>{_level(1, '一, 二, 三, ...', before='第', behind='章 ').replace('list-level-style-number', 'outline-level-style')}</text:outline-style>"
    heads = "".join(f'<text:h text:outline-level="1">{each}</text:h>' for each in ("总则", "附则"))
    body = read_report(tmp_path, "a.odt", odt(paragraph("办法"), heads, styles=outline)).body
    assert body.split("\n")[1:] == ["第一章 总则", "第二章 附则"]
