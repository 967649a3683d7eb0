"""Files are read by their suffix, and no file raises."""

import dataclasses
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers import SUFFIXES, json_lines, official, plain_text, read_file, read_stream, registry
from corpus.readers.page import html
from corpus.readers.registry import FORMATS, Format
from corpus.report import Report
from tests.corpus.readers.good_files import good_file
from tests.corpus.readers.read_one import read_as


def test_files_of_unknown_formats_are_problems(tmp_path: Path) -> None:
    """A file is skipped with the suffixes that can be read."""
    report, problems = read_as(tmp_path, "a.mp4", b"....ftyp")
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


class _OfNobody(Exception):
    """An error that no reader knows of."""


ERRORS = (
    _OfNobody("x"),
    RecursionError(),
    MemoryError(),
    KeyError("x"),
    AssertionError(),
    UnicodeError(),
    OSError(5, "x"),
)


@pytest.mark.parametrize("after", [0, 3])
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("found", [each for each in FORMATS if each.suffixes], ids=lambda found: found.name)
def test_whatever_a_reader_raises_is_a_problem_of_its_file(
    found: Format, error: Exception, after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of any kind, at the start or after some reports, costs the rest of the file and no report before it."""

    def read(path: Path, *, source: str) -> Iterator[Report | Problem]:
        yield from [Report(id=str(n), source=source) for n in range(after)]
        raise error

    broken = dataclasses.replace(found, read=read)
    monkeypatch.setattr(registry, "format_of", lambda path: broken)
    path = tmp_path / f"a{found.suffixes[0]}"
    path.write_bytes(b"x")
    *reports, problem = read_file(path, source="a")
    assert len(reports) == after
    assert isinstance(problem, Problem)
    assert problem.skipped
    assert isinstance(error, OSError) or type(error).__name__ in problem.reason


@pytest.mark.parametrize("suffix", [suffix for each in FORMATS[:4] for suffix in each.suffixes])
def test_an_error_within_a_reader_is_a_problem(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every reader makes its reports in one place: an error there is a problem of the file, whatever its format."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise _OfNobody

    for module in (plain_text, html, json_lines, official):
        monkeypatch.setattr(module, "build_report", fail)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(good_file(suffix))
    (problem,) = read_file(path, source="a")
    assert isinstance(problem, Problem)
    assert "_OfNobody" in problem.reason


def test_a_stream_that_fails_is_a_problem() -> None:
    """What is read from a stream is guarded like a file."""

    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            raise _OfNobody

    (problem,) = read_stream(Broken(), source="-")
    assert isinstance(problem, Problem)
    assert "_OfNobody" in problem.reason


@given(st.sampled_from(SUFFIXES), st.binary(max_size=600))
def test_any_bytes_in_any_file_are_read(suffix: str, data: bytes) -> None:
    """Random bytes under every suffix give reports or problems, never an error."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data)
        for each in read_file(path, source="a"):
            assert isinstance(each, (Report, Problem))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_record_is_noted(content: bytes, tmp_path: Path) -> None:
    """A file that gives nothing is named as one that was not indexed."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    (note,) = read_file(path, source="a")
    assert isinstance(note, Problem)
    assert note.skipped
