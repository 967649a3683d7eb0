"""People whom the properties of files name."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.audit.files import write_office_file
from corpus.report import Report
from service.audit.file_properties import telling_properties


@pytest.mark.parametrize(
    ("author", "said"),
    [("张晓明", "张**"), ("欧阳 兰", "欧**"), ("青禾市水务局", ""), ("Administrator", ""), ("微软用户", "")],
)
def test_authors_who_are_persons_are_told_masked(tmp_path: Path, author: str, said: str) -> None:
    """Agencies and names of accounts are nobody's."""
    write_office_file(tmp_path / "a.docx", author)
    faults = list(telling_properties(Report(id="1", source="a.docx"), lambda source: tmp_path / source))
    assert [each.message for each in faults] == ([f"文件属性“作者”有 {said}"] if said else [])


def _pdf(author: str) -> bytes:
    """Return a PDF of one empty page with an author."""
    named = author.encode("utf-16-be").hex()
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        f"<</Author<FEFF{named}>>>",
    )
    text = "%PDF-1.4\n" + "".join(f"{n} 0 obj{each}endobj\n" for n, each in enumerate(objects, start=1))
    return f"{text}trailer<</Root 1 0 R/Info 4 0 R/Size 5>>\n%%EOF".encode()


def test_pdf_files_name_people_too(tmp_path: Path) -> None:
    """And one that is broken names nobody, and stops nothing."""
    (tmp_path / "a.pdf").write_bytes(_pdf("李敏"))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.docx").write_bytes(b"PK broken")
    found = {
        name: [
            each.message for each in telling_properties(Report(id="1", source=name), lambda source: tmp_path / source)
        ]
        for name in ("a.pdf", "b.pdf", "c.docx")
    }
    assert found == {"a.pdf": ["文件属性“作者”有 李*"], "b.pdf": [], "c.docx": []}
