"""Hostile entries of a folder: links, pipes, sockets, odd names, folders that look like files."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

_TEXT = "信息名称\n关于防汛的通知\n"


def _file(name: str | bytes) -> Callable[[Path], None]:
    """Return what writes an ordinary text under an odd name."""

    def write(folder: Path) -> None:
        (folder / os.fsdecode(name)).write_text(_TEXT, encoding="utf-8")

    return write


def _link(name: str, other: str, *, folder_too: bool = False) -> Callable[[Path], None]:
    """Return what links `name` to `other`, seen from the folder."""

    def write(folder: Path) -> None:
        (folder / name).symlink_to(other, target_is_directory=folder_too)

    return write


def _link_inside(folder: Path) -> None:
    (folder / "linked.txt").write_text(_TEXT, encoding="utf-8")
    (folder / "link-inside.txt").symlink_to("linked.txt")


def _link_beside(folder: Path) -> None:
    """Link to a file beside the folder, as an uploaded archive would to reach its neighbours."""
    secret = folder.parent / "secret-beside.txt"
    secret.write_text("信息名称\n不属于档案的文件\n", encoding="utf-8")
    (folder / "link-beside.txt").symlink_to(secret)


def _links_in_a_ring(folder: Path) -> None:
    (folder / "ring-a.txt").symlink_to("ring-b.txt")
    (folder / "ring-b.txt").symlink_to("ring-a.txt")


def _hard_link(folder: Path) -> None:
    (folder / "hard-a.txt").write_text(_TEXT, encoding="utf-8")
    (folder / "hard-b.txt").hardlink_to(folder / "hard-a.txt")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


def _socket(folder: Path) -> None:
    # Paths of sockets are short: it is bound by a name relative to the folder's descriptor.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(f"/proc/self/fd/{descriptor}/socket.jsonl")
    finally:
        os.close(descriptor)


def _folder_with_a_suffix(folder: Path) -> None:
    (folder / "folder.txt").mkdir()
    _file("inside.txt")(folder / "folder.txt")


def _without_permission(folder: Path) -> None:
    _file("forbidden.txt")(folder)
    (folder / "forbidden.txt").chmod(0)


def _deep_folders(folder: Path) -> None:
    """Write a file thirty folders down: together their names make a path of more than 3,000 bytes."""
    for _ in range(30):
        folder = folder / ("深" * 35)
        folder.mkdir()
    _file("deep.txt")(folder)


def _sparse(folder: Path) -> None:
    with (folder / "sparse.jsonl").open("wb") as file:
        file.truncate(8 * 1024**3)


ENTRIES: Mapping[str, Callable[[Path], None]] = {
    "link-inside": _link_inside,
    "link-beside": _link_beside,
    "link-to-passwords": _link("link-passwd.txt", "/etc/passwd"),
    "link-to-a-device": _link("link-zero.txt", "/dev/zero"),
    "link-to-memory": _link("link-environ.txt", "/proc/self/environ"),
    "link-dangling": _link("link-dangling.txt", "nowhere.txt"),
    "link-to-itself": _link("link-itself.txt", "link-itself.txt"),
    "link-ring": _links_in_a_ring,
    "link-to-its-folder": _link("loop", ".", folder_too=True),
    "link-to-the-folder-above": _link("above", "..", folder_too=True),
    "link-to-a-folder-outside": _link("outside", "/etc", folder_too=True),
    "link-hard": _hard_link,
    "pipe": _pipe,
    "socket": _socket,
    "folder-with-a-suffix": _folder_with_a_suffix,
    "file-without-permission": _without_permission,
    "folders-deep": _deep_folders,
    "file-sparse": _sparse,
    "name-with-line-end": _file("a\nb.txt"),
    "name-with-controls": _file("a\x1b[2J\x07.txt"),
    "name-not-utf8": _file(b"\xb9\xab\xb8\xe6.txt"),
    "name-of-255-bytes": _file("n" * 251 + ".txt"),
    "name-with-markup": _file("<script>alert(1)<&>'\".txt"),
    "name-with-directions": _file("a\u202etxt.exe.txt"),
    "name-like-an-option": _file("--rebuild.txt"),
    "name-with-spaces": _file("  .txt"),
    "name-with-wildcards": _file("*?[a].txt"),
    "name-only-a-suffix": _file("..txt"),
    "name-in-capitals": _file("A.TXT"),
    "name-of-another-type": _file("附件.pdf"),
}
