"""Files of text are read in any encoding; what is no text is skipped with a reason."""

from pathlib import Path

import pytest

from corpus.identity import id_of_source
from corpus.readers import text_file
from tests.corpus.readers.read_one import read_as


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "空"),
        ("a.html", b"  \n", "空"),
        ("a.html", b"%PDF-1.7 \x00\x01", "不是文字"),
        ("a.txt", b"PK\x03\x04" + bytes(200), "不是文字"),
        ("a.html", bytes(range(256)) * 20, "不是文字"),
        ("a.html", b"\xff\xfe\xff" * 3, "标题"),
        ("a.txt", bytes(range(128, 256)) * 8, "编码"),
    ],
)
def test_bad_files_are_problems(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    """Empty, binary and undecodable files are skipped with a reason."""
    report, problems = read_as(tmp_path, name, content)
    assert report is None
    assert [problem.skipped for problem in problems] == [True]
    assert problems[0].source == name


def test_a_file_too_large_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is not read at all."""
    monkeypatch.setattr(text_file, "MAX_FILE_BYTES", 10)
    report, problems = read_as(tmp_path, "a.txt", "关于防汛的通知\n正文。")
    assert report is None
    assert len(problems) == 1


def test_damaged_bytes_are_a_note(tmp_path: Path) -> None:
    """A report with a few damaged characters is kept, with a note."""
    data = ("关于防汛的通知\n" + "各单位请做好防汛工作。\n" * 30).encode()
    report, problems = read_as(tmp_path, "a.txt", data[:300] + b"\xff" + data[300:])
    assert report is not None
    assert [problem.skipped for problem in problems] == [False]


@pytest.mark.parametrize("codec", ["gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_encodings_go_through(tmp_path: Path, codec: str) -> None:
    """Text in another encoding is read like any other, and versions before made its id of its source."""
    report, problems = read_as(tmp_path, "A.TXT", "关于防汛的通知\n各单位请做好防汛工作。".encode(codec))
    assert report is not None
    assert (report.title, problems) == ("关于防汛的通知", [])
    assert report.former_ids == (id_of_source("A.TXT"),)
