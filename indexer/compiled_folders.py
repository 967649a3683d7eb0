"""The folders that compiled code is kept in: where they are, what they are named after, when they are removed.

Numba looks at a function's own module alone to see whether what it kept is still right. A folder is named after a digest of
everything compiled code is made from, so a compiled function may call those of other modules, use their constants and take
NamedTuples: a change to any of these begins a new folder.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.sources import ROOT, digest, source_files

_FOLDER = "compiled"
_USER_FOLDER = "~/.cache/suoyin"

UNUSED_SECONDS = 90 * 24 * 3600
"""A folder of the user's that no start of a program has used for so long is removed: several installations may share the place."""

_INGREDIENTS = ("\n@compiled", "\n@allocation_free", "NamedTuple", "namedtuple")
"""What is compiled, and classes of ours whose instances compiled functions take: what is kept names them. Nothing compiled takes members of
enumerations; those that it imports count as all that it imports."""

_NAME = re.compile(r"\w+")
_IMPORT = re.compile(r"^(?:from\s+([\w.]+)\s+import\s+(\([^)]*\)|.*)|import\s+([\w.]+))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CodeFolders:
    """Where the code compiled for a package is looked for, in this order, and where new code is written, if anywhere."""

    read: tuple[Path, ...]
    write: Path | None


def installation_folder() -> Path:
    """Return the folder beside the program, which serves everybody who runs it."""
    return Path(__file__).parent / "__pycache__" / _FOLDER


def user_folder() -> Path | None:
    """Return the folder in the user's cache; None for a user without a home."""
    try:
        return Path(_USER_FOLDER).expanduser() / _FOLDER
    except RuntimeError:
        return None


@cache
def code_folders(package: Path) -> CodeFolders:
    """Return the folders for the code compiled from functions in `package` and our own packages.

    Where the folder beside the program can be written, it is the only one. Otherwise what it has is used, and what it
    has not is kept in the user's.
    """
    name = f"{package.name}-{digest(ingredients(package))}"
    beside, user = installation_folder() / name, user_folder()
    is_new = not beside.exists()
    if _can_write(beside):
        if is_new:
            _remove(each for each in beside.parent.glob(f"{package.name}-*") if each != beside)
        return CodeFolders((beside,), beside)
    shipped = (beside,) if beside.is_dir() else ()
    if user is None or not _can_write(user / name):
        # What was compiled while it could be written serves on.
        read_only = (user / name,) if user is not None and (user / name).is_dir() else ()
        return CodeFolders((*shipped, *read_only), None)
    os.utime(user / name)
    newest = (user / name).stat().st_mtime
    _remove(each for each in user.iterdir() if newest - each.stat().st_mtime > UNUSED_SECONDS)
    return CodeFolders((*shipped, user / name), user / name)


def ingredients(package: Path) -> list[Path]:
    """Return the source files that code compiled for `package` depends on: compiled modules, classes they take, and all these import."""
    paths = {_module_name(path, ROOT): path for path in source_files("*.py")}
    paths |= {_module_name(path, package.parent): path for path in package.rglob("*.py")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in paths.items()}
    found: set[str] = set()
    waiting = [name for name, text in texts.items() if any(each in text for each in _INGREDIENTS)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _imported(texts[name], texts.keys())
    return sorted(paths[name] for name in found)


def _module_name(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _imported(text: str, known: Set[str]) -> Iterator[str]:
    """Yield the names of those `known` modules that `text` imports, or takes names from."""
    for module, names, plain in _IMPORT.findall(text):
        if plain in known:
            yield plain
        for name in _NAME.findall(names):
            inner = f"{module}.{name}"
            if inner in known or module in known:
                yield inner if inner in known else module


def _remove(folders: Iterator[Path]) -> None:
    for folder in list(folders):
        shutil.rmtree(folder, ignore_errors=True)


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True
