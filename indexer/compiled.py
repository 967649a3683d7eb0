"""Loops compiled to machine code: the one place that knows Numba.

What NumPy has no operation for, or needs ten passes for, is written as a plain loop over arrays and marked `@compiled`.
It is compiled when first called, kept on disk, and lets other threads run.

Numba looks at a function's own module alone to see whether what it kept is still right. It is kept in a folder named after a
digest of everything compiled code is made from, so a compiled function may call those of other modules, use their constants
and take NamedTuples: a change to any of these begins a new folder.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Set
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import njit

from indexer.sources import ROOT, digest, source_files

_Function = TypeVar("_Function", bound=Callable[..., Any])

integer: Callable[[Any], int] = np.int64  # type: ignore[assignment]
"""Arrays hold unsigned numbers, which compiled code must not mix with signed ones: the result would be a float."""

single: Callable[[Any], float] = np.float32  # type: ignore[assignment]
"""A number in single precision. Compiled code calls the types themselves; type checkers are told what they amount to."""

_config: Any = numba.config

_FOLDER = "compiled"
_USER_FOLDER = Path("~/.cache/suoyin")

_INGREDIENTS = ("\n@compiled", "\n@allocation_free", "NamedTuple", "namedtuple", "Enum)")
"""What is compiled, and classes of ours whose instances compiled functions may take: what is kept names them."""

_NAME = re.compile(r"\w+")
_IMPORT = re.compile(r"^(?:from\s+([\w.]+)\s+import\s+(\([^)]*\)|.*)|import\s+([\w.]+))", re.MULTILINE)


def compiled(function: _Function) -> _Function:
    """Compile `function`, whose arguments are arrays, numbers and tuples of them, for each combination of types it is called with."""
    return _compiled(function)


def allocation_free(function: _Function) -> _Function:
    """Compile a helper of compiled functions that makes no arrays but views of those it has, and returns none.

    References to its arrays are not counted: where a NamedTuple of arrays is passed for every posting, counting takes longer
    than what is done in between. It can't be called from Python, which saves compiling what that takes.
    """
    return _compiled(function, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _compiled(function: _Function, **options: Any) -> _Function:
    assert isinstance(function, FunctionType)
    folder = cache_folder(_package_of(function))
    # As in NumPy a division by zero gives an infinity: looking for zeros first takes time, and a third longer to compile.
    options |= {"nogil": True, "error_model": "numpy"}
    if folder is None:
        return cast(_Function, njit(**options)(function))  # compiled anew in each process
    before = _config.CACHE_DIR
    _config.CACHE_DIR = str(folder)  # looked at once, when the function is marked
    try:
        return cast(_Function, njit(cache=True, **options)(function))
    finally:
        _config.CACHE_DIR = before


@cache
def cache_folder(package: Path) -> Path | None:
    """Return the folder for the code compiled from functions in `package` and our own packages; None where none can be written.

    It is in the `__pycache__` of this package, or else in the user's cache folder. Folders of earlier sources are removed
    from the former; the latter may serve several installations.
    """
    name = digest(ingredients(package))
    beside = Path(__file__).parent / "__pycache__" / _FOLDER
    for parent in (beside, _USER_FOLDER.expanduser() / _FOLDER):
        folder = parent / f"{package.name}-{name}"
        is_new = not folder.exists()
        if not _can_write(folder):
            continue
        if is_new and parent == beside:
            for earlier in parent.glob(f"{package.name}-*"):
                if earlier != folder:
                    shutil.rmtree(earlier, ignore_errors=True)
        return folder
    return None


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


def _package_of(function: FunctionType) -> Path:
    """Return the folder of the top-level package that a function belongs to; that of its file for one outside packages."""
    path = Path(function.__code__.co_filename)
    depth = function.__module__.count(".")
    if depth == 0:
        return path.parent
    return path.parents[depth - 1 if path.stem != "__init__" else depth]


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True
