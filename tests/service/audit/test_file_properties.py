"""People whom the properties of files name, and personal data in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.audit.files import write_office_file, write_pdf_file
from corpus.report import Report
from indexer.publication_sources import source_of_publication
from service.audit.file_properties import telling_properties
from service.browse.original import BYTES, OriginalFile


def messages(path: Path) -> list[str]:
    """Return what is said of the properties of a file of an archive."""
    file = OriginalFile(path, path.name, 0, BYTES)
    return [each.message for each in telling_properties(Report(id="1", source=path.name), lambda report: file)]


@pytest.mark.parametrize(
    ("author", "said"),
    [("张晓明", "张**"), ("欧阳 兰", "欧**"), ("青禾市水务局", ""), ("Administrator", ""), ("微软用户", "")],
)
def test_authors_who_are_persons_are_told_masked(tmp_path: Path, author: str, said: str) -> None:
    """Agencies and names of accounts are nobody's."""
    write_office_file(tmp_path / "a.docx", author)
    assert messages(tmp_path / "a.docx") == ([f"文件属性“作者”有 {said}"] if said else [])


@pytest.mark.parametrize("write", [write_office_file, write_pdf_file])
@pytest.mark.parametrize(
    ("remark", "masked"),
    [
        ("经办人身份证号11010519491231002X", "110105********002X"),
        ("联系电话13800138000", "138****8000"),
        ("卡号6222020200112233446", "6222****3446"),
        ("住址：青禾市城东区春晓路12号", "青禾市******"),
        ("第二稿，2023年3月", ""),
    ],
)
def test_personal_data_in_properties_are_told_masked(
    tmp_path: Path, write: Callable[[Path, str, str], None], remark: str, masked: str
) -> None:
    """Identity numbers and cards by their check digits, mobile numbers, addresses: whatever a remark or a subject holds."""
    path = tmp_path / ("a.pdf" if write is write_pdf_file else "a.docx")
    write(path, "青禾市水务局", remark)
    assert [each.partition("有 ")[2] for each in messages(path)] == ([masked] if masked else [])


def test_files_of_publications_are_looked_at(tmp_path: Path) -> None:
    """By what they are called: they are kept under their digests, and the source says nothing of them."""
    write_office_file(tmp_path / "0123", "张晓明")
    published = Report(id="1", source=source_of_publication(7))
    for name, found in (("通告.docx", 1), ("通告.txt", 0)):
        file = OriginalFile(tmp_path / "0123", name, 0, BYTES)
        assert len(list(telling_properties(published, lambda report, file=file: file))) == found
    assert list(telling_properties(published, lambda report: None)) == []


def test_pdf_files_name_people_too(tmp_path: Path) -> None:
    """And one that is broken names nobody, and stops nothing."""
    write_pdf_file(tmp_path / "a.pdf", "李敏")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "c.docx").write_bytes(b"PK broken")
    assert messages(tmp_path / "a.pdf") == ["文件属性“作者”有 李*"]
    assert messages(tmp_path / "b.pdf") + messages(tmp_path / "c.docx") == []
