"""Tests of ZIP archives of other files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from corpus.identity import id_of_source
from corpus.problem import Problem
from corpus.readers import read_file
from corpus.readers.container import member_name
from corpus.report import Report

TEXT = "信息名称\n关于防汛的通知\n正文\n做好防汛工作。".encode()


def read(folder: Path, members: dict[str, bytes]) -> tuple[list[Report], list[Problem]]:
    """Return what an archive of these members gives."""
    path = folder / "包.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    found = list(read_file(path, source="包.zip"))
    return [each for each in found if isinstance(each, Report)], [each for each in found if isinstance(each, Problem)]


def test_members_are_reports_of_the_archive(tmp_path: Path) -> None:
    """A report belongs to the archive, with which it is removed; versions before made its id of the member's name."""
    (report,), (note,) = read(tmp_path, {"页/通知.txt": TEXT, "页/图.png": b"\x89PNG", "页/二.png": b"\x89PNG"})
    assert (report.source, report.former_ids) == ("包.zip", (id_of_source("包.zip!/页/通知.txt"),))
    assert "2 个文件" in str(note)
    assert not note.skipped


def test_bad_members_are_named_and_others_kept(tmp_path: Path) -> None:
    """Names that lead outside, damaged documents and archives within archives are not read; the rest is."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("通知.txt", TEXT)
    reports, problems = read(
        tmp_path, {"../外.txt": TEXT, "坏.docx": b"PK\x03\x04 ", "内.zip": inner.getvalue(), "通知.txt": TEXT}
    )
    assert len(reports) == 1
    told = "\n".join(map(str, problems))
    assert "压缩包之外" in told
    assert "坏.docx" in told
    assert ".zip" in told


def test_names_in_gbk_are_read() -> None:
    """Names that are not marked as UTF-8 are in the code page of Chinese systems."""
    member = zipfile.ZipInfo("防汛.txt".encode("gbk").decode("cp437"))
    assert member_name(member) == "防汛.txt"
