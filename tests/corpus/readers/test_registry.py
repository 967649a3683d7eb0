"""Files are read by their suffix, and no file raises."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers import SUFFIXES, read_file
from corpus.report import Report
from tests.corpus.readers.read_one import read_as


def test_files_of_unknown_formats_are_problems(tmp_path: Path) -> None:
    """A file is skipped with the suffixes that can be read."""
    report, problems = read_as(tmp_path, "a.pdf", b"%PDF-1.7")
    assert report is None
    assert all(suffix in problems[0].reason for suffix in SUFFIXES)


def test_no_suffix_belongs_to_two_formats() -> None:
    """The registry is unambiguous, and written as names are compared."""
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in SUFFIXES)


def test_missing_files_and_folders_are_problems(tmp_path: Path) -> None:
    """A file that has gone and a folder named like a file are problems."""
    (tmp_path / "b.txt").mkdir()
    for name in ("gone.txt", "b.txt"):
        (problem,) = read_file(tmp_path / name, source=name)
        assert isinstance(problem, Problem)
        assert problem.skipped


@given(st.sampled_from(SUFFIXES), st.binary(max_size=600))
def test_any_bytes_in_any_file_are_read(suffix: str, data: bytes) -> None:
    """Random bytes under every suffix give reports or problems, never an error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        for each in read_file(path, source="a"):
            assert isinstance(each, (Report, Problem))
