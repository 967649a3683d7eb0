"""Packed files are read as what is in them, as far as they are whole."""

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files(tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]) -> None:
    """Packed lines are read; of a damaged file what can be read is kept and the rest is a problem."""
    packed = pack("".join(f'{{"title": "第{n}号通知{n * 7919}"}}\n' for n in range(2000)).encode())
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(packed)
    assert sum(isinstance(each, Report) for each in read_file(path, source="a")) == 2000
    path.write_bytes(packed[: len(packed) // 2])
    *_, problem = read_file(path, source="a")
    assert isinstance(problem, Problem)
    assert problem.skipped
    path.write_bytes(b"not packed at all")
    (problem,) = read_file(path, source="a")
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    ("suffix", "nothing"), [(".gz", gzip.compress(b"", mtime=0)), (".xz", bytes(20))], ids=[".gz", ".xz"]
)
def test_packed_bytes_that_hold_nothing_are_not_read_to_their_end(tmp_path: Path, suffix: str, nothing: bytes) -> None:
    """Empty members and padding end the file with a problem that says so; what stands before them is kept."""
    pack = {".gz": gzip.compress, ".xz": lzma.compress}[suffix]
    path = tmp_path / f"a.jsonl{suffix}"
    good = pack('{"title": "关于防汛的通知"}\n'.encode())
    path.write_bytes(good + nothing * 200_000 + good)
    report, problem = read_file(path, source="a")
    assert isinstance(report, Report)
    assert isinstance(problem, Problem)
    assert "什么也没有" in problem.reason


def test_a_few_empty_members_are_no_matter(tmp_path: Path) -> None:
    """Files that were put together of packed ones have them, and go on behind them."""
    good = gzip.compress('{"title": "关于防汛的通知"}\n'.encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(good + gzip.compress(b"") * 1_000 + good)
    assert [type(each) for each in read_file(path, source="a")] == [Report, Report]
