"""Good files with random damage give a bounded number of reports and problems, and never an error."""

from __future__ import annotations

import gzip
import lzma
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.problem import Problem
from corpus.readers import read_file
from corpus.report import Report
from tests.corpus.readers.page.pages import BOXES, page

LINES = "".join(
    f'{{"title": "关于第{n}号决定的通知", "index_number": "015530441/2023-{n:05}", "body": "各县：\\n请照办。", "keywords": ["防汛"]}}\n'
    for n in range(20)
).encode()
TEXT = "索引号\n015530441/2023-00011\n信息名称\n关于防汛的通知\n发布日期\n2023-01-05\n各县：\n请照办。\n青禾市水务局\n2023年1月5日\n".encode()
GOOD = {
    "a.txt": TEXT,
    "gbk.txt": TEXT.decode().encode("gbk"),
    "utf16.txt": TEXT.decode().encode("utf-16"),
    "a.html": page(BOXES["table of cells"]).encode(),
    "b.html": page(BOXES["running labels"]).encode("gb18030"),
    "a.jsonl": LINES,
    "a.jsonl.gz": gzip.compress(LINES),
    "a.jsonl.xz": lzma.compress(LINES),
}
PIECES = [
    b"<",
    b">",
    b"<b>",
    b"<table>",
    b"<!--",
    b"-->",
    b'"',
    b"{",
    b"[",
    b"\\u",
    b"\x00",
    b"\n",
    b"\xff",
    b"&#",
    b"\xe7",
]


@st.composite
def _mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """Return `data` with pieces replaced, removed, repeated and put in."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=8) | st.just(data[start:end])) * draw(
            st.sampled_from([0, 1, 1, 2, 300])
        )
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", GOOD)
@given(choose=st.data())
def test_damaged_files_are_read(name: str, choose: st.DataObject) -> None:
    """Whatever is done to a file, each line or text gives one report at most, and problems are few."""
    data = choose.draw(_mutated(GOOD[name]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        found = list(read_file(path, source=name))
    reports = [each for each in found if isinstance(each, Report)]
    problems = [each for each in found if isinstance(each, Problem)]
    assert len(reports) + len(problems) == len(found)
    assert len(reports) <= (20 + 6 * 300 if "json" in name else 1)
    assert len(problems) < 200
    # An error that a reader did not expect would be named as one.
    assert not any("读取时出错" in each.reason for each in problems)
