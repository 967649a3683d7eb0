"""A file that hangs, explodes or crashes its reader costs only itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.isolation import IsolatedReader, ReadingLimits, Stop
from corpus.problem import Problem
from corpus.report import Report
from tests.corpus.isolation import faulty_readers

ROOT = Path(__file__).parents[3]
LIMITS = ReadingLimits(seconds=60, megabytes=96)
IMPATIENT = ReadingLimits(seconds=2, megabytes=96)


@pytest.fixture
def reader() -> Iterator[IsolatedReader]:
    """Yield a reader whose files fail as their names say."""
    with closing(IsolatedReader(LIMITS, readers=faulty_readers.READERS)) as opened:
        yield opened


def _read(reader: IsolatedReader, folder: Path, *names: str) -> list[list[Report | Problem]]:
    """Return what is in files, all asked for ahead."""
    for name in names:
        (folder / name).touch()
        reader.ask(os.path.realpath(folder / name), name)
    return [list(reader.read()) for _ in names]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("explode", "内存超过 96 MB"),
        ("crash", "SIGSEGV"),
        ("killed", "内存不足"),
        ("exit", "意外结束"),
        ("raise", "RecursionError"),
    ],
)
def test_a_failure_is_a_problem_of_its_file(reader: IsolatedReader, tmp_path: Path, name: str, reason: str) -> None:
    """The files before and after it are read; it is named with what happened, and its problem says that more is lost."""
    before, bad, after = _read(reader, tmp_path, "before.txt", f"{name}.txt", "after.txt")
    assert [each.id for each in before if isinstance(each, Report)] == ["before.txt.1", "before.txt.2"]
    assert [each.id for each in after if isinstance(each, Report)] == ["after.txt.1", "after.txt.2"]
    problem = bad[-1]
    assert isinstance(problem, Problem)
    assert (problem.source, problem.cut_short, problem.skipped) == (f"{name}.txt", True, True)
    assert reason in problem.reason


@pytest.mark.parametrize("name", ["hang", "spin"])
def test_a_file_without_progress_is_given_up(tmp_path: Path, name: str) -> None:
    """Waiting and computing for ever both end, after the report that came before."""
    with closing(IsolatedReader(IMPATIENT, readers=faulty_readers.READERS)) as reader:
        bad, after = _read(reader, tmp_path, f"{name}.txt", "after.txt")
    assert "2 秒没有进展" in str(bad[-1])
    assert len(after) == 2


@pytest.mark.parametrize(
    ("name", "stop"),
    [
        ("good", None),
        ("raise", None),
        ("explode", None),
        ("crash", Stop.CRASHED),
        ("exit", Stop.CRASHED),
        ("killed", Stop.KILLED),
        ("hang", Stop.SLOW),
        ("spin", Stop.SLOW),
    ],
)
def test_why_a_process_stopped_is_told(tmp_path: Path, name: str, stop: Stop | None) -> None:
    """Of the file that was read last, and not of one before; what a reader raises stops no process."""
    with closing(IsolatedReader(IMPATIENT, readers=faulty_readers.READERS)) as reader:
        _read(reader, tmp_path, f"{name}.txt")
        assert reader.stop is stop
        _read(reader, tmp_path, "after.txt")
        assert reader.stop is None


def test_one_failure_after_another(reader: IsolatedReader, tmp_path: Path) -> None:
    """Every failure starts the process anew, and each file is read once."""
    names = ["crash.txt", "exit.txt", "good.txt", "crash.html", "raise.txt", "well.txt"]
    found = _read(reader, tmp_path, *names)
    cut_short = [any(isinstance(each, Problem) and each.cut_short for each in items) for items in found]
    assert cut_short == [True, True, False, True, True, False]


def test_memory_of_one_file_is_no_burden_for_the_next(reader: IsolatedReader, tmp_path: Path) -> None:
    """Files that stay within the limit are all read, however close to it each comes."""
    names = [f"{number}/large.txt" for number in range(3)]
    for name in names:
        (tmp_path / name).parent.mkdir()
    assert [len(items) for items in _read(reader, tmp_path, *names)] == [2, 2, 2]


def test_a_new_process_reads_on_when_much_memory_is_left_behind(tmp_path: Path) -> None:
    """A file may leave memory in use, far below the limit of a file, beside all that is read after it."""
    names = ["1/process.txt", "good.txt", "2/process.txt", "burden.txt", "3/process.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
    with closing(IsolatedReader(ReadingLimits(megabytes=1024), readers=faulty_readers.READERS)) as reader:
        read = _read(reader, tmp_path, *names)
    first, second, third = (each.id for items in read for each in items[1:2] if each.id.isdecimal())
    assert first == second != third


def test_what_the_indexing_process_holds_is_no_burden(tmp_path: Path) -> None:
    """A process begins with what the one that started it had at most, as the system counts; it reads on all the same."""
    names = ["1/process.txt", "2/process.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir()
    held = b"x" * (300 << 20)
    with closing(IsolatedReader(ReadingLimits(megabytes=512), readers=faulty_readers.READERS)) as reader:
        read = _read(reader, tmp_path, *names)
    assert len({each.id for items in read for each in items[1:2]}) == 1, len(held)


def test_a_file_behind_a_new_link_is_not_read(reader: IsolatedReader, tmp_path: Path) -> None:
    """A folder that became a link since the file was found leads nowhere."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "good.txt").touch()
    (tmp_path / "archive").symlink_to("outside")
    reader.ask(str(tmp_path / "archive" / "good.txt"), "good.txt")
    (problem,) = reader.read()
    assert isinstance(problem, Problem)
    assert "改动" in problem.reason


def test_a_long_report_is_not_handed_on(tmp_path: Path) -> None:
    """The process that reads names it instead: the process that asks never holds it."""
    (tmp_path / "good.txt").touch()
    limits = ReadingLimits(seconds=60, megabytes=96, characters=2)
    with closing(IsolatedReader(limits, readers=faulty_readers.READERS)) as reader:
        long, short = _read(reader, tmp_path, "good.txt")[0]
    assert isinstance(long, Problem)
    assert "有 3 个字，超过 2 个" in long.reason
    assert isinstance(short, Report)


def test_standard_input_is_read() -> None:
    """Also descriptor 0, which the process has another use for."""
    program = """
import sys
from corpus.isolation import ReadingLimits, read_isolated
with read_isolated(sys.stdin.buffer, "stdin", ReadingLimits()) as items:
    print([item.id for item in items])
"""
    line = b'{"id": "1", "title": "a"}\n'
    ran = subprocess.run([sys.executable, "-c", program], input=line, capture_output=True, check=True, cwd=ROOT)
    assert ran.stdout.decode().strip() == "['1']"


def test_a_stream_is_read_by_its_descriptor() -> None:
    """What comes through a pipe is read in the process too."""
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as writing:
        writing.write(b"a\nb\n")
    with closing(IsolatedReader(LIMITS, readers=faulty_readers.READERS, stream=read_end)) as opened:
        opened.ask("", "stdin")
        assert [each.id for each in opened.read() if isinstance(each, Report)] == ["a", "b"]
    os.close(read_end)
