"""The files of an archive: sorted, hidden files left out, each file once, loops of links walked once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.problem import Problem
from corpus.readers.registry import format_of, unknown_format


def discover(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """Yield every readable file at or below `paths`; a Problem for a path that is missing or cannot be listed.

    Hidden files, README files and files of other suffixes below a folder are passed over in silence;
    `ignored_files` yields them.
    """
    for found, named in _walk(paths):
        if isinstance(found, Problem):
            yield found
        elif named and format_of(found) is None:
            yield unknown_format(str(found))
        elif named or _is_readable(found):
            yield found


def ignored_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files below `paths` that `discover` passes over, hidden ones aside: attachments, READMEs, other types."""
    for found, named in _walk(paths):
        if isinstance(found, Path) and not named and not _is_readable(found):
            yield found


def _is_readable(path: Path) -> bool:
    return format_of(path) is not None and path.stem.split(".")[0].upper() != "README"


def _walk(paths: Iterable[Path]) -> Iterator[tuple[Path | Problem, bool]]:
    """Yield the files in order, each with whether the caller named it; no file twice, however it is linked."""
    seen: set[str] = set()
    for path in paths:
        try:
            is_folder, is_file = path.is_dir(), path.is_file()
        except OSError:
            is_folder = is_file = False
        if is_folder:
            for found in _below(path, seen):
                yield found, False
        elif not is_file:
            yield Problem(str(path), "路径不存在或不是普通文件，请检查配置和磁盘挂载"), True
        elif _is_new(path, seen):
            yield path, True


def _below(folder: Path, seen: set[str]) -> Iterator[Path | Problem]:
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                if path.is_file() and _is_new(path, seen):
                    yield path
            elif _is_new(path, seen):
                names = sorted(
                    (entry.name for entry in os.scandir(path) if not entry.name.startswith(".")), reverse=True
                )
                waiting.extend(path / name for name in names)
        except OSError as error:
            yield Problem(str(path), f"打不开：{error.strerror or error}，请检查权限")


def _is_new(path: Path, seen: set[str]) -> bool:
    real = os.path.realpath(path)
    known = real in seen
    seen.add(real)
    return not known
