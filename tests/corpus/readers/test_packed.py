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
