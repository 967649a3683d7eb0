"""Files that an operator names."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import UnreadableVocabulary
from service.operator_files import read_text


def test_text_is_read_without_its_mark(tmp_path: Path) -> None:
    """A byte order mark is no text."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "退伍".encode())
    assert read_text(path, 9, UnreadableVocabulary) == "退伍"


@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff", "不是 UTF-8"), (b"1" * 1_000_001, "超过 1 MB"), (None, "文件不存在")]
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path: Path, content: bytes | None, said: str) -> None:
    """The error is the one that was asked for."""
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableVocabulary, match=said):
        read_text(path, 1_000_000, UnreadableVocabulary)
