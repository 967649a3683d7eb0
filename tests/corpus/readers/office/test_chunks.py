"""Files within a DOCX file."""

from __future__ import annotations

from pathlib import Path

from corpus.readers import read_file
from corpus.report import Report
from tests.corpus.readers.office.write_docx import RELATIONS, related


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
