"""Tests of ZIP archives of which only so much is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import zip_file
from corpus.readers.zip_file import ZipArchive


def _packed(*contents: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.txt", content)
    return written.getvalue()


def test_members_are_read_up_to_the_limit_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large by itself, or too large after the others, is refused by what the list claims, before it is unpacked."""
    with ZipArchive(io.BytesIO(_packed(b"a" * 40, b"b" * 90, b"c" * 70)), limit=100) as archive:
        first, large, third = archive.members
        assert archive.read(first, limit=80) == b"a" * 40
        monkeypatch.setattr(zipfile.ZipFile, "read", None)
        for member in (large, third):
            with pytest.raises(UnreadableFile, match="解压后超过"):
                archive.read(member, limit=80)


def test_a_damaged_member_counts() -> None:
    """It has been unpacked before its damage shows, so that many of them cost no more than good ones."""
    data = _packed(b"a" * 60, b"b" * 60).replace(b"a" * 60, b"x" * 60)
    with ZipArchive(io.BytesIO(data), limit=100) as archive:
        damaged, good = archive.members
        for member, reason in ((damaged, "已损坏"), (good, "解压后超过")):
            with pytest.raises(UnreadableFile, match=reason):
                archive.read(member, limit=80)


def test_long_lists_and_damaged_archives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason says what to do."""
    monkeypatch.setattr(zip_file, "MAX_MEMBERS", 1)
    with pytest.raises(UnreadableFile, match="请解压后再收录"):
        ZipArchive(io.BytesIO(_packed(b"", b"")))
    with pytest.raises(UnreadableFile, match="请重新下载"):
        ZipArchive(io.BytesIO(b"PK\x03\x04"))
