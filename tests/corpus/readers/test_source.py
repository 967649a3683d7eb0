"""The files of an archive are found once each, in order."""

import os
from pathlib import Path

from corpus.problem import Problem
from corpus.readers import discover, ignored_files


def names(found: list[Path | Problem], folder: Path) -> list[str]:
    """Return the paths found, relative to the folder."""
    return [each.relative_to(folder).as_posix() for each in found if isinstance(each, Path)]


def make(folder: Path, *files: str) -> None:
    """Create empty files."""
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_files_are_found_in_order(tmp_path: Path) -> None:
    """Known suffixes in any case are found; hidden files, READMEs and other types are not, and can be listed."""
    make(
        tmp_path,
        "b.txt",
        "a/z.HTML",
        "a/b.jsonl.gz",
        ".hidden/a.txt",
        "a/.b.txt",
        "README.md",
        "a/README.txt",
        "a/c.pdf",
    )
    assert names(list(discover([tmp_path])), tmp_path) == ["a/b.jsonl.gz", "a/z.HTML", "b.txt"]
    assert names(list(ignored_files([tmp_path])), tmp_path) == ["README.md", "a/README.txt", "a/c.pdf"]


def test_named_paths(tmp_path: Path) -> None:
    """A path that is missing or of unknown type is a problem when it was named; a file is given once."""
    make(tmp_path, "a.txt", "b.pdf")
    found = list(discover([tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "gone", tmp_path]))
    assert names(found, tmp_path) == ["a.txt"]
    assert [each.source for each in found if isinstance(each, Problem)] == [
        str(tmp_path / "b.pdf"),
        str(tmp_path / "gone"),
    ]


def test_links_are_walked_once(tmp_path: Path) -> None:
    """A loop of links ends, linked files come once, and a broken link is passed over."""
    make(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    assert names(list(discover([tmp_path])), tmp_path) == ["a/x.txt"]


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    """A named pipe is no file of the archive."""
    os.mkfifo(tmp_path / "a.txt")
    assert list(discover([tmp_path])) == []
    assert len(list(discover([tmp_path / "a.txt"]))) == 1
