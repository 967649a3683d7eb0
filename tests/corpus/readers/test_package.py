"""The members of packed office formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.readers.package import MAX_ELEMENTS
from tests.corpus.readers.office import write_docx, write_odt
from tests.corpus.readers.read_one import read_as

_DOCX = write_docx.docx(
    write_docx.paragraph("关于防汛的通知"), "<w:p/>" * MAX_ELEMENTS, write_docx.paragraph("各镇：请照办。")
)
_ODT = write_odt.odt(
    write_odt.paragraph("关于防汛的通知"), "<text:p/>" * MAX_ELEMENTS, write_odt.paragraph("各镇：请照办。")
)


@pytest.mark.parametrize(("name", "content"), [("a.docx", _DOCX), ("a.odt", _ODT)], ids=["docx", "odt"])
def test_what_is_beyond_a_flood_of_elements_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    """The text before it is read, and that there is more is said."""
    report, (problem,) = read_as(tmp_path, name, content)
    assert report is not None
    assert "各镇" not in report.body
    assert "标记过多" in problem.reason
