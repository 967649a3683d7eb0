"""Files are read by their suffix, and no file raises."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers import SUFFIXES, read_file, registry
from corpus.report import Report, report_id
from tests.corpus.readers.read_one import read_as


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7", "文件类型"),
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
    """Unknown, empty, binary and undecodable files are skipped with a reason."""
    report, problems = read_as(tmp_path, name, content)
    assert report is None
    assert [problem.skipped for problem in problems] == [True]
    assert problems[0].source == name


def test_missing_files_and_folders_are_problems(tmp_path: Path) -> None:
    """A file that has gone and a folder named like a file are problems."""
    (tmp_path / "b.txt").mkdir()
    for name in ("gone.txt", "b.txt"):
        (problem,) = read_file(tmp_path / name, source=name)
        assert isinstance(problem, Problem)
        assert problem.skipped


def test_a_file_too_large_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is not read at all."""
    monkeypatch.setattr(registry, "MAX_FILE_BYTES", 10)
    report, problems = read_as(tmp_path, "a.txt", "关于防汛的通知\n正文。")
    assert report is None
    assert len(problems) == 1


def test_damaged_bytes_are_a_note(tmp_path: Path) -> None:
    """A report with a few damaged characters is kept, with a note."""
    data = ("关于防汛的通知\n" + "各单位请做好防汛工作。\n" * 30).encode()
    report, problems = read_as(tmp_path, "a.txt", data[:300] + b"\xff" + data[300:])
    assert report is not None
    assert [problem.skipped for problem in problems] == [False]


@pytest.mark.parametrize("codec", ["gbk", "utf-16", "utf-8-sig"])
def test_encodings_go_through(tmp_path: Path, codec: str) -> None:
    """Text in another encoding is read like any other, and its id is that of its source."""
    report, problems = read_as(tmp_path, "A.TXT", "关于防汛的通知\n各单位请做好防汛工作。".encode(codec))
    assert report is not None
    assert (report.title, problems) == ("关于防汛的通知", [])
    assert report.id == report_id("A.TXT")


@given(st.sampled_from(SUFFIXES), st.binary(max_size=600))
def test_any_bytes_in_any_file_are_read(suffix: str, data: bytes) -> None:
    """Random bytes under every suffix give reports or problems, never an error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        for each in read_file(path, source="a"):
            assert isinstance(each, (Report, Problem))
