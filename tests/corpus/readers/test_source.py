"""The files of an archive are found once each, in order; nothing outside it is, and nothing is passed over in silence."""

import os
import socket
from collections import Counter
from pathlib import Path

import pytest

from corpus.problem import Problem
from corpus.readers import PassedOver, Root, SourceFile, discover
from corpus.readers.source import Found, source_name


def make(folder: Path, *files: str) -> None:
    """Create empty files."""
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def found_in(*roots: Path, name: str = "档案", ignored: tuple[str, ...] = ()) -> list[Found]:
    """Return everything that is found below folders or files, all under one name."""
    return list(discover([Root(name, each) for each in roots], ignored=ignored))


def found_files(found: list[Found]) -> list[SourceFile]:
    """Return the files that are to be read."""
    return [each for each in found if isinstance(each, SourceFile)]


def sources(found: list[Found]) -> list[str]:
    """Return the sources of the files that are to be read."""
    return [each.source for each in found_files(found)]


def passed_over(found: list[Found]) -> dict[str, str]:
    """Return the kind of each file that is passed over, by source."""
    return {each.source: each.kind for each in found if isinstance(each, PassedOver)}


def test_files_are_found_in_order_and_the_others_named(tmp_path: Path) -> None:
    """Known suffixes in any case are found; hidden files, READMEs and other types are named with the kind they are of."""
    make(tmp_path, "b.txt", "a/z.HTML", "a/b.jsonl.gz", ".hidden/a.txt", "a/.b.txt", "README.md", "a/README.txt")
    make(tmp_path, "a/c.mp4", "a/d.bin")
    found = found_in(tmp_path, ignored=("*.bin",))
    assert sources(found) == ["档案/b.txt", "档案/a/b.jsonl.gz", "档案/a/z.HTML"]
    assert passed_over(found) == {
        "档案/.hidden": "hidden",
        "档案/a/.b.txt": "hidden",
        "档案/README.md": "readme",
        "档案/a/README.txt": "readme",
        "档案/a/c.mp4": "suffix",
        "档案/a/d.bin": "ignored",
    }


def test_a_root_without_a_name_gives_plain_sources(tmp_path: Path) -> None:
    """Below the folder that everything is named from, a source is the path there."""
    make(tmp_path, "b.txt", "a/z.html")
    assert sources(found_in(tmp_path, name="")) == ["b.txt", "a/z.html"]


def test_named_paths(tmp_path: Path) -> None:
    """A path that is missing, of unknown type or without anything readable is a problem when it was named."""
    make(tmp_path, "a.txt", "b.mp4", "pictures/c.png")
    for name in ("b.mp4", "gone", "pictures"):
        found = found_in(tmp_path / name, name=name)
        assert [each.source for each in found if isinstance(each, Problem)] == [name]
    assert sources(found_in(tmp_path / "a.txt", name="a.txt")) == ["a.txt"]


def test_a_file_below_two_roots_is_found_once(tmp_path: Path) -> None:
    """The second root isn't called empty for what the first one gave."""
    make(tmp_path, "a/a.txt")
    found = found_in(tmp_path, tmp_path / "a", tmp_path / "a" / "a.txt")
    assert found == [SourceFile("档案/a/a.txt", tmp_path / "a" / "a.txt")]


def test_links_inside_are_read_once(tmp_path: Path) -> None:
    """A loop of links ends; a link to a file that is read anyway, or to nothing, is passed over with its kind."""
    make(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "nowhere")
    found = found_in(tmp_path)
    assert sources(found) == ["档案/a/x.txt"]
    assert passed_over(found) == {
        "档案/a/loop": "link_again",
        "档案/a/self": "link_broken",
        "档案/b.txt": "link_again",
        "档案/c.txt": "link_broken",
    }


def test_what_only_links_lead_to_is_read_under_the_name_of_the_link(tmp_path: Path) -> None:
    """A mounted folder whose files link to hidden ones that change their names with every update keeps its sources."""
    make(tmp_path, "..2026/x.txt", "..2026/more/y.txt")
    (tmp_path / "..data").symlink_to("..2026")
    (tmp_path / "x.txt").symlink_to("..data/x.txt")
    (tmp_path / "more").symlink_to("..data/more")
    found = found_in(tmp_path)
    assert found_files(found) == [
        SourceFile("档案/more/y.txt", tmp_path / "..2026" / "more" / "y.txt"),
        SourceFile("档案/x.txt", tmp_path / "..2026" / "x.txt"),
    ]


def test_links_that_leave_the_root_are_not_followed(tmp_path: Path) -> None:
    """Neither a file nor a folder outside is read through a link, also not one whose name begins like the root's."""
    make(tmp_path, "archive/a.txt", "archive-secret/s.txt", "outside/o.txt")
    archive = tmp_path / "archive"
    for name, other in {"q.txt": "/etc/passwd", "s.txt": "../archive-secret/s.txt", "o": "../outside"}.items():
        (archive / name).symlink_to(other)
    found = found_in(archive)
    assert sources(found) == ["档案/a.txt"]
    assert passed_over(found) == {"档案/o": "link_out", "档案/q.txt": "link_out", "档案/s.txt": "link_out"}


def test_a_root_may_be_a_link(tmp_path: Path) -> None:
    """Who configures a link means what it leads to."""
    make(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert found_in(tmp_path / "link") == [SourceFile("档案/a.txt", tmp_path / "real" / "a.txt")]


def test_pipes_and_sockets_are_not_opened(tmp_path: Path) -> None:
    """A named pipe or a socket is no file of the archive, whatever it is called."""
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "b.txt"))
        (tmp_path / "c.txt").symlink_to("a.txt")
        found = found_in(tmp_path)
    assert sources(found) == []
    assert Counter(passed_over(found).values()) == {"special": 3}
    assert [type(each) for each in found_in(tmp_path / "a.txt")] == [Problem]


@pytest.mark.parametrize("name", ["a\nb.txt", " a.txt", "a\udcff.txt", "a\x1b[2J.txt"])
def test_every_source_is_one_line_of_text(tmp_path: Path, name: str) -> None:
    """A name that a report can't be shown with gets another one, which no other file has."""
    make(tmp_path, name, "a b.txt", "a.txt")
    found = sources(found_in(tmp_path))
    assert len(set(found)) == 3
    assert source_name("档案", name) in found
    assert all(each.isprintable() and each == each.strip() for each in found)
