"""The files of an archive: regular files whose real path lies below a root, each once, and what is passed over there."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from corpus.characters import clean_line
from corpus.errors import reason_of
from corpus.problem import Problem
from corpus.readers.passed_over import PassedOver
from corpus.readers.registry import is_readable, unknown_format


@dataclass(frozen=True, slots=True)
class Root:
    """A file or folder to read. Its `name` stands for it in the sources of its files; "" where they need none."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its `source` (the name its reports keep for good) and its real path."""

    source: str
    path: Path


Found = SourceFile | PassedOver | Problem


def discover(roots: Iterable[Root], *, ignored: Iterable[str] = ()) -> Iterator[Found]:
    """Yield every readable file at or below `roots`, what is passed over below them, and what is wrong.

    Names that fit one of the patterns `ignored` are passed over. A root that is missing or holds nothing readable is a
    Problem. Links are looked at after everything else of their root, so that a file is read under its own name where it
    has one.
    """
    seen: set[str] = set()
    for root in roots:
        yield from _Walk(root, seen, tuple(ignored)).found()


class _Walk:
    """One root on its way through; `seen` are the real paths of all files and folders read so far."""

    def __init__(self, root: Root, seen: set[str], ignored: tuple[str, ...]) -> None:
        self._root = root
        self._top = os.path.realpath(root.path)
        self._seen = seen
        self._ignored = ignored
        self._readable = False
        self._waiting: list[tuple[str, str]] = []
        self._links: list[tuple[str, str]] = []

    def found(self) -> Iterator[Found]:
        name = self._root.name
        try:
            mode = Path(self._top).stat().st_mode
        except OSError:
            mode = 0
        if stat.S_ISREG(mode):
            yield from self._file(name, self._top, named=True)
        elif stat.S_ISDIR(mode):
            yield from self._below(name)
            if not self._readable:
                yield Problem(name or ".", "没有能收录的文件，已收录的保留不动，请检查路径、磁盘挂载和文件类型")
        else:
            yield Problem(name or ".", "路径不存在或不是普通文件，请检查配置和磁盘挂载")

    def _below(self, name: str) -> Iterator[Found]:
        self._waiting.append((name, self._top))
        while self._waiting or self._links:
            while self._waiting:
                source, path = self._waiting.pop()
                yield from self._entries(source, path)
            if self._links:
                yield from self._follow(*self._links.pop(0))

    def _entries(self, source: str, folder: str) -> Iterator[Found]:
        """Yield what stands in a folder; folders in it and links wait, the first one on top."""
        if self._is_known(folder):
            self._readable = True  # by another root
            return
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield Problem(source or ".", f"打不开：{reason_of(error)}，请检查权限")
            return
        folders = []
        for entry in entries:
            below = source_name(source, entry.name)
            if entry.name.startswith("."):
                yield PassedOver(below, "hidden")
            elif entry.is_symlink():
                self._links.append((below, entry.path))
            elif entry.is_dir(follow_symlinks=False):
                folders.append((below, entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield from self._file(below, entry.path)
            else:
                yield PassedOver(below, "special")
        self._waiting.extend(reversed(folders))

    def _follow(self, source: str, link: str) -> Iterator[Found]:
        try:
            real = os.path.realpath(link, strict=True)
            mode = Path(real).stat().st_mode
        except OSError:  # also a loop of links
            yield PassedOver(source, "link_broken")
            return
        if not Path(real).is_relative_to(self._top):
            yield PassedOver(source, "link_out")
        elif real in self._seen:
            yield PassedOver(source, "link_again")
        elif stat.S_ISDIR(mode):
            self._waiting.append((source, real))
        elif stat.S_ISREG(mode):
            yield from self._file(source, real)
        else:
            yield PassedOver(source, "special")

    def _file(self, source: str, path: str, *, named: bool = False) -> Iterator[Found]:
        kind = "" if named else self._kind(Path(path))
        if kind:
            yield PassedOver(source, kind)
        elif not is_readable(Path(path)):
            yield unknown_format(source)
        else:
            self._readable = True
            if not self._is_known(path):
                yield SourceFile(source, Path(path))

    def _kind(self, path: Path) -> str:
        """Return why a regular file is passed over; "" for one that is read."""
        if any(fnmatchcase(path.name, pattern) for pattern in self._ignored):
            return "ignored"
        if path.name.partition(".")[0].upper() == "README":
            return "readme"
        return "" if is_readable(path) else "suffix"

    def _is_known(self, path: str) -> bool:
        known = path in self._seen
        self._seen.add(path)
        return known


def source_name(folder: str, name: str) -> str:
    r"""Return the source of `name` in a folder: one line of text, and for a name that is none, told apart by a digest.

    >>> source_name("2023", "停水.txt"), source_name("", "a\nb.txt")
    ('2023/停水.txt', 'a b.txt~678163')
    """
    clean = clean_line(name)
    if clean != name:
        clean = f"{clean}~{short_digest(os.fsencode(name))}"
    return f"{folder}/{clean}" if folder else clean


def short_digest(data: bytes) -> str:
    """Return six hexadecimal digits that tell apart what has one name."""
    return hashlib.blake2b(data, digest_size=3).hexdigest()
