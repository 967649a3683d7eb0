"""What took a file's place since it was found is not opened."""

import os
from pathlib import Path

import pytest

from corpus.readers.regular_file import open_regular


def test_a_file_is_opened(tmp_path: Path) -> None:
    """A regular file can be read."""
    (tmp_path / "a.txt").write_bytes(b"text")
    with open_regular(tmp_path / "a.txt") as file:
        assert file.read() == b"text"


def test_a_link_a_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    """None of them is waited for or followed."""
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "link.txt", tmp_path / "pipe.txt", tmp_path):
        with pytest.raises(OSError, match=path.name):
            open_regular(path)


def test_a_file_of_holes_is_refused(tmp_path: Path) -> None:
    """A file that claims terabytes and holds nothing costs nothing."""
    with (tmp_path / "a.jsonl").open("wb") as file:
        file.truncate(8 * 2**40)
    with pytest.raises(OSError, match="空洞"):
        open_regular(tmp_path / "a.jsonl")
