"""Words of charts and diagrams."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.readers.office.write_docx import RELATIONS, related
from tests.corpus.readers.read_one import read_report


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
    assert read_report(tmp_path, "a.docx", data).body.split("\n") == [
        "青禾市渔业局文件",
        "收入构成图",
        "拨款",
        "其他",
        "指挥部",
    ]
